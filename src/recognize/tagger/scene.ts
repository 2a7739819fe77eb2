/** A passage with all that its features are read from. */
import type { SectionType } from '../../model.js';
import type { Reading } from '../reading.js';
import type { Chunks } from './chunks.js';
import type { DictionaryTags } from './dictionary-tags.js';
import type { LongFormClues } from './long-form-clues.js';
import type { Marks } from './marks.js';
import type { Units } from './units.js';

export interface Scene {
  readonly reading: Reading;
  readonly units: Units;
  /** Number of each unit's word, see word-types.ts. */
  readonly words: Int32Array;
  readonly chunks: Chunks;
  readonly section: SectionType;
  /** Part of a full text rather than of an abstract alone. */
  readonly full: boolean;
  /** One for each of `SCANS`. */
  readonly tags: readonly DictionaryTags[];
  /** Mentions found by the lexicon and the rules: genes, diseases. */
  readonly found: readonly Marks[];
  /** Uses of short forms, by their number in `longForms` and one. */
  readonly shortForms: Marks;
  /** Long forms where they are defined. */
  readonly definitions: Marks;
  readonly longForms: readonly LongFormClues[];
}
