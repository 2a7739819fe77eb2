/** What the taggers made of a paper at their first look, counted by words, by phrases and by short forms. */
import type { MentionType } from '../../model.js';
import type { LabeledSpan } from './labels.js';
import { type Marks, marksOver, PLACE, placeIn } from './marks.js';
import { type NameStates, NO_NAME } from './name-states.js';
import type { PaperScenes, Scene } from './scene.js';

/** Types that are counted apart, in the order of the counts. */
export const VOTE_TYPES: readonly MentionType[] = ['Gene', 'GeneFamily', 'Disease'];
const TYPES = VOTE_TYPES.length;

/** A phrase that was tagged somewhere. */
interface Phrase {
  readonly words: Int32Array;
  readonly type: number;
  tagged: number;
  places: number;
}

/** What was found of a passage, and where its words stand elsewhere. */
export interface SceneVotes {
  /** Place (`PLACE`) of unit u in a span of type t: `places[u * 3 + t]`. */
  readonly places: Uint8Array;
  /** For each type the longest phrase at a unit, by its number in the paper and one. */
  readonly phrases: readonly Marks[];
  /** For the scans of genes and of diseases what the first look made of the name of the lexicon at a unit: `NAME_VOTE`. */
  readonly names: readonly Uint8Array[];
}

/** What the first look made of a name of the lexicon: nothing, just a mention, or a mention with more or less. */
export const NAME_VOTE = { none: 0, untouched: 1, same: 2, other: 3 } as const;

/**
 * How often something was tagged elsewhere: 0 it stands nowhere else, 1 never, 2 to 4 seldom to mostly, 5 at its only other
 * place, 6 at all other places.
 */
export function voteBucket(tagged: number, places: number): number {
  if (places <= 0) return 0;
  if (tagged <= 0) return 1;
  if (tagged >= places) return places === 1 ? 5 : 6;
  const share = tagged / places;
  if (share < 0.34) return 2;
  return share < 0.67 ? 3 : 4;
}

export class PaperVotes {
  readonly scenes: readonly SceneVotes[];
  /** By number of a word in the paper: places, and for each type how often it was in a span. */
  readonly #wordPlaces: number[] = [];
  readonly #wordTagged: number[] = [];
  readonly #phrases: Phrase[] = [];
  /** For each short form its uses, how often they were tagged, and whether its long form was, by type. */
  readonly #uses: number[] = [];
  readonly #usesTagged: number[] = [];
  readonly #longTagged: number[] = [];

  /** @param spans of all taggers, for each scene */
  constructor({ scenes }: PaperScenes, spans: readonly (readonly LabeledSpan[])[], states: NameStates) {
    const places = scenes.map(({ units }, index) => placesOf(units.count, spans[index] ?? []));
    for (const [index, scene] of scenes.entries()) this.#countWords(scene, places[index] ?? new Uint8Array(0));
    const byFirst = this.#collect(scenes, spans);
    const found = scenes.map((scene) => this.#findPhrases(scene, byFirst));
    this.scenes = scenes.map((scene, index) => {
      const here = places[index] ?? new Uint8Array(0);
      const names = NAME_TYPES.map((type, scan) => nameVotes(scene, { states, scan }, { places: here, type }));
      return { places: here, phrases: found[index] ?? [], names };
    });
    for (const [index, scene] of scenes.entries()) this.#countForms(scene, spans[index] ?? []);
  }

  /** Bucket of the word with a number, the place itself left out, at which it was tagged or not. */
  word(number: number, type: number, isTagged: boolean): number {
    return voteBucket(
      (this.#wordTagged[number * TYPES + type] ?? 0) - (isTagged ? 1 : 0),
      (this.#wordPlaces[number] ?? 0) - 1,
    );
  }

  /** The same of a phrase. */
  phrase(number: number, isTagged: boolean): number {
    const { tagged = 0, places = 0 } = this.#phrases[number] ?? {};
    return voteBucket(tagged - (isTagged ? 1 : 0), places - 1);
  }

  phraseLength(number: number): number {
    return this.#phrases[number]?.words.length ?? 0;
  }

  /** The same of the uses of a short form; from its long form all uses count. */
  shortForm(number: number, type: number, self: 'tagged' | 'not tagged' | 'long form'): number {
    const own = self === 'long form' ? 0 : 1;
    const tagged = (this.#usesTagged[number * TYPES + type] ?? 0) - (self === 'tagged' ? 1 : 0);
    return voteBucket(tagged, (this.#uses[number] ?? 0) - own);
  }

  /** Whether the long form of a short form was tagged just as it is defined. */
  isLongFormTagged(number: number, type: number): boolean {
    return (this.#longTagged[number * TYPES + type] ?? 0) > 0;
  }

  #countWords({ paperWords }: Scene, places: Uint8Array): void {
    for (let unit = 0; unit < paperWords.length; unit++) {
      const word = paperWords[unit] ?? 0;
      if (word < 0) continue;
      increase(this.#wordPlaces, word);
      for (let type = 0; type < TYPES; type++) {
        if (places[unit * TYPES + type] !== 0) increase(this.#wordTagged, word * TYPES + type);
      }
    }
  }

  /** Distinct phrases of the spans, by their first word, longest first. */
  #collect(scenes: readonly Scene[], spans: readonly (readonly LabeledSpan[])[]): ReadonlyMap<number, number[]> {
    const known = new Map<string, number>();
    const byFirst = new Map<number, number[]>();
    for (const [index, scene] of scenes.entries()) {
      for (const { type, first, last } of spans[index] ?? []) {
        const words = scene.words.subarray(first, last + 1);
        const key = `${type} ${words.join(' ')}`;
        const number = known.get(key) ?? this.#phrases.length;
        const phrase = this.#phrases[number];
        if (phrase !== undefined) phrase.tagged++;
        else {
          known.set(key, number);
          this.#phrases.push({ words, type: VOTE_TYPES.indexOf(type), tagged: 1, places: 0 });
          const same = byFirst.get(words[0] ?? 0);
          if (same === undefined) byFirst.set(words[0] ?? 0, [number]);
          else same.push(number);
        }
      }
    }
    for (const same of byFirst.values()) same.sort((a, b) => this.phraseLength(b) - this.phraseLength(a) || a - b);
    return byFirst;
  }

  /** The longest phrase of each type from left to right, wherever it stands. */
  #findPhrases({ words, units }: Scene, byFirst: ReadonlyMap<number, number[]>): readonly Marks[] {
    const spans = VOTE_TYPES.map((): { first: number; last: number; value: number }[] => []);
    for (let unit = 0; unit < units.count; unit++) {
      for (const number of byFirst.get(words[unit] ?? 0) ?? NONE) {
        const phrase = this.#phrases[number];
        const found = phrase === undefined ? undefined : spans[phrase.type];
        if (phrase === undefined || found === undefined || unit <= (found.at(-1)?.last ?? -1)) continue;
        if (!startsWith(words, unit, phrase.words)) continue;
        phrase.places++;
        found.push({ first: unit, last: unit + phrase.words.length - 1, value: number + 1 });
      }
    }
    return spans.map((found) => marksOver(units.count, found));
  }

  #countForms({ shortForms, definitions }: Scene, spans: readonly LabeledSpan[]): void {
    for (let unit = 0; unit < shortForms.values.length; unit++) {
      if (isFirst(shortForms, unit)) increase(this.#uses, (shortForms.values[unit] ?? 0) - 1);
    }
    for (const { type, first, last } of spans) {
      const at = VOTE_TYPES.indexOf(type);
      if (isJust(shortForms, first, last))
        increase(this.#usesTagged, ((shortForms.values[first] ?? 0) - 1) * TYPES + at);
      if (isJust(definitions, first, last))
        increase(this.#longTagged, ((definitions.values[first] ?? 0) - 1) * TYPES + at);
    }
  }
}

/** Index in `VOTE_TYPES` of what the scans of genes and of diseases look for. */
const NAME_TYPES: readonly number[] = [0, 2];

function nameVotes(
  scene: Scene,
  { states, scan }: { readonly states: NameStates; readonly scan: number },
  { places, type }: { readonly places: Uint8Array; readonly type: number },
): Uint8Array {
  const votes = new Uint8Array(scene.units.count);
  const nameAt = (unit: number) => states.tag(scene.states[unit] ?? NO_NAME, scan);
  for (let first = 0; first < votes.length; ) {
    const { place, length } = nameAt(first);
    let end = first + 1;
    if (place !== PLACE.none) {
      while (end < votes.length && length > 1 && nameAt(end - 1).place !== PLACE.end) end++;
      votes.fill(nameVote(places, { first, end, type }), first, end);
    }
    first = end;
  }
  return votes;
}

function nameVote(
  places: Uint8Array,
  { first, end, type }: { readonly first: number; readonly end: number; readonly type: number },
): number {
  let [tagged, same] = [0, 0];
  for (let unit = first; unit < end; unit++) {
    const place = places[unit * TYPES + type] ?? 0;
    if (place !== PLACE.none) tagged++;
    if (place === placeIn(unit, first, end - 1)) same++;
  }
  if (tagged === 0) return NAME_VOTE.untouched;
  return same === end - first ? NAME_VOTE.same : NAME_VOTE.other;
}

const NONE: readonly number[] = [];

function increase(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

function placesOf(count: number, spans: readonly LabeledSpan[]): Uint8Array {
  const places = new Uint8Array(count * TYPES);
  for (const { type, first, last } of spans) {
    const at = VOTE_TYPES.indexOf(type);
    for (let unit = first; unit <= last; unit++) places[unit * TYPES + at] = placeIn(unit, first, last);
  }
  return places;
}

function startsWith(words: Int32Array, at: number, wanted: Int32Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (words[at + i] !== wanted[i]) return false;
  return true;
}

/** Whether a marked span begins at a unit. */
function isFirst({ places }: Marks, unit: number): boolean {
  return places[unit] === placeIn(0, 0, 0) || places[unit] === placeIn(0, 0, 1);
}

/** Whether a marked span is just the units from `first` to `last`. */
function isJust(marks: Marks, first: number, last: number): boolean {
  if ((marks.values[first] ?? 0) === 0 || marks.values[first] !== marks.values[last]) return false;
  return marks.places[first] === placeIn(first, first, last) && marks.places[last] === placeIn(last, first, last);
}
