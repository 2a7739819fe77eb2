/** A block of a Markdown text that is read, before its inline mark-up is. */
import type { LineSpans } from './flat-text.js';

export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'table-cell' | 'caption' | 'quote';

export interface Block {
  readonly kind: BlockKind;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** HTML is read as such: only tags and entities are mark-up in it. */
  readonly html: boolean;
  /** Where the source line begins that holds the block's first line: before `## ` or `- `. */
  readonly start: number;
  readonly lines: LineSpans;
}
