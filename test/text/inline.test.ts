import { describe, expect, it } from 'vitest';
import { textsOf } from './support/read.js';

/** A paragraph of Markdown and what is read. */
const CASES: readonly (readonly [markdown: string, text: string])[] = [
  // emphasis
  ['*Trp53* and __BRCA1__ and ***ATM***', 'Trp53 and BRCA1 and ATM'],
  ['snake_case_name and NM_039297', 'snake_case_name and NM_039297'],
  ['−*/*− and 2 * 3 * 4', '−/− and 2 * 3 * 4'],
  ['\\*P < 0.05, \\_x\\_', '*P < 0.05, _x_'],
  ['~~old~~ new', 'old new'],
  ['**bold *nested* text**', 'bold nested text'],
  // super- and subscripts
  ['*Trp53*<sup>−/−</sup>', 'Trp53−/−'],
  ['*Apc*<sup>Min/+</sup> CD4<sup>+</sup> Ca<sup>2+</sup>', 'ApcMin/+ CD4+ Ca2+'],
  ['H<sub>2</sub>O and H~2~O', 'H2O and H2O'],
  ['10<sup>6</sup> and 10^6^ and ~50% to ~60%', '106 and 106 and ~50% to ~60%'],
  // HTML
  ['<i>BRCA1</i>, <B>p53</B> and <a href="x>y">link</a>', 'BRCA1, p53 and link'],
  ['one<br>two<br/>three', 'one two three'],
  ['a <!-- TP53 --> b <?php x ?> c', 'a  b  c'],
  ['p<0.05 and x<y and z>w', 'p<0.05 and x<y and z>w'],
  ['<italic>Shh</italic> <xref rid="b1">text</xref> <mml:mi>k</mml:mi>', 'Shh text k'],
  ['mean <x> of <TP53>', 'mean <x> of <TP53>'],
  ['a<script>var TP53;</script>b', 'ab'],
  // entities
  ['&alpha;&nbsp;&#946; &#x3b3; &amp; &hellip; &rarr;', 'α\u00a0β γ & … →'],
  ['&unknown; &alpha AT&T; &#xfffffff;', '&unknown; &alpha AT&T; &#xfffffff;'],
  // links, images, addresses
  ['[the *gene*](https://e.org "t") [b](<u v>)', 'the gene b'],
  ['[full][r], [r][], [r] and [none]\n\n[r]: https://e.org', 'full, r, r and [none]'],
  ['<https://e.org> and <a@b.org>', 'https://e.org and a@b.org'],
  ['see https://e.org/a_b_c?x=1&y=2 for more', 'see https://e.org/a_b_c?x=1&y=2 for more'],
  ['before ![TP53 *blot*](a.png) after', 'before  after'],
  ['[![TP53](a.png) caption](u)', ' caption'],
  // code
  ['`BRCA1` and ``a ` b`` and `unclosed', 'BRCA1 and a ` b and `unclosed'],
  ['`*TP53*`', '*TP53*'],
  // TeX
  ['$\\beta$-catenin, $p < 0.05$, $\\mathrm{Ca}^{2+}$', 'β-catenin, p < 0.05, Ca2+'],
  ['it costs $5 and $10', 'it costs $5 and $10'],
  ['$5\\,\\mu$m, $10^{-6}$, $\\alpha = 0.05$, 5\\%', '5 μm, 10-6, α = 0.05, 5%'],
  ['before $$\\sum_i TP53_i$$ after', 'before  after'],
  ['$TNF\n\\alpha$', 'TNF α'],
  ['$a\\constructor b\\frac{1}{2}$', 'ab12'],
  // line breaks
  ['one\ntwo  \nthree\\\nfour', 'one two three four'],
  ['one\r\ntwo\rthree', 'one two three'],
  // footnotes
  ['text[^1] and[^note].', 'text and.'],
  ['as shown [@smith2020; @jones] here', 'as shown  here'],
];

describe('inline Markdown', () => {
  it.each(CASES)('%j', (markdown, text) => {
    expect(textsOf(markdown)).toEqual([text]);
  });

  it('reads a footnote without its mark', () => {
    expect(textsOf('text[^1]\n\n[^1]: The note.')).toEqual(['text', ' The note.']);
  });
});
