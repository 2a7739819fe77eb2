import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiseaseEquivalents } from '../../src/recognize/disease-equivalents.js';
import { resourcePath } from '../../src/resources.js';
import { DiseaseStems } from '../../src/text/disease-stems.js';

const path = 'config/disease-equivalents.tsv';
const stems = new DiseaseStems(parseDiseaseEquivalents(readFileSync(resourcePath(path), 'utf8'), path));

describe('DiseaseStems', () => {
  it.each([
    ['noun and adjective', ['cirrhosis', 'cirrhotic']],
    ['', ['anemia', 'anemic', 'anaemia']],
    ['', ['neuropathy', 'neuropathic', 'neuropathies']],
    ['', ['epilepsy', 'epileptic']],
    ['', ['diabetes', 'diabetic']],
    ['', ['hypertension', 'hypertensive']],
    ['', ['asthma', 'asthmatic']],
    ['', ['dyskinesia', 'dyskinetic']],
    ['', ['schizophrenia', 'schizophrenic']],
    ['', ['glaucoma', 'glaucomatous']],
    ['', ['hyperplasia', 'hyperplastic']],
    ['', ['parkinsonism', 'parkinsonian', 'parkinson']],
    ['British and American', ['oedema', 'edema', 'edematous']],
    ['', ['haemorrhage', 'hemorrhage', 'bleeding']],
    ['words that say the same', ['renal', 'kidney', 'kidneys']],
    ['', ['hepatic', 'liver']],
    ['', ['tumour', 'tumor', 'neoplasms', 'carcinoma', 'cancers']],
    ['', ['familial', 'hereditary', 'inherited']],
    ['', ['disorder', 'syndrome', 'diseases']],
    ['Roman and Arabic', ['ii', '2']],
    ['', ['pain', 'painful', 'ache', 'aches']],
    ['', ['cardiac', 'heart']],
  ])('brings together %s %s', (_, words) => {
    const [first = '', ...others] = words;
    expect(stems.of(first)).not.toBe('');
    for (const other of others) expect(stems.of(other)).toBe(stems.of(first));
  });

  it.each([
    ['renal', 'adrenal'],
    ['hypertension', 'hypotension'],
    ['hyperglycemia', 'hypoglycemia'],
    ['neuropathy', 'nephropathy'],
    ['2', '3'],
    ['leukemia', 'leukopenia'],
    ['als', 'al'],
    ['ach', 'pain'], // achondroplasia, no stem of "aches"
    ['card', 'heart'],
    ['cerv', 'cervix'],
  ])('keeps %s and %s apart', (one, other) => expect(stems.of(one)).not.toBe(stems.of(other)));

  it('takes a text whatever the order of its words, without those that say nothing', () => {
    expect(stems.ofText('carcinomas of the kidney')).toEqual(stems.ofText('Renal cancer'));
    expect(stems.ofText('of the')).toEqual([]);
    const words = fc.array(fc.constantFrom('renal', 'failure', 'acute', 'type', 'II', 'of'), { maxLength: 6 });
    fc.assert(
      fc.property(words, (list) => {
        expect(stems.ofText(list.join(' '))).toEqual(stems.ofText(list.toReversed().join(' ')));
      }),
    );
  });

  it('tells the line of a row without two columns', () => {
    expect(() => parseDiseaseEquivalents('words\tmeaning\nrenal\n', 'x.tsv')).toThrow(/x\.tsv:2.*expected words/);
  });
});
