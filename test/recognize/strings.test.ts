/** Small functions on strings, as tables of cases. */
import { describe, expect, it } from 'vitest';
import { agrees } from '../../src/recognize/agreement.js';
import { partsOf } from '../../src/recognize/composites.js';
import { isShortForm } from '../../src/recognize/disease-spelling.js';
import { definesItself, spellingsOf } from '../../src/recognize/long-forms.js';
import { compactLength, isCapitals, mayStandFor, type NameShape, shapeOf } from '../../src/recognize/name-shape.js';
import { isNeverName, isResidue } from '../../src/recognize/never.js';
import { americanSpelling } from '../../src/text/respell.js';

describe('shapeOf', () => {
  it.each<[string, NameShape]>([
    ['TP53', 'symbol'],
    ['Trp53', 'symbol'],
    ['p53', 'symbol'],
    ['c-fos', 'symbol'],
    ['Bcl-2', 'symbol'],
    ['TNF-alpha', 'phrase'],
    ['TNFα', 'symbol'],
    ['was', 'word'],
    ['Impact', 'word'],
    ['insulin', 'word'],
    ['Sjögren', 'word'],
    ['Annexin A7', 'phrase'],
    ['interleukin-6', 'phrase'],
    ['von Hippel–Lindau disease', 'phrase'],
    ['COVID-19', 'symbol'],
    ['', 'symbol'],
  ])('%s is a %s', (text, shape) => expect(shapeOf(text)).toBe(shape));
});

describe('mayStandFor', () => {
  it.each<[string, string, boolean]>([
    ['was', 'WAS', false],
    ['Was', 'WAS', true],
    ['IL6', 'IL-6', true],
    ['insulin', 'Insulin', true],
    ['tumors', 'Tumor', true],
    ['CATs', 'CAT', true],
    ['CAT', 'CATS', false],
    ['gas', 'GA', false],
    ['caps', 'CAPS', false],
    ['TNFα', 'TNF-alpha', true],
    ['p53', 'P53', true],
  ])('%s for %s: %s', (text, name, expected) => expect(mayStandFor(text, name)).toBe(expected));
});

describe('forms that are never names', () => {
  const never = [
    'a',
    '7',
    '12.5',
    'IV',
    'IIa',
    '2nd',
    '5kb',
    '10mg',
    'E14.5',
    'P7',
    'P21',
    'G1',
    'F2',
    'V600E',
    'R175X',
  ];
  const more = [
    'p.R175H',
    'c.76A>T',
    'Na',
    'Mg',
    'Ca2',
    'Ca(2+)',
    'NaCl',
    'Fig',
    'Fig. 2A',
    '2A',
    'type 2',
    'grade III',
    'et',
  ];
  it.each([...never, ...more])('%s', (text) => expect(isNeverName(text)).toBe(true));

  it.each(['CA2', 'P53', 'p21', 'F8', 'E2F1', 'TP53', 'CaSR', 'Nav1', 'MG53', 'type 2 diabetes', 'Figla'])(
    'but not %s',
    (text) => expect(isNeverName(text)).toBe(false),
  );

  it.each<[string, boolean]>([
    ['Ser15', true],
    ['Thr-308', true],
    ['Arg175His', true],
    ['Trp53', true],
    ['Serpin', false],
    ['Metap1', false],
  ])('%s is written as a residue: %s', (text, expected) => expect(isResidue(text)).toBe(expected));
});

describe('capitals', () => {
  it.each<[string, boolean, boolean, number]>([
    ['ED', true, true, 2],
    ['SCAs', true, true, 4],
    ['HNPCC', true, false, 5],
    ['A-T', true, true, 2],
    ['Tnf', false, false, 3],
    ['12', false, false, 2],
    ['COVID-19', true, false, 7],
  ])('%s', (text, capitals, short, length) => {
    expect(isCapitals(text)).toBe(capitals);
    expect(isShortForm(text)).toBe(short);
    expect(compactLength(text)).toBe(length);
  });
});

describe('americanSpelling', () => {
  it.each<[string, string]>([
    ['haemorrhage', 'hemorrhage'],
    ['Haemophilia', 'Hemophilia'],
    ['anaemia and leukaemias', 'anemia and leukemias'],
    ['ischaemic', 'ischemic'],
    ['oedema', 'edema'],
    ['Oesophageal tumours', 'esophageal tumors'],
    ['diarrhoea', 'diarrhea'],
    ['coeliac disease', 'celiac disease'],
    ['faecal', 'fecal'],
    ['foetal anaesthesia', 'fetal anesthesia'],
    ['aerobic, phoenix, four hours', 'aerobic, phoenix, four hours'],
    ['Michaelis, Caesar', 'Michaelis, Caesar'],
  ])('%s → %s', (british, american) => expect(americanSpelling(british)).toBe(american));
});

describe('partsOf', () => {
  it.each<['Gene' | 'Disease', string, string[]]>([
    ['Disease', 'breast and ovarian cancer', ['breast cancer', 'ovarian cancer']],
    ['Disease', 'lung, colon, and breast cancer', ['lung cancer', 'colon cancer', 'breast cancer']],
    ['Disease', 'breast and/or ovarian cancer', ['breast cancer', 'ovarian cancer']],
    ['Disease', 'hepatitis B and C', ['hepatitis B', 'hepatitis C']],
    ['Disease', 'hepatitis B or C', ['hepatitis B', 'hepatitis C']],
    ['Disease', 'orofacial disorder', ['orofacial disorder']],
    ['Disease', 'mandible and hand tumors', ['mandible tumors', 'hand tumors']],
    ['Gene', 'BRCA1/2', ['BRCA1', 'BRCA2']],
    ['Gene', 'SMAD2/3', ['SMAD2', 'SMAD3']],
    ['Gene', 'IL-1 and -2', ['IL-1', 'IL-2']],
    ['Gene', 'IL-17A/F', ['IL-17A', 'IL-17F']],
    ['Gene', 'GalNAc-T1 and -T2', ['GalNAc-T1', 'GalNAc-T2']],
    ['Gene', 'annexin A1, A4 and A5', ['annexin A1', 'annexin A4', 'annexin A5']],
    ['Gene', 'PKC alpha/beta/delta', ['PKC alpha', 'PKC beta', 'PKC delta']],
    ['Gene', 'NR2A and NR2C subunits', ['NR2A subunits', 'NR2C subunits']],
    ['Gene', 'CBP/p300', ['CBP', 'p300']],
    ['Gene', 'TLR4/CD14', ['TLR4', 'CD14']],
    ['Gene', 'MDM2/P53', ['MDM2', 'P53']],
    ['Gene', 'BCL2/BAX', ['BCL2', 'BAX']],
    ['Gene', 'ATG5 and LC3', ['ATG5', 'LC3']],
    ['Gene', 'MCM2-7', ['MCM2', 'MCM3', 'MCM4', 'MCM5', 'MCM6', 'MCM7']],
    ['Gene', 'ctf7-1', ['ctf7-1']],
    ['Gene', 'TP53', ['TP53']],
  ])('%s %s', (type, text, parts) => expect(partsOf(text, type)).toEqual(parts));
});

describe('agrees', () => {
  it.each<[string, string, boolean]>([
    ['programmed death 1', 'programmed cell death 1', true],
    ['X-ray repair cross-complementing', 'X-ray repair cross complementing 1', true],
    ['nuclear factor of kappa B', 'nuclear factor kappa B subunit 1', true],
    ['germinal center', 'GC vitamin D binding protein', false],
    ['antinuclear antibodies', 'BTG anti-proliferation factor 3', false],
    ['dose-limiting toxicities', 'codanin 1', false],
    ['apoptosis', 'apoptosis inducing factor', false],
    ['insulin', 'insulin', true],
    ['', 'insulin', false],
  ])('%s – %s: %s', (a, b, expected) => {
    expect(agrees(a, b)).toBe(expected);
    expect(agrees(b, a)).toBe(expected);
  });
});

describe('long forms', () => {
  it.each<[string, string[]]>([
    ['the human insulin gene', ['the human insulin gene', 'human insulin gene', 'human insulin', 'insulin']],
    ['breast cancer', ['breast cancer']],
  ])('%s', (text, spellings) => expect(spellingsOf(text)).toEqual(spellings));

  it.each<[string, string, boolean]>([
    ['Sox9', 'Sox9flox/flox', true],
    ['DLT', 'dose-limiting toxicities', false],
  ])('%s (%s) defines itself: %s', (shortForm, longForm, expected) => {
    expect(definesItself({ shortForm, longForm })).toBe(expected);
  });
});
