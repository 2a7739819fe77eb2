/** Names of diseases for a text: as it stands, in American spelling, or as the list of words says it is to be read. */
import { KIND, type Lexicon, type NameMatch } from '../lexicon/types.js';
import type { Forgiven } from '../model.js';
import { americanSpelling, arabicTypes } from '../text/respell.js';
import { judgeDisease } from './disease-spelling.js';
import type { DiseaseWords } from './disease-words.js';
import { mayStandFor } from './name-shape.js';
import type { StopList } from './stop-list.js';
import type { Verdict } from './verdict.js';

export interface DiseaseLookup {
  readonly lexicon: Lexicon;
  readonly stopList: StopList;
  readonly diseaseWords: DiseaseWords;
}

export interface DiseaseNames {
  /** Names that the text may stand for, best spelled first; empty when there are none. */
  readonly names: readonly NameMatch[];
  /** What was looked up in the end: the text or what it was read as. */
  readonly readAs: string;
  readonly verdict: Verdict;
}

/** `diseaseNames('toxicities', …)` are those of "drug toxicity". */
export function diseaseNames(text: string, { lexicon, stopList, diseaseWords }: DiseaseLookup): DiseaseNames {
  const names = lexicon.lookup(text, KIND.disease).filter(({ name }) => mayStandFor(text, name));
  if (names.length > 0) return { names, readAs: text, verdict: judgeDisease(text, names, stopList) };
  const respelled = arabicTypes(americanSpelling(text));
  const other = respelled === text ? [] : lexicon.lookup(respelled, KIND.disease);
  if (other.length > 0) {
    return {
      names: forgiving(other, 'spelling'),
      readAs: respelled,
      verdict: judgeDisease(respelled, other, stopList),
    };
  }
  const readAs = diseaseWords.get(text) ?? text;
  const meant = readAs === text ? [] : lexicon.lookup(readAs, KIND.disease);
  return { names: forgiving(meant, 'edit'), readAs, verdict: meant.length > 0 ? 'accept' : 'reject' };
}

function forgiving(names: readonly NameMatch[], difference: Forgiven): readonly NameMatch[] {
  return names.map((name) => ({ ...name, forgiven: [...name.forgiven, difference] }));
}
