/** What the long form of a short form looks like: said at every use of the short form. */
import type { Abbreviation } from '../../model.js';
import { tokenize } from '../../text/tokens.js';
import { hashText, mix } from './hash.js';
import { type NameStates, SCAN_COUNT } from './name-states.js';
import { unitsOf } from './units.js';

export interface LongFormClues {
  readonly spelling: readonly number[];
  /** Names of the lexicon that the long form is or ends in. */
  readonly lexicon: readonly number[];
}

const TEMPLATE = { last: 60, suffix: 61, first: 65, names: 70 };

export function longFormClues({ longForm }: Abbreviation, states: NameStates): LongFormClues {
  const words = longForm.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = (words.at(-1) ?? '').replace(/(?<=\p{L}{3})s$/u, '');
  const spelling = [mix(hashText(last), TEMPLATE.last), mix(hashText(words[0] ?? ''), TEMPLATE.first)];
  for (const size of [2, 3, 4]) spelling.push(mix(hashText(last.slice(-size)), TEMPLATE.suffix + size));
  return { spelling, lexicon: namesIn(longForm, states) };
}

/** Flags of the name at the end of the long form, whether that is all of it, and whether any of it is a name. */
function namesIn(longForm: string, states: NameStates): number[] {
  const units = unitsOf(tokenize(longForm));
  const at = states.ofText(units);
  return Array.from({ length: SCAN_COUNT }, (_, scan) => {
    const last = states.tag(at[units.count - 1] ?? 0, scan);
    const isWhole = last.flags !== 0 && last.length === Math.min(7, units.count) ? 1 : 0;
    const anywhere = at.some((state) => states.flags(state, scan) !== 0) ? 1 : 0;
    const template = TEMPLATE.names + scan * 4;
    return [mix(last.flags, template + isWhole), mix(isWhole * 2 + anywhere, template + 2), mix(isWhole, template + 3)];
  }).flat();
}
