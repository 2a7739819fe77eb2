import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapse, hasHtmlBlock, oracleTexts } from './support/markdown-oracle.js';
import { textsOf } from './support/read.js';

/** Mark-up and what may stand around it; nothing that is read otherwise than Markdown has it (citations, TeX, `^1^`). */
const PARTS = [
  '*', '**', '***', '_', '__', '~~', '`', '``', '[', ']', '](u)', '](<u v> "t")', '](u \'t\'', '![', '!', '\\', 'a', 'b', 'α', '−',
  '.', ',', ' ', ' ', '\n', '  \n', '&amp;', '&alpha;', '&#x3b2;', '&', '<sup>', '</sup>', '<br>', '<!-- c -->', '<u:v>', ' (', ')', '"',
  'x_y', '[r]', '[r][]', '\n\n[r]: u\n\n', '> ', '- ', '# ', '| ', '\n|-|-|\n', '\n===\n', '\t', '😀',
] as const; // biome-ignore format: a table

describe('inline Markdown', () => {
  it('is read as markdown-it reads it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }), (parts) => {
        const markdown = parts.join('');
        // A single tilde opens a subscript, which markdown-it does not know; three or more are read as they stand.
        fc.pre(!hasHtmlBlock(markdown) && !/\\~|~~~/.test(markdown));
        const ours = textsOf(markdown).map(collapse);
        expect(ours).toEqual(oracleTexts(markdown));
      }),
      { numRuns: 1500 },
    );
  });
});
