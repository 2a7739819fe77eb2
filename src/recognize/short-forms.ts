/** Occurrences of the short forms that a paper defines, anywhere in it. */
import type { Abbreviation } from '../model.js';
import { groupBy } from './group-by.js';
import type { Reading } from './reading.js';

/** A short form at a place in the text, and the definition that holds there. */
export interface ShortFormUse {
  readonly passage: number;
  readonly plainStart: number;
  readonly plainEnd: number;
  readonly text: string;
  readonly abbreviation: Abbreviation;
}

/**
 * All uses of short forms, in the order of the text, also in the plural ("DLTs") and those that stand before the
 * definition. Where a short form is defined twice, the nearest definition before the use holds, else the first.
 */
export function shortFormUses(
  readings: readonly Reading[],
  abbreviations: readonly Abbreviation[],
): readonly ShortFormUse[] {
  const definitions = groupBy(abbreviations, (abbreviation) => abbreviation.shortForm);
  if (definitions.size === 0) return [];
  const pattern = patternOf([...definitions.keys()]);
  return readings.flatMap((reading) => usesIn(reading, pattern, definitions));
}

function patternOf(shortForms: readonly string[]): RegExp {
  const longestFirst = shortForms.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})s?(?![\\p{L}\\p{N}])`, 'gu');
}

function usesIn(
  reading: Reading,
  pattern: RegExp,
  definitions: ReadonlyMap<string, readonly Abbreviation[]>,
): ShortFormUse[] {
  const uses: ShortFormUse[] = [];
  for (const match of reading.text.matchAll(pattern)) {
    const place = { passage: reading.passage, plainStart: match.index };
    const abbreviation = definitionAt(definitions.get(match[1] ?? '') ?? [], place);
    if (abbreviation === undefined) continue;
    uses.push({ ...place, plainEnd: match.index + match[0].length, text: match[0], abbreviation });
  }
  return uses;
}

function definitionAt(
  definitions: readonly Abbreviation[],
  place: { passage: number; plainStart: number },
): Abbreviation | undefined {
  const before = definitions.findLast(
    (definition) =>
      definition.passage < place.passage ||
      (definition.passage === place.passage && definition.shortStart <= place.plainStart),
  );
  return before ?? definitions[0];
}
