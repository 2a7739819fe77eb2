/** Citations by number, which are not read: `[1,2]`, `cancer<sup>12</sup>`, `[1](#b1)`. */
import type { Cut, PlainText } from './plain-text.js';

/** A part of the plain text that was set as a superscript or as a link. */
export interface Mark {
  readonly kind: 'superscript' | 'link';
  readonly start: number;
  readonly end: number;
}

export function cutCitations(plain: PlainText, _marks: readonly Mark[]): PlainText {
  return plain;
}
export type { Cut };
