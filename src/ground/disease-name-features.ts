/** How a text and the name of a disease compare, as features. */
import { isShortForm } from '../recognize/disease-spelling.js';
import type { DiseaseStems } from '../text/disease-stems.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import { FORGIVEN, type SetFeature } from './disease-feature-names.js';

/**
 * Stems of words that say how a disease is, and not which: "severe hypertension" is hypertension. `chronic`, `acute` and
 * `familial` are not among them, for they make diseases of their own where a terminology has them.
 */
const MODIFIERS: ReadonlySet<string> = new Set(
  [
    'sever',
    'mild',
    'moder',
    'clin',
    'subclin',
    'symptomat',
    'asymptomat',
    'recurr',
    'persist',
    'progress',
    'advanc',
    'activ',
  ]
    .concat([
      'human',
      'patient',
      'experiment',
      'spontan',
      'transient',
      'new',
      'newl',
      'diagnos',
      'onset',
      'earl',
      'untreat',
    ])
    .concat([
      'concurr',
      'coexist',
      'comorbid',
      'preexist',
      'establish',
      'suspect',
      'typic',
      'typ',
      'classic',
      'class',
      'intract',
      'refractor',
    ]),
);

/** How the text and the name compare. */
export function nameFeatures(
  text: string,
  candidate: DiseaseCandidate,
  { stems, set }: { readonly stems: DiseaseStems; readonly set: SetFeature },
): void {
  const { route, scope, forgiven, similarity, ofText, ofName, steps } = candidate;
  set(`route ${route}`, 1);
  const exact = route === 'name' || route === 'mapped';
  if (scope !== 'SYMBOL' && route !== 'memory') set(`${exact ? '' : 'similar '}name is ${scope}`, 1);
  for (const difference of FORGIVEN) if (forgiven.includes(difference)) set(`forgiven ${difference}`, Number(exact));
  if (forgiven.includes('case') && isShortForm(candidate.name)) set('capitals forgiven', 1);
  set('steps up', steps / 3);
  if (route === 'head' || route === 'front') {
    set('part of text', ofText);
    const kept = stems.ofText(candidate.readAs);
    const leftOut = stems.ofText(text).filter((stem) => !kept.includes(stem));
    set('only modifiers left out', Number(leftOut.every((stem) => MODIFIERS.has(stem))));
  }
  if (route !== 'similar') return;
  set('similarity', similarity);
  set('same words', Number(similarity > 0.999));
  set('words of text left out', 1 - ofText);
  set('words of name left out', 1 - ofName);
  const [ofThis, ofThat] = [stems.ofText(text), stems.ofText(candidate.name)];
  set('number of words of text left out', Math.log1p(lacking(ofThis, ofThat)));
  set('number of words of name left out', Math.log1p(lacking(ofThat, ofThis)));
  const [small, name] = [text.toLowerCase(), candidate.name.toLowerCase()];
  set('same last word', Number(lastWord(small) === lastWord(name)));
  set('number too many', Number(numbersOf(name).some((number) => !numbersOf(small).includes(number))));
  set('number missing', Number(numbersOf(small).some((number) => !numbersOf(name).includes(number))));
}

/** How many of the first words the second lack. */
function lacking(words: readonly string[], others: readonly string[]): number {
  return words.filter((word) => !others.includes(word)).length;
}

function lastWord(text: string): string {
  return /[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(text)?.[0] ?? '';
}

/** Numbers and single letters of a name: "type 2", "hepatitis b". */
function numbersOf(text: string): readonly string[] {
  return text.match(/(?<![\p{L}\p{N}])(?:\d+[a-z]?|[b-z]|i{1,3}v?)(?![\p{L}\p{N}])/gu) ?? [];
}
