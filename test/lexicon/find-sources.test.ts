import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CannotRunError, FormatError } from '../../src/errors.js';
import { findSources, kindOf } from '../../src/lexicon/find-sources.js';
import {
  ALL_FILES,
  folderOf,
  GENES,
  MESH_DESC,
  MESH_SUPP,
  MONDO_OBO,
  NAMES_DMP,
  ORTHOLOGS,
  SSSOM,
  STARTER,
} from './support.js';

test.each([
  [MONDO_OBO, 'mondo-obo'],
  ['{\n  "graphs" : [ {\n    "id" : "x"', 'mondo-json'],
  [MESH_DESC, 'mesh'],
  [MESH_SUPP, 'mesh'],
  [SSSOM, 'sssom'],
  [`#curie_map:\nmapping_id\tsubject_id\tpredicate_id\tobject_id\n`, 'sssom'],
  [GENES, 'gene-info'],
  [NAMES_DMP, 'names-dmp'],
  ['#tax_id\tGeneID\tDiscontinued_GeneID\tDiscontinued_Symbol\n', 'gene-history'],
  [ORTHOLOGS, 'gene-orthologs'],
  [STARTER['genes.tsv'], 'starter'],
  [STARTER['diseases.tsv'].replaceAll('\n', '\r\n'), 'starter'],
  [STARTER['orthologs.tsv'], 'starter'],
  [STARTER['species.tsv'], 'starter'],
  ['id\tname\n1\tx\n', null],
  ['{"name": "package"}', null],
  ['<html></html>', null],
  ['', null],
])('kindOf %#', (head, kind) => expect(kindOf(head)).toBe(kind));

async function found(path: string): Promise<readonly string[]> {
  return (await findSources(path)).map((source) => `${source.kind} ${basename(source.path)}`);
}

describe('findSources', () => {
  test('a flat folder, in the order of reading', async () => {
    expect(await found(folderOf({ ...ALL_FILES, 'releases.json': '{}', 'notes.txt': 'x' }))).toEqual([
      'mondo-obo mondo.obo',
      'mesh desc2031.xml',
      'mesh supp2031.xml',
      'sssom mondo_exactmatch_mesh.sssom.tsv',
      'names-dmp names.dmp',
      'gene-info All_Data.gene_info',
    ]);
  });

  test('folders in it, gzipped files, other capitals', async () => {
    const files = {
      'mondo/mondo.obo.gz': gzipSync(MONDO_OBO),
      'mesh/DESC2031.XML.GZ': gzipSync(MESH_DESC),
      'gene_orthologs.gz': gzipSync(ORTHOLOGS),
      'ncbi-gene/Homo_sapiens.gene_info.gz': gzipSync(GENES + GENES.repeat(200)),
    };
    expect(await found(folderOf(files))).toEqual([
      'mondo-obo mondo.obo.gz',
      'mesh DESC2031.XML.GZ',
      'gene-info Homo_sapiens.gene_info.gz',
      'gene-orthologs gene_orthologs.gz',
    ]);
  });

  test('one of MONDO is enough', async () => {
    expect(await found(folderOf({ 'mondo.json': '{"graphs": []}', 'mondo.obo': MONDO_OBO }))).toEqual([
      'mondo-obo mondo.obo',
    ]);
    expect(await found(folderOf({ 'mondo.json': '{"graphs": []}' }))).toEqual(['mondo-json mondo.json']);
  });

  test('one file', async () => {
    expect(await found(join(folderOf(ALL_FILES), 'mondo.obo'))).toEqual(['mondo-obo mondo.obo']);
  });

  test('no terminology, no folder, a file that is damaged', async () => {
    await expect(findSources(folderOf({ 'x.tsv': 'a\tb\n' }))).rejects.toThrow(/found none among 1 file/);
    await expect(findSources(join(folderOf({}), 'none'))).rejects.toThrow(CannotRunError);
    const bad = Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    await expect(findSources(folderOf({ 'mondo.obo.gz': bad }))).rejects.toThrow(FormatError);
  });
});
