import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { IntList } from '../../src/lexicon/growable.js';
import { lexiconFromBuffer } from '../../src/lexicon/open.js';
import { orthologSections, referenceGenes } from '../../src/lexicon/reference-genes.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import { folderOf, GENE_HEADER, geneRow, ORTHOLOG_HEADER } from './support.js';

const [HUMAN, MOUSE, RAT, FISH, MEDAKA] = [9606, 10090, 10116, 7955, 8090];
const GENES: readonly (readonly [taxon: number, id: number, symbol: string])[] = [
  [HUMAN, 7157, 'TP53'],
  [MOUSE, 22059, 'Trp53'],
  [RAT, 24842, 'Tp53'],
  [FISH, 30590, 'tp53'],
  [MEDAKA, 1, 'tp53'],
  [HUMAN, 2, 'TWO'],
  [MOUSE, 3, 'Both'],
  [MOUSE, 4, 'Ring'],
  [RAT, 5, 'Ring'],
  [MOUSE, 6, 'Lonely'],
];
const ORTHOLOGS = [
  [HUMAN, 7157, MOUSE, 22059],
  [HUMAN, 7157, RAT, 24842],
  [HUMAN, 7157, RAT, 24842],
  [FISH, 30590, HUMAN, 7157],
  [FISH, 30590, MEDAKA, 1],
  [HUMAN, 7157, MOUSE, 3],
  [HUMAN, 2, MOUSE, 3],
  [MOUSE, 4, RAT, 5],
  [RAT, 5, MOUSE, 4],
  [HUMAN, 900, MOUSE, 99],
  [HUMAN, 404, MOUSE, 6],
].map(([taxon, gene, otherTaxon, other]) => [taxon, gene, 'Ortholog', otherTaxon, other].join('\t'));

const FILES = {
  'genes.gene_info': [GENE_HEADER, ...GENES.map(([taxon, id, symbol]) => geneRow({ taxon, id, symbol }))].join('\n'),
  'gene_history.tsv':
    '#tax_id\tGeneID\tDiscontinued_GeneID\tDiscontinued_Symbol\n9606\t7157\t900\tOLD\n10090\t6\t99\tOld\n',
};
const taxa = [HUMAN, MOUSE, RAT, FISH, MEDAKA];
let lexicon: Lexicon;

beforeAll(async () => {
  const files = { ...FILES, gene_orthologs: [ORTHOLOG_HEADER, ...ORTHOLOGS].join('\n') };
  lexicon = await buildLexicon(folderOf(files), { taxa });
});

describe('reference genes', () => {
  test.each<readonly [string, number, readonly number[]]>([
    ['of a mouse gene: the human one', 22059, [7157]],
    ['of a rat gene that stands there twice', 24842, [7157]],
    ['of the human gene itself: none', 7157, []],
    ['of a fish gene, the row the other way round', 30590, [7157]],
    ['of a fish gene by another fish: the last one', 1, [7157]],
    ['of a gene with two', 3, [2, 7157]],
    ['of genes that lead to each other: none', 4, []],
    ['of a gene by ids that were retired since, whose other reference is unknown', 6, [7157]],
    ['of a retired id: none', 99, []],
    ['of an unknown gene', 404, []],
  ])('%s', (_, gene, expected) => {
    expect(lexicon.referenceGenes(`NCBIGene:${gene}`)).toEqual(expected.map((id) => `NCBIGene:${id}`));
  });

  test('are told by the bytes alone, and their pairs are counted with the file', () => {
    expect(lexiconFromBuffer(lexicon.buffer).referenceGenes('NCBIGene:3')).toEqual(['NCBIGene:2', 'NCBIGene:7157']);
    expect(lexicon.info.terminologies.at(-1)).toMatchObject({
      file: 'gene_orthologs',
      prefix: 'NCBIGene',
      mappings: 10,
    });
    expect(lexicon.info.unknownMappingIds).toEqual({});
  });

  test('are none without such a file, which changes nothing else', async () => {
    const without = await buildLexicon(folderOf(FILES), { taxa });
    expect(without.referenceGenes('NCBIGene:22059')).toEqual([]);
    expect(without.concept('NCBIGene:22059')).toEqual(lexicon.concept('NCBIGene:22059'));
    expect(without.info.release).not.toBe(lexicon.info.release);
    expect(lexicon.buffer.byteLength - without.buffer.byteLength).toBeLessThan(1000);
  });

  test('of the starter terminology come from its table, whatever the order of its files', async () => {
    const genes =
      'id\tsymbol\tname\ttaxon\ttype\tsynonyms\nNCBIGene:1\tA\t\tNCBITaxon:9606\t\t\nNCBIGene:2\ta\t\tNCBITaxon:7\t\t\n';
    const starter = await buildLexicon(
      folderOf({ 'genes.tsv': genes, 'orthologs.tsv': 'gene\tsymbol\torthologs\nNCBIGene:1\tA\tNCBIGene:2\n' }),
    );
    expect(starter.referenceGenes('NCBIGene:2')).toEqual(['NCBIGene:1']);
  });
});

test('reference genes are those at the end of all ways up, for any pairs', () => {
  const pair = fc.tuple(fc.nat(9), fc.nat(9));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 15 }), fc.nat(9), (pairs, gene) => {
      const orthologs = new IntList();
      for (const number of pairs.flat()) orthologs.push(number);
      const up = (from: number) => pairs.filter(([one]) => one === from).map(([, to]) => to);
      let reached = new Set(up(gene));
      for (let step = 0; step < 10; step++) reached = new Set([...reached, ...[...reached].flatMap(up)]);
      const expected = [...reached].filter((one) => one !== gene && up(one).length === 0);
      const found = referenceGenes(orthologSections({ orthologs, conceptCount: 10 }), gene);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
  );
});
