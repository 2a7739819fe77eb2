import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { readMondoJson } from '../../src/lexicon/read-mondo-json.js';
import { readMondoObo } from '../../src/lexicon/read-mondo-obo.js';
import { KIND, type Lexicon } from '../../src/lexicon/types.js';
import { folderOf, RecordingSink } from './support.js';

const EQUIVALENT = '{source="MONDO:equivalentTo"}';

/** An OBO file of classes with these xrefs. */
function obo(classes: Readonly<Record<string, readonly string[]>>): string {
  const stanzas = Object.entries(classes).map(([id, xrefs]) =>
    ['[Term]', `id: ${id}`, `name: disease ${id.slice(-1)}`, ...xrefs.map((xref) => `xref: ${xref}`), ''].join('\n'),
  );
  return ['format-version: 1.2', '', ...stanzas].join('\n');
}

async function matchesOf(content: string): Promise<readonly (readonly [string, string])[]> {
  const sink = new RecordingSink();
  await readMondoObo(join(folderOf({ 'mondo.obo': content }), 'mondo.obo'), false, sink);
  return sink.matches;
}

describe('OMIM xrefs of MONDO', () => {
  test.each<readonly [string, Readonly<Record<string, readonly string[]>>, readonly (readonly [string, string])[]]>([
    ['equivalent', { 'MONDO:1': [`OMIM:100001 ${EQUIVALENT}`] }, [['MONDO:1', 'OMIM:100001']]],
    ['of another kind', { 'MONDO:1': ['OMIM:100001 {source="MONDO:relatedTo"}'] }, []],
    ['a series', { 'MONDO:1': [`OMIMPS:100001 ${EQUIVALENT}`] }, []],
    ['without a kind, one to one', { 'MONDO:1': ['OMIM:100001'] }, [['MONDO:1', 'OMIM:100001']]],
    ['without a kind, two of a class', { 'MONDO:1': ['OMIM:100001', 'OMIM:100002'] }, []],
    ['without a kind, of two classes', { 'MONDO:1': ['OMIM:100001'], 'MONDO:2': ['OMIM:100001'] }, []],
    ['to MeSH beside a mapping set', { 'MONDO:1': [`MESH:D000001 ${EQUIVALENT}`] }, []],
  ])('%s', async (_, classes, expected) => {
    expect(await matchesOf(obo(classes))).toEqual(expected);
  });

  test.each(['https://omim.org/entry/100001', 'http://identifiers.org/omim/100001', 'OMIM:100001'])(
    'as exactMatch of OBO Graphs: %s',
    async (val) => {
      const meta = { basicPropertyValues: [{ pred: 'http://www.w3.org/2004/02/skos/core#exactMatch', val }] };
      const nodes = [{ id: 'http://purl.obolibrary.org/obo/MONDO_0000001', lbl: 'disease 1', meta }];
      const sink = new RecordingSink();
      const folder = folderOf({ 'mondo.json': JSON.stringify({ graphs: [{ nodes }] }) });
      await readMondoJson(join(folder, 'mondo.json'), false, sink);
      expect(sink.matches).toEqual([['MONDO:0000001', 'OMIM:100001']]);
      expect(sink.terms[1]).toMatchObject({ id: 'OMIM:100001', label: 'disease 1', names: [] });
    },
  );
});

describe('an OMIM concept in a lexicon', () => {
  let lexicon: Lexicon;
  beforeAll(async () => {
    lexicon = await buildLexicon(folderOf({ 'mondo.obo': obo({ 'MONDO:1': [`OMIM:100001 ${EQUIVALENT}`] }) }));
  });

  test('has the name of its class, and the two are exact matches', () => {
    expect(lexicon.concept('OMIM:100001')).toMatchObject({
      kind: 'Disease',
      name: 'disease 1',
      exactMatches: ['MONDO:1'],
    });
    expect(lexicon.concept('MONDO:1')?.exactMatches).toEqual(['OMIM:100001']);
  });

  test('is not found by that name', () => {
    expect(lexicon.lookup('disease 1', KIND.disease).map(({ conceptId }) => conceptId)).toEqual(['MONDO:1']);
  });

  test('is counted apart from MONDO, without names', () => {
    const counts = lexicon.info.terminologies.map(({ prefix, concepts, names }) => [prefix, concepts, names]);
    expect(counts).toEqual([
      ['MONDO', 1, 1],
      ['OMIM', 1, 0],
    ]);
  });
});
