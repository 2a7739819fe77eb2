/**
 * All that the starter terminology finds in the fixture papers, read through by hand: what is wrong says so in its line.
 * `npx vitest run test/ground/golden -u` writes the files anew: read the difference before you keep it.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLinker, type Linker } from '../../pipelines/link-document.js';
import { readLinkingConfig } from '../../pipelines/linking-config.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import type { Annotation } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { linkText, shown } from '../support/small-linker.js';

let linker: Linker;
beforeAll(async () => {
  const { diseaseEquivalents } = readLinkingConfig({ memory: false });
  linker = createLinker(await buildLexicon(resourcePath('seeds/terminology'), { diseaseEquivalents }));
});

/** Answers that are wrong, in one paper or in all, and what would be right. An entry goes when linking gets better. */
const WRONG: Readonly<Record<string, string>> = {
  'mouse mammary gland mirrors BRCA1 = NCBIGene:12189': 'the right gene, but the mention is BRCA1',
  'BRCA1 = NCBIGene:12189': 'the gene of women, 672',
  'TP53 = NCBIGene:22059': 'in two of four places, lost in human tumors and in Li-Fraumeni syndrome, 7157',
  'BRCA2 = NCBIGene:12190': 'the gene of women, 675',
  'progesterone receptor = NCBIGene:5241': 'of mice here, 18667, which the starter terminology lacks',
  'Pik3ca = NCBIGene:5290': 'of mice, 18706, which the starter terminology lacks',
  'Pgr = NCBIGene:5241': 'of mice, 18667, which the starter terminology lacks',
  'Erbb2 = NCBIGene:2064': 'of mice, 13866, which the starter terminology lacks',
  'Abcb1b = NCBIGene:5243': 'of mice, 18669, which the starter terminology lacks',
  'Skin 𝛼-synuclein = no-candidate': 'the mention is 𝛼-synuclein, 6622',
  'IL-6 receptor = NCBIGene:16193': 'the receptor, 16194',
  'irAE — immune-related adverse event = no-candidate': 'a line of a list, its two names are one mention each',
  'cytotoxic T-lymphocyte associated protein 4 = NCBIGene:12477': 'of patients, 1493',
  'CTLA-4 = NCBIGene:12477': 'in one of three places, the list of abbreviations, of patients, 1493',
  'soluble IL-6Rα = NCBIGene:16194': 'in ulcerative colitis, so of patients, 3570',
  'Hepatitis = MONDO:0002251+MESH:D056486': 'not said to be by drugs: MESH:D006505',
  'COVID-19 = MONDO:0100096+MESH:D003141': 'only more general: MESH:D000086382, which the starter terminology lacks',
  'il6 = NCBIGene:16193': 'the name of an argument',
  'IL6 = NCBIGene:16193': 'a value in code',
};

/** One line for each distinct answer, in the order of its first place: how often, text and ids. */
function summary(annotations: readonly Annotation[], paperId: string): string {
  const counts = new Map<string, number>();
  for (const annotation of annotations) counts.set(shown(annotation), (counts.get(shown(annotation)) ?? 0) + 1);
  return [...counts].map(([line, count]) => `${String(count).padStart(3)} ${line}${remark(line, paperId)}\n`).join('');
}

function remark(line: string, paperId: string): string {
  const wrong = WRONG[line] ?? WRONG[`${paperId} ${line}`];
  return wrong === undefined ? '' : `  # wrong: ${wrong}`;
}

describe('papers of test/fixtures', () => {
  it.each(['PMC99000001', 'PMC99000002', 'PMC99000003'])('%s', async (paperId) => {
    const markdown = readFileSync(resourcePath(`test/fixtures/papers/${paperId}/full.md`), 'utf8');
    const text = { paperId, origin: 'full-text', url: null, markdown, sha256: '', failure: null } as const;
    const { annotations, document } = linker.link(text);
    for (const { mention } of annotations) {
      expect(document.passages[mention.passage]?.text.slice(mention.plainStart, mention.plainEnd)).toBe(mention.text);
    }
    await expect(summary(annotations, paperId)).toMatchFileSnapshot(`../fixtures/linking/golden/${paperId}.txt`);
  });

  it('are said to be wrong only where they are', () => {
    const found = ['PMC99000001', 'PMC99000002', 'PMC99000003'].map((paperId) =>
      readFileSync(resourcePath(`test/fixtures/linking/golden/${paperId}.txt`), 'utf8'),
    );
    const remarks = found.join('').match(/# wrong: /g) ?? [];
    expect(remarks).toHaveLength(Object.keys(WRONG).length);
  });
});

describe('a name that MONDO has, and MeSH for something whose exactMatch is wider', () => {
  it.each([
    ['breast cancer', 'MONDO:0007254+MESH:D001943'], // D001943 is the exactMatch of breast neoplasm, MONDO:0021100
    ['breast carcinomas', 'MONDO:0004989+MESH:D001943'],
    ['breast neoplasms', 'MONDO:0021100+MESH:D001943'],
  ])('means what MONDO calls so: %s', (name, ids) => {
    const text = `Breast neoplasms, mammary tumors and ${name} in women.`;
    expect(linkText(linker, text).annotations.map(shown)).toContain(`${name} = ${ids}`);
  });
});
