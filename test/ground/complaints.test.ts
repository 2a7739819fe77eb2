/** What users of such systems complain about, as a table: a sentence, and all that is to be found in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Linker } from '../../pipelines/link-document.js';
import { linkText, shown, smallLinker } from '../support/small-linker.js';

let linker: Linker;
beforeAll(async () => {
  linker = await smallLinker();
});

const HUMAN = { p53: 'NCBIGene:7157', tnf: 'NCBIGene:7124', il6: 'NCBIGene:3569', stat3: 'NCBIGene:6774' };
const MOUSE = { p53: 'NCBIGene:22059', tnf: 'NCBIGene:21926', il6: 'NCBIGene:16193', stat3: 'NCBIGene:20848' };
const CANCER = 'MONDO:0004992+MESH:D009369';

type Case = readonly [text: string, ...expected: string[]];

function check(text: string, expected: readonly string[]): void {
  expect(linkText(linker, text).annotations.map(shown)).toEqual(expected);
}

describe('words that are symbols, too', () => {
  it.each<Case>([
    ['It was seen that the impact of rest on a cat was small.'],
    ['Was the impact large? Impact factors rest on this. Rest helps.'],
    ['WAS is mutated; the WAS gene was sequenced.', 'WAS = NCBIGene:7454'],
    ['The REST gene and REST protein.', 'REST = NCBIGene:5978', 'REST = NCBIGene:5978'],
    ['CAT expression fell.', 'CAT = NCBIGene:847'],
    ['The CAT scan was normal.'],
    ['A white fur, and white blood cells of mice.'],
    ['In Drosophila the white gene is on X.', 'white = NCBIGene:31271'],
    ['Rare findings, type 2 lesions, stage II, class IIa, grade 3.'],
    ['Fig. 2A, Table 3, 5 mg, 10 h, day P7, E14.5 and F2 animals.'],
    ['No w; no W; a 4; IV; X.'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('ions, amino acids, mutations', () => {
  it.each<Case>([
    ['Ca2+ influx and Ca(2+) stores; CA2 is an enzyme gene.', 'CA2 = NCBIGene:760'],
    ['Na, Mg and K in the buffer; NaCl; CO2; pH 7.'],
    // Ser-15 and Trp are taken for something like genes, which is wrong, but for none in particular.
    ['Ser-15 and Thr308 of the protein, R175H, p.V600E, c.76A>T.', 'Ser-15 = no-candidate'],
    ['Tyr phosphorylation, Tyr and Trp residues; Trp53.', 'Trp = not-a-member', 'Trp53 = NCBIGene:22059'],
    ['The Tyr gene of mice.', 'Tyr = NCBIGene:22173'],
    ['carbonic anhydrase 2 binds Zn.', 'carbonic anhydrase 2 = NCBIGene:760'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('short capitals that the paper does not define', () => {
  it.each<Case>([
    ['Cells of the GC divide.'],
    ['ANA were positive and IgM was high.'],
    ['Hb fell to 9 g/dl.'],
    ['They took LSD.', 'LSD = undefined-short-form'],
    ['ED visits rose.', 'ED = undefined-short-form'],
    ['Men with ED: impotence is common.', 'ED = MONDO:0005362+MESH:D007172', 'impotence = MONDO:0005362+MESH:D007172'],
    ['Relapses of MS patients.', 'MS = MONDO:0005301+MESH:D009103'],
    ['AIDS spread; hearing aids did not.', 'AIDS = MONDO:0012268+MESH:D000163'],
    ['He had flu.', 'flu = MONDO:0005812+MESH:D007251'],
    ['COVID-19 and Covid-19.', 'COVID-19 = MONDO:0100096+MESH:D000086382', 'Covid-19 = MONDO:0100096+MESH:D000086382'],
    ['PSA was measured.'],
    ['Serum PSA gene expression.', 'PSA = NCBIGene:354'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('short forms that the paper defines', () => {
  it.each<Case>([
    ['In the germinal center (GC), GC B cells and the GC gene.'],
    ['Antinuclear antibodies (ANA) and ANA titers.'],
    [
      'Hemoglobin (Hb) and Hb levels.',
      ...['Hemoglobin = no-candidate', 'Hb = long-form-unknown', 'Hb = long-form-unknown'],
    ],
    ['Lysergic acid diethylamide (LSD) and LSD users.'],
    ['The emergency department (ED): ED visits.'],
    [
      'Dose-limiting toxicities (DLT); DLTs and a DLT.',
      'Dose-limiting toxicities = MESH:D064420',
      'DLT = MESH:D064420',
      'DLTs = MESH:D064420',
      'DLT = MESH:D064420',
    ],
    [
      'Prostate-specific antigen (PSA) in serum. PSA fell.',
      'Prostate-specific antigen = NCBIGene:354',
      'PSA = NCBIGene:354',
      'PSA = NCBIGene:354',
    ],
    ['Polysaccharide storage (PSA) granules; PSA rose.'],
    [
      'Spinal muscular atrophy (SMA).',
      'Spinal muscular atrophy = MONDO:0001516+MESH:D009134',
      'SMA = MONDO:0001516+MESH:D009134',
    ],
    [
      'Smooth muscle actin (SMA) and SMA stain.',
      'Smooth muscle actin = no-candidate',
      'SMA = long-form-unknown',
      'SMA = long-form-unknown',
    ],
    [
      'The native iodide symporter (NIS). NIS is lost.',
      'native iodide symporter = no-candidate',
      'NIS = long-form-unknown',
      'NIS = long-form-unknown',
    ],
    [
      'Patients had a substrate associated in mitosis of 68 kDa (Sam68) and Sam68.',
      'substrate associated in mitosis of 68 kDa = NCBIGene:10657',
      'Sam68 = NCBIGene:10657',
      'Sam68 = NCBIGene:10657',
    ],
    [
      'Gorlin-like syndrome (GLS). GLS is mild.',
      'Gorlin-like syndrome = no-candidate',
      'GLS = long-form-unknown',
      'GLS = long-form-unknown',
    ],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('spelling', () => {
  it.each<Case>([
    ['p53 and P53, TP53.', `p53 = ${HUMAN.p53}`, `P53 = ${HUMAN.p53}`, `TP53 = ${HUMAN.p53}`],
    ['TNF-alpha, TNF-α, TNFα and TNFA.', ...['TNF-alpha', 'TNF-α', 'TNFα', 'TNFA'].map((t) => `${t} = ${HUMAN.tnf}`)],
    ['IL-6, IL6, IL 6.', `IL-6 = ${HUMAN.il6}`, `IL6 = ${HUMAN.il6}`, `IL 6 = ${HUMAN.il6}`],
    ['Bcl-2 and BCL2.', 'Bcl-2 = NCBIGene:596', 'BCL2 = NCBIGene:596'],
    ['BCR-ABL fusion.', 'BCR = NCBIGene:613', 'ABL = NCBIGene:25'],
    ['Insulin and insulin.', 'Insulin = NCBIGene:3630', 'insulin = NCBIGene:3630'],
    ['tumors and Tumor and tumour', ...['tumors', 'Tumor', 'tumour'].map((t) => `${t} = MONDO:0005070+MESH:D009369`)],
    ['leukaemia', 'leukaemia = MONDO:0005059+MESH:D007938'],
    ['anaemic and hypertensive', 'anaemic = MONDO:0002280+MESH:D000740', 'hypertensive = MONDO:0005044+MESH:D006973'],
    ['obese mice', 'obese = MONDO:0011122+MESH:D009765'],
    ['toxicities', 'toxicities = MESH:D064420'],
    ['von Hippel–Lindau disease', 'von Hippel–Lindau disease = MONDO:0008667+MESH:D006623'],
    ['von Hippel-Lindau tumor suppressor', 'von Hippel-Lindau tumor suppressor = NCBIGene:7428'],
    ['Anti-CD4+ and CD8+ T cells', 'CD4 = NCBIGene:920', 'CD8 = NCBIGene:925'],
    ['PD-1 blockade', 'PD-1 = NCBIGene:5133'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('species', () => {
  it.each<Case>([
    ['Trp53 was deleted.', `Trp53 = ${MOUSE.p53}`],
    [
      'In mice, p53 is stable. Il6 and Stat3 rose.',
      `p53 = ${MOUSE.p53}`,
      `Il6 = ${MOUSE.il6}`,
      `Stat3 = ${MOUSE.stat3}`,
    ],
    ['In patients, p53 is stable.', `p53 = ${HUMAN.p53}`],
    ['Human p53 and mouse p53 differ.', `p53 = ${HUMAN.p53}`, `p53 = ${MOUSE.p53}`],
    ['In zebrafish, tp53 mutants live.', 'tp53 = NCBIGene:30590'],
    ['Rats lacking Tp53.', 'Tp53 = NCBIGene:24842'],
    [
      'Murine TNF-alpha; mice were bred. In patients, TNF-alpha rose.',
      `TNF-alpha = ${MOUSE.tnf}`,
      `TNF-alpha = ${HUMAN.tnf}`,
    ],
    ['Slices were stained with rabbit anti-STAT3.', `STAT3 = ${HUMAN.stat3}`],
    ['OVAL is absent.', 'OVAL = NCBIGene:396058'], // no other species has a gene of that name
    ['In chickens, OVAL is made.', 'OVAL = NCBIGene:396058'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('genes and diseases of one name', () => {
  it.each<Case>([
    ['The APC gene.', 'APC = NCBIGene:324'],
    ['Patients with APC disease.', 'APC disease = MONDO:0021055+MESH:D011125'],
    ['Retinoblastoma is rare.', 'Retinoblastoma = MONDO:0008380+MESH:D012175'],
    ['The retinoblastoma protein.', 'retinoblastoma protein = NCBIGene:5925'],
    [
      'Mice lacking adenomatous polyposis coli (Apc): Apc is a gene.',
      ...['adenomatous polyposis coli', 'Apc', 'Apc'].map((t) => `${t} = NCBIGene:11789`),
    ],
    ['epidermal growth factor receptor', 'epidermal growth factor receptor = NCBIGene:1956'],
    ['prostate cancer', 'prostate cancer = MONDO:0008315+MESH:D011471'],
    ['SCA2 mutations', 'SCA2 = NCBIGene:6311'],
    ['SCA2 patients', 'SCA2 = MONDO:0008458'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('several concepts in one mention', () => {
  it.each<Case>([
    ['breast and ovarian cancer', 'breast and ovarian cancer = MONDO:0007254+MESH:D001943+MONDO:0008170+MESH:D010051'],
    [
      'prostate, breast, and ovarian cancer',
      'prostate, breast, and ovarian cancer = MONDO:0008315+MESH:D011471+MONDO:0007254+MESH:D001943+MONDO:0008170+MESH:D010051',
    ],
    ['hepatitis B and C', 'hepatitis B and C = MONDO:0005344+MESH:D006509+MONDO:0005231+MESH:D006526'],
    ['BRCA1/2 carriers', 'BRCA1/2 = NCBIGene:672+NCBIGene:675'],
    ['ERK1/2', 'ERK1/2 = NCBIGene:5595+NCBIGene:5594'],
    ['CD4/CD8 ratio', 'CD4 = NCBIGene:920', 'CD8 = NCBIGene:925'],
    ['colds and hepatitis B', 'hepatitis B = MONDO:0005344+MESH:D006509'],
  ])('%s', (text, ...expected) => check(text, expected));
});

describe('MONDO and MeSH', () => {
  it.each<Case>([
    ['cancer', `cancer = ${CANCER}`],
    ['neoplasm', 'neoplasm = MONDO:0005070+MESH:D009369'],
    ['Recklinghausen disease', 'Recklinghausen disease = ambiguous'],
    ['limited scleroderma', 'limited scleroderma = MESH:D045745'],
    ['the disease, a disorder'],
  ])('%s', (text, ...expected) => check(text, expected));
});
