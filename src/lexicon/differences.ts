/** What had to be forgiven to take a text for a name, told by comparing the two token by token. */
import type { Forgiven } from '../model.js';
import { foldToken, isSilent } from '../text/normalize.js';
import { tokenize } from '../text/tokens.js';

/** A token that counts, and what stands between it and the one before. */
interface Unit {
  readonly raw: string;
  readonly folded: string;
  readonly joint: 'none' | 'space' | 'dash' | 'other';
}

const NONE: readonly Forgiven[] = [];
const CASE: readonly Forgiven[] = ['case'];
const ORDER: readonly Forgiven[] = ['case', 'plural', 'greek', 'dash', 'space', 'spelling', 'word-order'];

/**
 * Differences between a text and the name that it was found to be, each kind once, in the order of `Forgiven`. Commas that
 * one of them lacks count as `dash`; a possessive ending and accents count as `spelling`.
 *
 * @example forgivenBetween('il 2', 'IL-2') // ['case', 'dash']
 */
export function forgivenBetween(surface: string, name: string): readonly Forgiven[] {
  if (surface === name) return NONE;
  if (surface.toLowerCase() === name.toLowerCase()) return CASE;
  const found = new Set<Forgiven>();
  const [a, b] = withoutLoneCommas(unitsOf(surface), unitsOf(name), found);
  const ordered = inOrderOf(a, b, found);
  for (let i = 0; i < Math.min(ordered.length, b.length); i++) {
    const [left, right] = [ordered[i], b[i]];
    if (left === undefined || right === undefined) continue;
    addTokenDifferences(left.raw, right.raw, found);
    if (i > 0 && !found.has('word-order')) addJointDifference(left.joint, right.joint, found);
  }
  if (found.has('word-order')) found.delete('dash');
  return ORDER.filter((difference) => found.has(difference));
}

function unitsOf(text: string): Unit[] {
  const { count, starts, ends, kinds } = tokenize(text);
  const units: Unit[] = [];
  let lastEnd = 0;
  for (let i = 0; i < count; i++) {
    if (isSilent(kinds[i])) continue;
    const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
    const raw = text.slice(start, end);
    units.push({ raw, folded: foldToken(raw), joint: jointOf(text.slice(lastEnd, start)) });
    lastEnd = end;
  }
  return units;
}

function jointOf(between: string): Unit['joint'] {
  if (between === '') return 'none';
  if (between.trim() === '') return 'space';
  return /[\p{L}'’ʼ]/u.test(between) ? 'other' : 'dash';
}

function withoutLoneCommas(a: Unit[], b: Unit[], found: Set<Forgiven>): readonly [Unit[], Unit[]] {
  if (a.length === b.length) return [a, b];
  found.add('dash');
  const noComma = (units: Unit[]): Unit[] => units.filter(({ raw }) => raw !== ',');
  return [noComma(a), noComma(b)];
}

/** The units of `a` in the order of `b`, if they are the same words in another order. */
function inOrderOf(a: readonly Unit[], b: readonly Unit[], found: Set<Forgiven>): readonly Unit[] {
  const start = b[0];
  const at = start === undefined ? 0 : a.findIndex(({ folded }) => folded === start.folded);
  if (at <= 0 || a.length !== b.length) return a;
  const turned = [...a.slice(at), ...a.slice(0, at)];
  if (!turned.every(({ folded }, i) => folded === b[i]?.folded)) return a;
  found.add('word-order');
  return turned;
}

function addTokenDifferences(a: string, b: string, found: Set<Forgiven>): void {
  if (a === b) return;
  const [smallA, smallB] = [a.toLowerCase(), b.toLowerCase()];
  if (smallA === smallB) {
    found.add('case');
    return;
  }
  const same = commonLength(smallA, smallB);
  if (a.slice(0, same) !== b.slice(0, same)) found.add('case');
  if (foldToken(a) !== foldToken(b)) found.add('plural');
  else found.add(isGreek(a) !== isGreek(b) ? 'greek' : 'spelling');
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function isGreek(token: string): boolean {
  return /[\p{Script=Greek}ßµ𝚨-𝟋]/u.test(token);
}

function addJointDifference(a: Unit['joint'], b: Unit['joint'], found: Set<Forgiven>): void {
  if (a === b) return;
  if (a === 'dash' || b === 'dash') found.add('dash');
  else found.add(a === 'other' || b === 'other' ? 'spelling' : 'space');
}
