/** Occurrences of the short forms that a paper defines, anywhere in it. */
import type { Abbreviation } from '../model.js';
import { groupBy } from '../text/group-by.js';
import type { TokenizedPassage } from './reading.js';

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
  readings: readonly TokenizedPassage[],
  abbreviations: readonly Abbreviation[],
): readonly ShortFormUse[] {
  const definitions = groupBy(abbreviations, (abbreviation) => abbreviation.shortForm);
  return readings.flatMap((reading) => usesIn(reading, definitions));
}

/** One search for each form: some fifty forms a paper, and far quicker than one pattern of all of them. */
function usesIn(reading: TokenizedPassage, definitions: ReadonlyMap<string, readonly Abbreviation[]>): ShortFormUse[] {
  const uses: ShortFormUse[] = [];
  for (const [form, ofForm] of definitions) {
    for (let at = reading.text.indexOf(form); at >= 0; at = reading.text.indexOf(form, at + form.length)) {
      const place = { passage: reading.passage, plainStart: at };
      const plainEnd = endOfForm(reading.text, at, at + form.length);
      const abbreviation = plainEnd === null ? undefined : definitionAt(ofForm, place);
      if (plainEnd === null || abbreviation === undefined) continue;
      uses.push({ ...place, plainEnd, text: reading.text.slice(at, plainEnd), abbreviation });
    }
  }
  return withoutOverlaps(uses.sort((a, b) => a.plainStart - b.plainStart || b.plainEnd - a.plainEnd));
}

/** `PD-L1` holds, `PD` and `L1` in it do not. */
function withoutOverlaps(uses: readonly ShortFormUse[]): ShortFormUse[] {
  let end = 0;
  return uses.filter((use) => {
    if (use.plainStart < end) return false;
    end = use.plainEnd;
    return true;
  });
}

/** End of a form that stands between characters of other words, its plural s included; null inside of a word. */
function endOfForm(text: string, start: number, end: number): number | null {
  if (start > 0 && isPartOfWord(text.charAt(start - 1))) return null;
  const plural = text.charAt(end) === 's' ? end + 1 : end;
  return isPartOfWord(text.charAt(plural)) ? null : plural;
}

function isPartOfWord(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
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
