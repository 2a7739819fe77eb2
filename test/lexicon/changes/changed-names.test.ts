import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { buildLexicon } from '../../../src/lexicon/build.js';
import { ChangedNames } from '../../../src/lexicon/changes/changed-names.js';
import { compareLexicons } from '../../../src/lexicon/changes/compare.js';
import { KIND, type Lexicon, type NameMatch } from '../../../src/lexicon/types.js';
import { DiseaseStems } from '../../../src/text/disease-stems.js';
import { tokenize } from '../../../src/text/tokens.js';
import { ALL_FILES, folderOf, GENES, geneRow, MONDO_OBO, ORTHOLOGS } from '../support.js';

const STEMS = new DiseaseStems(new Map([['renal', 'kidney']]));
const OPTIONS = { diseaseEquivalents: new Map([['renal', 'kidney']]) };

const MONDO = `${MONDO_OBO}
[Term]
id: MONDO:0005206
name: kidney carcinoma
is_a: MONDO:0004993

[Term]
id: MONDO:0005109
name: HIV infectious disease
is_a: MONDO:0000001
`;
const BASE = { ...ALL_FILES, 'mondo.obo': MONDO };

type Files = Readonly<Record<string, string>>;

/** The publishers' files with other text in one of them; fails when there is nothing to replace. */
function edited(file: string, from: string, to: string): Files {
  const text = (BASE as Files)[file] ?? '';
  expect(text).toContain(from);
  return { ...BASE, [file]: text.replace(from, to) };
}

async function changedIn(before: Lexicon, files: Files): Promise<ChangedNames> {
  const now = await buildLexicon(folderOf(files), OPTIONS);
  return new ChangedNames({ before, now, changes: compareLexicons(before, now), stems: STEMS });
}

const gene = (row: Parameters<typeof geneRow>[0]) => `${GENES}${geneRow(row)}\n`;
const WITH_GENE = (symbol: string, synonyms = '-') => ({
  ...BASE,
  'All_Data.gene_info': gene({ taxon: 9606, id: 99, symbol, synonyms }),
});
const OBSOLETE_KIDNEY = edited(
  'mondo.obo',
  'name: kidney carcinoma\nis_a: MONDO:0004993',
  'name: obsolete kidney carcinoma\nis_obsolete: true\nreplaced_by: MONDO:0004993',
);
const OTHER_SYNONYM = edited('mondo.obo', 'synonym: "epithelioma" BROAD []', 'synonym: "skin growth" BROAD []');

let lexicon: Lexicon;
beforeAll(async () => {
  lexicon = await buildLexicon(folderOf(BASE), OPTIONS);
});

describe('a text has a name that changed', () => {
  const CASES: readonly (readonly [string, () => Files, string, boolean])[] = [
    ['nothing changed', () => BASE, 'TP53 in carcinoma of a mouse', false],
    // a name that came
    ['a symbol', () => WITH_GENE('ABCX7'), 'We saw ABCX7 there', true],
    ['in other case, with a dash', () => WITH_GENE('ABCX7'), 'We saw Abcx-7 there', true],
    ['as a plural of capitals', () => WITH_GENE('ABCX'), 'all ABCXs', true],
    ['in Greek', () => WITH_GENE('FOO1', 'ZAP-gamma'), 'the ZAPγ of mice', true],
    ['within a longer, older name', () => WITH_GENE('necrosis factor'), 'the tumor necrosis factor', true],
    ['glued to something', () => WITH_GENE('ABCX7'), 'cells with ABCX7wt', true],
    ['another one', () => WITH_GENE('ABCX7'), 'We saw ABCX8 and TP53', false],
    ['a part of a word', () => WITH_GENE('PR'), 'TP53', false],
    ['a word of it', () => WITH_GENE('kidney growth factor'), 'a growth of the factor', false],
    // a name that went
    ['a synonym', () => OTHER_SYNONYM, 'three epitheliomas', true],
    ['a new synonym', () => OTHER_SYNONYM, 'a skin-growth', true],
    ['its concept by another name', () => OTHER_SYNONYM, 'a carcinoma', false],
    // a name that leads elsewhere
    [
      'now of two genes',
      () => edited('All_Data.gene_info', 'p53|LFS1', 'p53|LFS1|TCGF'),
      'T-cell growth factor (TCGF)',
      true,
    ],
    ['a merged class', () => OBSOLETE_KIDNEY, 'kidney carcinomas', true],
    ['the class that it was merged into', () => OBSOLETE_KIDNEY, 'a carcinoma', false],
    [
      'another exact match',
      () => edited('mondo_exactmatch_mesh.sssom.tsv', 'mesh:D009369', 'mesh:D003863'),
      'a neoplasm',
      true,
    ],
    [
      'another scope',
      () => edited('mondo.obo', '"neoplasm, benign" NARROW', '"neoplasm, benign" BROAD'),
      'benign neoplasm',
      true,
    ],
    ['another spelling', () => edited('mondo.obo', '"tumour" EXACT', '"Tumour" EXACT'), 'a tumour', true],
    ['another species', () => edited('All_Data.gene_info', '9606\t3558', '10090\t3558'), 'IL-2', true],
    ["a species' name that went", () => edited('names.dmp', '\tmouse\t', '\thouse mouse\t'), 'the mouse', true],
    // words of a disease in another form or order
    ['by stems and order', () => OBSOLETE_KIDNEY, 'carcinomas of the kidney', true],
    ['by words that say the same', () => OBSOLETE_KIDNEY, 'renal carcinoma', true],
    ['by some of its words', () => OBSOLETE_KIDNEY, 'the kidney', false],
  ];

  it.each(CASES)('%s', async (_, files, text, expected) => {
    const names = await changedIn(lexicon, files());
    expect(names.isIn(text, () => true)).toBe(expected);
  });

  it('by a plural that only the later lexicon knows: a word of one of its new names', async () => {
    const before = await buildLexicon(folderOf(WITH_GENE('ZORP')), OPTIONS);
    const fever = '\n[Term]\nid: MONDO:0999777\nname: zorp fever\nis_a: MONDO:0000001\n';
    const now = { ...WITH_GENE('ZORP'), 'mondo.obo': MONDO + fever };
    expect(before.lookup('zorps', KIND.gene)).toHaveLength(0);
    const names = await changedIn(before, now);
    expect(names.isIn('two zorps', () => true)).toBe(true);
    expect(names.isIn('one zorp', () => true)).toBe(false);
  });
});

describe('single letters and ordinary words', () => {
  const words = { commonWords: { words: new Set(['was']), species: new Set<string>() } };
  const build = (files: Files) => buildLexicon(folderOf(files), { ...OPTIONS, ...words });

  it.each([
    ['count where they were mentions', 'WAS', 'was', 'It was so', true],
    ['count nowhere else', 'TP53', 'was', 'It was so', false],
    ['count in any text when they are spelled as symbols', 'TP53', 'was', 'The gene WAS', true],
    ['count in any text when they had no names', 'TP53', 'so', 'It was so', true],
  ])('%s', async (_, mention, synonym, text, expected) => {
    const before = await build(BASE);
    const now = await build(WITH_GENE('ABCX7', synonym));
    const names = new ChangedNames({ before, now, changes: compareLexicons(before, now), stems: STEMS });
    expect(names.isIn(text, (found) => found.toLowerCase() === mention.toLowerCase())).toBe(expected);
  });
});

describe('an id is of a concept that changed', () => {
  const CASES: readonly (readonly [string, Files | (() => Files), string, boolean])[] = [
    ['as it was', BASE, 'MONDO:0004993', false],
    ['unknown in both', BASE, 'MONDO:1234567', false],
    ['came', WITH_GENE('ABCX7'), 'NCBIGene:99', true],
    ['was retired', OBSOLETE_KIDNEY, 'MONDO:0005206', true],
    ['has one that was retired in favor of it', OBSOLETE_KIDNEY, 'MONDO:0004993', true],
    ['retired before, too', OBSOLETE_KIDNEY, 'MONDO:0777001', false],
    [
      'leads elsewhere',
      () => edited('mondo.obo', 'replaced_by: MONDO:0777002', 'replaced_by: MONDO:0004993'),
      'MONDO:0777001',
      true,
    ],
    [
      'lost one that was retired in favor of it',
      () => edited('mondo.obo', 'alt_id: MONDO:0999001\n', ''),
      'MONDO:0005070',
      true,
    ],
    ['has another name', () => edited('mondo.obo', 'name: carcinoma', 'name: cancer of skin'), 'MONDO:0004993', true],
    ['has another gene type', () => edited('All_Data.gene_info', 'protein-coding', 'ncRNA'), 'NCBIGene:7157', true],
    [
      'has another parent',
      () => edited('mondo.obo', 'is_a: MONDO:0004993', 'is_a: MONDO:0005070'),
      'MONDO:0005206',
      true,
    ],
    [
      'has another tree number',
      () => edited('desc2031.xml', 'C04.557.470.200', 'C04.557.470.201'),
      'MESH:D002277',
      true,
    ],
    [
      'has another exact match',
      () => edited('mondo_exactmatch_mesh.sssom.tsv', 'mesh:D009369', 'mesh:D003863'),
      'MESH:D003863',
      true,
    ],
    ['has an ortholog', { ...BASE, gene_orthologs: ORTHOLOGS }, 'NCBIGene:22059', true],
    ['is the ortholog of others', { ...BASE, gene_orthologs: ORTHOLOGS }, 'NCBIGene:7157', false],
    [
      'its neighbor changed',
      () => edited('mondo.obo', 'name: carcinoma', 'name: cancer of skin'),
      'MONDO:0005148',
      false,
    ],
  ];

  it.each(CASES)('%s', async (_, files, id, expected) => {
    const names = await changedIn(lexicon, typeof files === 'function' ? files() : files);
    expect(names.isChangedId(id)).toBe(expected);
  });
});

/** All that linking sees of a text in a lexicon: the names of each kind, longest first, and what they lead to. */
function seen(text: string, lexicon: Lexicon): string[] {
  const tokens = tokenize(text);
  const found: string[] = [];
  for (const mask of [KIND.gene, KIND.disease, KIND.taxon]) {
    lexicon.scan(tokens, mask, (first, end, handle) => {
      const spelled = text.slice(tokens.starts[first], tokens.ends[end - 1]);
      const names = lexicon.namesAt(handle, mask, spelled).map(told);
      found.push(`${first} ${spelled}: ${names.join(', ')}`);
    });
  }
  return found;
}

function told({ conceptId, name, scope, forgiven }: NameMatch): string {
  return `${conceptId} ${name} ${scope} ${forgiven}`;
}

const PARTS = ['zorp', 'zorps', 'Kinase', 'kinases', 'IL', '2', '13', 'β', 'beta', '-', ' ', ' ', ',', 'of'];
const phrase = fc.string({ unit: fc.constantFrom(...PARTS), minLength: 1, maxLength: 5 });
const row = fc.record({ name: phrase, isGene: fc.boolean(), isBefore: fc.boolean(), isNow: fc.boolean() });
type Row = { readonly name: string; readonly isGene: boolean; readonly isBefore: boolean; readonly isNow: boolean };

function starterOf(rows: readonly Row[], isIn: (row: Row) => boolean): Files {
  const named = rows.map((each, i) => ({
    ...each,
    id: i + 1,
    text: each.name.trim() === '' ? 'ab' : each.name.trim(),
  }));
  const genes = named.filter((each) => isIn(each) && each.isGene);
  const diseases = named.filter((each) => isIn(each) && !each.isGene);
  return {
    'genes.tsv': [
      'id\tsymbol\tname\ttaxon\ttype\tsynonyms',
      'NCBIGene:900\tFIX\t\tNCBITaxon:9606\t\t',
      ...genes.map(({ id, text }) => `NCBIGene:${id}\tS${id}X\t\tNCBITaxon:9606\t\t${text}`),
    ].join('\n'),
    'diseases.tsv': [
      'mondo\tmondo_name\tmesh\tmesh_name\tmondo_parents\tmesh_trees\tsynonyms',
      'MONDO:0000900\tfixed\t\t\t\t\t',
      ...diseases.map(({ id, text }) => `MONDO:${id}\t${text}\t\t\t\t\t`),
    ].join('\n'),
  };
}

test('where no name changed, both lexicons see the same in a text', async () => {
  let left = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 2, maxLength: 8 }),
      fc.array(phrase, { minLength: 4 }),
      async (rows, texts) => {
        const before = await buildLexicon(folderOf(starterOf(rows, ({ isBefore }) => isBefore)));
        const files = starterOf(rows, ({ isNow }) => isNow);
        const now = await buildLexicon(folderOf(files));
        const names = await changedIn(before, files);
        for (const text of [...texts, texts.join(' '), ...rows.map(({ name }) => `a ${name} b`)]) {
          if (names.isIn(text, () => true)) continue;
          left++;
          expect(seen(text, now)).toEqual(seen(text, before));
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(left).toBeGreaterThan(50);
});
