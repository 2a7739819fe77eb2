/** What stands between two white spaces, of whatever units: "IL-2-induced" is one chunk. */
import { mix } from './hash.js';
import { endOfUnit, startOfUnit, type Units } from './units.js';
import type { WordTypes } from './word-types.js';

/** For each unit hashes of its chunk's spelling and shape, and its place in it, at most 7. */
export interface Chunks {
  readonly spellings: Int32Array;
  readonly shapes: Int32Array;
  readonly places: Uint8Array;
  /** 1 for units that are a chunk by themselves. */
  readonly alone: Uint8Array;
}

export function chunksOf(units: Units, words: Int32Array, types: WordTypes): Chunks {
  const { count } = units;
  const spellings = new Int32Array(count);
  const shapes = new Int32Array(count);
  const places = new Uint8Array(count);
  const alone = new Uint8Array(count);
  for (let first = 0; first < count; ) {
    let end = first;
    let spelling = 0;
    let shape = 0;
    do {
      spelling = mix(spelling ^ types.lowerOf(words[end] ?? 0), 9);
      shape = mix(shape ^ types.shapeOf(words[end] ?? 0), 9);
      places[end] = Math.min(7, end - first);
      end++;
    } while (end < count && startOfUnit(units, end) === endOfUnit(units, end - 1));
    spellings.fill(spelling, first, end);
    shapes.fill(shape, first, end);
    if (end === first + 1) alone[first] = 1;
    first = end;
  }
  return { spellings, shapes, places, alone };
}
