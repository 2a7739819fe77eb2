/** Brackets with short forms of a special shape, which letters alone do not explain. */
import { align } from './abbreviation-alignment.js';
import { canBeShort, longFormStart } from './abbreviation-forms.js';
import { BAR, type Content, type Definition } from './abbreviation-records.js';

/** The definition of such a bracket; null where there is none. */
export function specialInside(text: string, content: Content): Definition | null {
  for (const look of [sharedTail, pairOfInitials, concentrationInside, speciesInside]) {
    const found = look(text, content);
    if (found !== null) return found;
  }
  return null;
}

/** `mitogen-activated protein kinase (MAP kinase)`, `DNA polymerase epsilon (pol epsilon)`: both end with the same word. */
function sharedTail(text: string, { context, inside }: Content): Definition | null {
  const [, head = '', tail = ''] =
    /^(\S{1,10}(?:\s\S{1,6})?)(\s\S{2,12})$/.exec(text.slice(inside.start, inside.end)) ?? [];
  const before = text.slice(context.start, context.end);
  if (tail === '' || !before.toLowerCase().endsWith(tail.toLowerCase()) || !canBeShort(head)) return null;
  const start = longFormStart(before.slice(0, -tail.length), head, BAR.usual);
  return start === null ? null : { short: inside, long: { start: context.start + start, end: context.end } };
}

/** `guanine-guanine (G-G)`; without such a word before it, `G-H` names panels. */
function pairOfInitials(text: string, { context, inside }: Content): Definition | null {
  const [, first, second] = /^(\p{Lu})-(\p{Lu})$/u.exec(text.slice(inside.start, inside.end)) ?? [];
  if (first === undefined || second === undefined) return null;
  const word = /(?<=^|\s)(\p{L})\p{L}{3,}-(\p{L})\p{L}{3,}$/u.exec(text.slice(context.start, context.end));
  if (word?.[1]?.toUpperCase() !== first || word[2]?.toUpperCase() !== second) return null;
  return { short: inside, long: { start: context.start + word.index, end: context.end } };
}

/** `intracellular Ca2+ concentration ([Ca2+]i)`: square brackets say "concentration of" and may have the place behind them. */
function concentrationInside(text: string, { context, inside }: Content): Definition | null {
  const [, substance, place = ''] = /^\[([^[\]]{1,12})\](\w{0,3})$/.exec(text.slice(inside.start, inside.end)) ?? [];
  const before = text.slice(context.start, context.end);
  const phrase = before.replace(/\s+(?:concentrations?|levels?)$/i, '');
  if (substance === undefined || phrase === before || !/\p{L}/u.test(substance)) return null;
  const start = phraseStart(phrase, { substance, place });
  return start === null ? null : { short: inside, long: { start: context.start + start, end: context.end } };
}

/** `intracellular free Ca2+`: the substance by its formula or by letters, the place by how its word begins. */
function phraseStart(phrase: string, wanted: { readonly substance: string; readonly place: string }): number | null {
  const { substance, place } = wanted;
  const at = phrase.endsWith(substance) ? phrase.length - substance.length : align(substance, phrase)?.start;
  if (at === undefined) return null;
  if (place === '') return at;
  const word = new RegExp(
    `(?<!\\S)${place.charAt(0) === 'o' ? '(?:o|e)' : place.charAt(0)}\\S*(?:\\s+\\S+){0,1}\\s+$`,
    'i',
  );
  return word.exec(phrase.slice(0, at))?.index ?? null;
}

/** `Streptococcus pyogenes (S. pyogenes)` */
function speciesInside(text: string, { context, inside }: Content): Definition | null {
  const [, genus, species] = /^(\p{Lu})\.\s?(\p{Ll}{3,})$/u.exec(text.slice(inside.start, inside.end)) ?? [];
  if (genus === undefined) return null;
  const found = /(?<=^|\s)(\p{Lu})\p{Ll}+\s(\p{L}+)$/u.exec(text.slice(context.start, context.end));
  if (found?.[1] !== genus || found[2]?.toLowerCase() !== species) return null;
  return { short: inside, long: { start: context.start + found.index, end: context.end } };
}
