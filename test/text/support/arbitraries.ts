/** Generated Markdown: a grammar of blocks and inlines, as papers have them and as they should not. */
import fc from 'fast-check';

const word = fc.constantFrom(
  'BRCA1',
  'p53',
  'α-actin',
  'mice',
  'E. coli',
  'snake_case',
  '−/−',
  '😀',
  '10',
  'TNF-α',
  'et al.',
  '𝛼Syn',
);
const entity = fc.constantFrom(
  '&alpha;',
  '&amp;',
  '&nbsp;',
  '&#945;',
  '&#x3b1;',
  '&notaname;',
  '&NotEqualTilde;',
  '&lt',
);
const citation = fc.constantFrom(
  '[1]',
  '[1,2]',
  '<sup>12</sup>',
  '<sup>3,4</sup>',
  '[[5]](#b5)',
  '([6](#b6), [7](#b7))',
  '^8^',
  '[^n]',
);
const oddity = fc.constantFrom(
  '*',
  '**',
  '_',
  '`',
  '[',
  ']',
  '(',
  '<',
  '>',
  '&',
  '\\',
  '$',
  '^',
  '~',
  '|',
  '<br>',
  '<!--',
  '\\*',
  '$\\alpha$',
  '$$x$$',
);

const inline: fc.Memo<string> = fc.memo((depth) => {
  const leaf = fc.oneof({ weight: 4, arbitrary: word }, entity, citation, oddity);
  if (depth <= 1) return leaf;
  const inner = fc.array(inline(depth - 1), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  return fc.oneof(
    leaf,
    inner.map((text) => `*${text}*`),
    inner.map((text) => `**${text}**`),
    inner.map((text) => `<sup>${text}</sup>`),
    inner.map((text) => `<sub>${text}</sub>`),
    inner.map((text) => `[${text}](https://example.org "t")`),
    inner.map((text) => `![${text}](a.png)`),
    inner.map((text) => `\`${text}\``),
    inner.map((text) => `[${text}][ref]`),
  );
});

const line = fc
  .array(fc.tuple(inline(3), fc.constantFrom(' ', '', '  ')), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join(''));
const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
const cells = fc.array(line, { minLength: 2, maxLength: 2 });

const block = fc.oneof(
  { weight: 4, arbitrary: lines },
  fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
  line.map((text) => `${text}\n===`),
  fc.constantFrom(
    '## Methods',
    '## Abstract',
    '**Results**',
    '### Figure 1',
    '## References',
    '---',
    '```\ncode\n```',
    '    code',
  ),
  lines.map((text) => text.replace(/^/gm, '> ')),
  lines.map((text) => `- ${text}\n  - ${text}`),
  lines.map((text) => `1. ${text}`),
  fc
    .array(cells, { minLength: 1, maxLength: 3 })
    .map((rows) => `| a | b |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`),
  cells.map(([a, b]) => `<table><tr><td>${a}</td>\n<td>${b}</td></tr></table>`),
  fc.constantFrom('<!-- TP53 -->', '<p>a<br>b</p>', '[ref]: https://example.org', '[^n]: note', '<script>x</script>'),
);

const paper = fc
  .tuple(
    fc.constantFrom('', '---\ntitle: x\n---\n', '\ufeff'),
    fc.array(block, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([head, blocks, end]) => (head + blocks.join('\n\n')).replaceAll('\n', end));

/** Papers of the grammar, and texts of no grammar at all. */
export const markdown = fc.oneof({ weight: 5, arbitrary: paper }, fc.string({ unit: 'binary', maxLength: 200 }));
