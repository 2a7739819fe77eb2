import { describe, expect, it } from 'vitest';
import { parseDocument, plainDocument } from '../../src/text/document.js';
import { toSource } from '../../src/text/offset-map.js';
import { patterns, read } from './support/read.js';

function passagesOf(markdown: string): string[] {
  return read(markdown).passages.map(({ kind, text }) => `${kind}: ${text}`);
}

const PASSAGES: readonly (readonly [why: string, markdown: string, passages: readonly string[]])[] = [
  ['headings and paragraphs', '# T\n\n## Methods\nMice\nwere fed.\n\nRats.', ['title: T', 'heading: Methods', 'paragraph: Mice were fed.', 'paragraph: Rats.']],
  ['lists, nested and ordered', '- one\n  more\n  1. two\n\n     three\n* four', ['list-item: one more', 'list-item: two', 'list-item: three', 'list-item: four']],
  ['quotes, with lazy lines', '> one\ntwo\n>\n> - three', ['quote: one two', 'list-item: three']],
  ['tables with their header', '| a | *b* |\n|---|:-:|\n| c \\| d | |\n| e', ['table-cell: a', 'table-cell: b', 'table-cell: c | d', 'table-cell: e']],
  ['tables without outer bars, in a quote', '> a | b\n> --|--\n> c | d', ['table-cell: a', 'table-cell: b', 'table-cell: c', 'table-cell: d']],
  ['equal cells', '| 1 | 1 |\n|---|---|\n| 1 | 11 |', ['table-cell: 1', 'table-cell: 1', 'table-cell: 1', 'table-cell: 11']],
  ['tables in HTML', '<table>\n<caption>Mice</caption>\n<tr><th>a<td>b &amp; c\n<tr><td><p>d</p></td></table>', ['caption: Mice', 'table-cell: a', 'table-cell: b & c', 'table-cell: d']],
  ['other HTML', '<div>\n<p>one<br>two</p>\n<ul><li>three</li></ul>\n*four*\n</div>', ['paragraph: one two', 'list-item: three', 'paragraph: *four*']],
  ['figures in HTML', '<figure><img src="a.png" alt="TP53"><figcaption>Mice</figcaption></figure>', ['caption: Mice']],
  ['captions below a figure or table heading', '### Figure 1\n\nMice.\n\n### Table 1\n\nRats.', ['heading: Figure 1', 'caption: Mice.', 'heading: Table 1', 'caption: Rats.']],
  ['captions among the text', '## Results\n\nFigure 2. Mice.\n\n**Table S1 | Rats**\n\nFigure 2 shows mice.', ['heading: Results', 'caption: Figure 2. Mice.', 'caption: Table S1 | Rats', 'paragraph: Figure 2 shows mice.']],
  ['no code, rules, comments, images, definitions', '```\nTP53\n```\n\n    TP53\n\n---\n\n<!-- TP53 -->\n\n![TP53](a.png)\n\n[TP53]: a.b\n\ntext', ['paragraph: text']],
  ['no scripts', '<script>\nTP53\n</script>\n\n<style>p53 {}</style>\n\ntext', ['paragraph: text']],
  ['no references', '## References\n\n1. TP53 in mice.\n\n### Notes\n\nText\n\n## Methods', ['heading: Methods']],
  ['no front matter', '---\ntitle: TP53\n---\ntext', ['paragraph: text']],
  ['but a rule at the beginning is none', '---\n\ntext\n\n---', ['paragraph: text']],
  ['nor is one with headings below it', '---\na: b\n\n## Mice\n\nc\n\n---', ['paragraph: a: b', 'heading: Mice', 'paragraph: c']],
  ['no title page where there is an abstract', '# T\n\nA. Duffy\n\n## Abstract\n\ntext', ['title: T', 'heading: Abstract', 'paragraph: text']],
  ['but an abstract without heading is read', '# T\n\n**Authors:** A. Duffy\n\nMice were fed.', ['title: T', 'paragraph: Mice were fed.']],
  ['a byte order mark and carriage returns', '\ufeff# T\r\n\r\none\r\ntwo\r\rthree', ['title: T', 'paragraph: one two', 'paragraph: three']],
  ['tabs', '-\tone\n\n\ttwo\n\n\t\tcode', ['list-item: one', 'list-item: two']],
  ['empty blocks', '#\n\n-\n\n>\n\n||\n|-|\n', []],
]; // biome-ignore format: a table

describe('passages', () => {
  it.each(PASSAGES)('%s', (_why, markdown, passages) => {
    expect(passagesOf(markdown)).toEqual(passages);
  });

  it('have sentences in plain offsets', () => {
    const [passage] = read('*E. coli* grew. So did\n*S. cerevisiae*.').passages;
    expect(passage?.sentences).toEqual(Int32Array.of(0, 13, 14, 35));
  });

  it('have the source span of their content', () => {
    const markdown = '## Role of *p53* ##\n\n- one\n  two\n';
    const spans = read(markdown).passages.map(({ start, end }) => markdown.slice(start, end));
    expect(spans).toEqual(['Role of *p53*', 'one\n  two']);
  });
});

const CARD = `# Role of *TP53*

**Authors:** A. Marfan

PMC · DOI: 10.1/x · 2026

## TL;DR

BRCA1 in short.

## Abstract

*TP53* matters.

### Background

It does.

## Linked entities

- **Genes:** ATM

## Figures
`;

describe('a card', () => {
  it('is read for its title and abstract only, wherever they stand', () => {
    const texts = (markdown: string) => read(markdown, 'card').passages.map(({ text }) => text);
    const wanted = ['Role of TP53', 'Abstract', 'TP53 matters.', 'Background', 'It does.'];
    expect(texts(CARD)).toEqual(wanted);
    expect(texts(CARD.replace('## TL;DR', '## Summary'))).toEqual(wanted);
    expect(texts(CARD.replaceAll('\n', '\r\n'))).toEqual(wanted);
    expect(texts('## Linked entities\n\nATM')).toEqual([]);
  });

  it('keeps its origin, id and source', () => {
    const text = {
      paperId: 'PMC:PMC1',
      origin: 'card',
      url: null,
      markdown: CARD,
      sha256: 'x',
      failure: null,
    } as const;
    expect(parseDocument(text, patterns)).toMatchObject({ paperId: 'PMC:PMC1', origin: 'card', markdown: CARD });
  });
});

describe('plainDocument', () => {
  it('is title, one space and abstract, read as they stand', () => {
    const document = plainDocument({
      paperId: 'PMID:1',
      title: 'A *title*.',
      abstract: 'E. coli &amp; mice. The end.',
    });
    expect(document.markdown).toBe('A *title*. E. coli &amp; mice. The end.');
    expect(document.sections.map(({ type, start, end }) => [type, start, end])).toEqual([
      ['TITLE', 0, 10],
      ['ABSTRACT', 11, 39],
    ]);
    expect(document.passages.map(({ kind, section, text }) => [kind, section, text])).toEqual([
      ['title', 0, 'A *title*.'],
      ['paragraph', 1, 'E. coli &amp; mice. The end.'],
    ]);
    const [, abstract] = document.passages;
    if (abstract === undefined) throw new Error('no abstract');
    expect(toSource(abstract, 8, 13)).toEqual({ start: 19, end: 24 });
    expect([...abstract.sentences]).toEqual([0, 19, 20, 28]);
  });

  it('has no passage for what is empty', () => {
    expect(plainDocument({ paperId: 'PMID:1', title: '', abstract: '' }).passages).toEqual([]);
    expect(plainDocument({ paperId: 'PMID:1', title: 'T', abstract: '' }).markdown).toBe('T ');
  });
});
