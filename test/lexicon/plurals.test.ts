import { describe, expect, test } from 'vitest';
import { Plurals } from '../../src/lexicon/plurals.js';

const plurals = new Plurals();

describe('there and back', () => {
  test.each([
    ['disease', 'diseases'],
    ['kinase', 'kinases'],
    ['metastasis', 'metastases'],
    ['fibrosis', 'fibroses'],
    ['diagnosis', 'diagnoses'],
    ['crisis', 'crises'],
    ['arthritis', 'arthritides'],
    ['virus', 'viruses'],
    ['fetus', 'fetuses'],
    ['fungus', 'fungi'],
    ['thrombus', 'thrombi'],
    ['coccus', 'cocci'],
    ['bacterium', 'bacteria'],
    ['ganglion', 'ganglia'],
    ['vertebra', 'vertebrae'],
    ['axis', 'axes'],
    ['dystrophy', 'dystrophies'],
    ['abscess', 'abscesses'],
    ['neoplasm', 'neoplasms'],
    ['leukemia', 'leukemias'],
    ['dose', 'doses'],
    ['cause', 'causes'],
    ['mouse', 'mice'],
    ['woman', 'women'],
    ['tooth', 'teeth'],
    ['calculus', 'calculi'],
  ])('%s, %s', (singular, plural) => {
    expect(plurals.plural(singular)).toBe(plural);
    expect(plurals.singular(plural)).toBe(singular);
    expect(plurals.singular(singular)).toBe(singular);
  });
});

test.each([
  ['carcinomata', 'carcinoma'],
  ['analyses', 'analysis'],
  ['diabetes', 'diabetes'],
  ['rabies', 'rabies'],
  ['pelvis', 'pelvis'],
  ['biceps', 'biceps'],
  ['lies', 'lies'],
  ['gas', 'gas'],
  ['kras2', 'kras2'],
])('singular of %s', (word, singular) => expect(plurals.singular(word)).toBe(singular));

test.each(['il', 'tp53', 'α', 'Neoplasm'])('no plural of %s', (word) => expect(plurals.plural(word)).toBeNull());
