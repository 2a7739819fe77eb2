import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partners, splitList } from '../../../src/sources/cards/brackets.js';
import { readEntities, readEntity } from '../../../src/sources/cards/entities.js';
import { linesOf } from '../../../src/sources/cards/outline.js';

const plain = { fullName: null, conceptId: null, aliases: [] };

describe('readEntity', () => {
  it.each([
    ['cancer (MONDO:0004992)', { name: 'cancer', conceptId: 'MONDO:0004992' }],
    ['DLT (mesh:D045745)', { name: 'DLT', conceptId: 'MESH:D045745' }],
    ['DLT [MeSH: D045745]', { name: 'DLT', conceptId: 'MESH:D045745' }],
    ['LYNCH (OMIM:120435)', { name: 'LYNCH', conceptId: 'OMIM:120435' }],
    ['cancer', { name: 'cancer' }],
    [
      'PDCD1 (programmed cell death 1) [NCBI Gene 5133] {aka PD-1, PD1}',
      { name: 'PDCD1', fullName: 'programmed cell death 1', conceptId: 'NCBIGene:5133', aliases: ['PD-1', 'PD1'] },
    ],
    ['PDCD1 {aka PD-1} [GeneID:5133]', { name: 'PDCD1', conceptId: 'NCBIGene:5133', aliases: ['PD-1'] }],
    ['PDCD1 [NCBI Gene: 5133]', { name: 'PDCD1', conceptId: 'NCBIGene:5133' }],
    ['PDCD1 (NCBIGene:5133)', { name: 'PDCD1', conceptId: 'NCBIGene:5133' }],
    ['PDCD1 (programmed cell death 1)', { name: 'PDCD1', fullName: 'programmed cell death 1' }],
    [
      'TRPV1 (transient receptor (vanilloid), member 1) [NCBI Gene 7442]',
      { name: 'TRPV1', fullName: 'transient receptor (vanilloid), member 1', conceptId: 'NCBIGene:7442' },
    ],
    ['NAD(P)H (MESH:D009249)', { name: 'NAD(P)H', conceptId: 'MESH:D009249' }],
    ['[18F]FDG (MESH:D019788)', { name: '[18F]FDG', conceptId: 'MESH:D019788' }],
    ['interferon (IFN) (MESH:D007372)', { name: 'interferon (IFN)', conceptId: 'MESH:D007372' }],
    [
      'DLT (dose-limiting toxicity) (MESH:D064420)',
      { name: 'DLT', fullName: 'dose-limiting toxicity', conceptId: 'MESH:D064420' },
    ],
    ['Ca(2+)', { name: 'Ca(2+)' }],
    ['"brittle bone" disease (MONDO:0019019)', { name: '"brittle bone" disease', conceptId: 'MONDO:0019019' }],
    ['β-catenin (Ctnnb1) [NCBI Gene 12387]', { name: 'β-catenin', fullName: 'Ctnnb1', conceptId: 'NCBIGene:12387' }],
    ['𝛼-synuclein [NCBI Gene 6622]', { name: '𝛼-synuclein', conceptId: 'NCBIGene:6622' }],
    ['*Trp53* [NCBI Gene 22059]', { name: 'Trp53', conceptId: 'NCBIGene:22059' }],
    ['IL\\_2 [NCBI Gene 3558]', { name: 'IL_2', conceptId: 'NCBIGene:3558' }],
    ['mouse [taxon 10090]', { name: 'mouse', conceptId: 'NCBITaxon:10090' }],
    ['aspirin (CHEBI:15365)', { name: 'aspirin', conceptId: 'CHEBI:15365' }],
    ['grade (III)', { name: 'grade (III)' }],
    ['X (phase: 3) (MESH:D1)', { name: 'X', fullName: 'phase: 3', conceptId: 'MESH:D1' }],
  ])('%s', (text, expected) => {
    expect(readEntity(text)).toEqual([{ ...plain, ...expected }]);
  });

  it('gives an entity with two ids twice', () => {
    expect(readEntity('diabetes (MESH:D003920, OMIM:125853)').map((entity) => entity.conceptId)).toEqual([
      'MESH:D003920',
      'OMIM:125853',
    ]);
  });

  it.each(['', ' ', '(MESH:D003920)', '.'])('%j is none', (text) => {
    expect(readEntity(text)).toEqual([]);
  });
});

describe('readEntities', () => {
  const read = (text: string): unknown[] =>
    readEntities(linesOf(text), 'linked').map(({ group, kind, name, conceptId, line }) => [
      line,
      group,
      kind,
      name,
      conceptId,
    ]);

  it.each([
    ['- **Diseases:** cancer (MONDO:0004992)', [[1, 'Diseases', 'Disease', 'cancer', 'MONDO:0004992']]],
    ['* ***Genes***: A1 [NCBI Gene 1]', [[1, 'Genes', 'Gene', 'A1', 'NCBIGene:1']]],
    ['+ __Chemicals:__ water', [[1, 'Chemicals', 'Other', 'water', null]]],
    ['**Species:** mice (NCBITaxon:10090)', [[1, 'Species', 'Other', 'mice', 'NCBITaxon:10090']]],
    ['Genes: A1 [NCBI Gene 1]', [[1, 'Genes', 'Gene', 'A1', 'NCBIGene:1']]],
    [
      '### Genes\n\n- A1 [NCBI Gene 1]\n- B2',
      [
        [3, 'Genes', 'Gene', 'A1', 'NCBIGene:1'],
        [4, 'Genes', 'Gene', 'B2', null],
      ],
    ],
    [
      '- **Genes:**\n  - A1\n  - B2 [NCBI Gene 2]',
      [
        [2, 'Genes', 'Gene', 'A1', null],
        [3, 'Genes', 'Gene', 'B2', 'NCBIGene:2'],
      ],
    ],
    [
      '- **Genes:** A1,\n  B2 [NCBI\n  Gene 2]',
      [
        [1, 'Genes', 'Gene', 'A1', null],
        [1, 'Genes', 'Gene', 'B2', 'NCBIGene:2'],
      ],
    ],
    ['- A1 [NCBI Gene 1]', [[1, '', 'Gene', 'A1', 'NCBIGene:1']]],
    ['- cancer (MONDO:0004992)', [[1, '', 'Disease', 'cancer', 'MONDO:0004992']]],
    ['- PD-1: a receptor', [[1, '', 'Other', 'PD-1: a receptor', null]]],
    ['- 2,4-D, 1,25(OH)2D3 (MESH:C097949)', [[1, '', 'Other', '2,4-D, 1,25(OH)2D3', 'MESH:C097949']]],
    ['', []],
    ['None.', [[1, '', 'Other', 'None', null]]],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['fatigue, cancer (MONDO:0004992)', ['fatigue', 'cancer']],
    ['cancer (MONDO:0004992), fatigue', ['cancer', 'fatigue']],
    ['carcinoma, hepatocellular (MESH:D006528), fever', ['carcinoma, hepatocellular', 'fever']],
    ['lymphoma, non-Hodgkin (MESH:D008228)', ['lymphoma, non-Hodgkin']],
    ['diabetes mellitus, type 2 (MESH:D003924)', ['diabetes mellitus, type 2']],
    ['ataxia, X-linked, 1 (MONDO:0010547)', ['ataxia, X-linked, 1']],
    ['2,4-D, 1,25-dihydroxyvitamin D3', ['2,4-D', '1,25-dihydroxyvitamin D3']],
    ['A (b, c [d, e]) [NCBI Gene 1], F', ['A', 'F']],
    ['p53), X (MESH:D1)', ['p53)', 'X']],
    ['IFN (, p53 (MESH:D1), Y', ['IFN (', 'p53', 'Y']],
  ])('splits %s', (list, names) => {
    const entities = readEntities(linesOf(`- **Diseases:** ${list}`), 'full-text');
    expect(entities.map((entity) => entity.name)).toEqual(names);
  });

  it('never throws and never makes a nameless entity', () => {
    const unit = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      ' ',
      'a',
      '\\',
      ':',
      '*',
      '\n',
      '-',
      'MESH:D1',
      'aka ',
    );
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (text) => readEntities(linesOf(text), 'linked').every((entity) => entity.name.length > 0),
      ),
    );
  });
});

describe('brackets', () => {
  it('pairs each bracket with one of its own kind, in both directions', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('(', ')', '[', ']', 'a', '\\') }), (text) => {
        const partner = partners(text);
        for (const [at, other] of partner.entries()) {
          if (other >= 0)
            expect([partner[other], text[at] + (text[other] ?? '')]).toEqual([
              at,
              expect.stringMatching(/^(\(\)|\)\(|\[\]|\]\[)$/),
            ]);
        }
      }),
    );
  });

  it('gives back a list of items without commas', () => {
    const item = fc.string({ unit: fc.constantFrom('a', '(', '1,2', '𝛼', '-'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(splitList(items.join(', '))).toEqual(items);
      }),
    );
  });
});
