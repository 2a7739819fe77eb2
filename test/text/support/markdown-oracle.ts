/** What markdown-it, which tells no positions, reads in a text: the second opinion for our own inline reading. */
import MarkdownIt, { type Token } from 'markdown-it';

const parser = new MarkdownIt({ html: true });

/** Whether there are blocks of HTML in a text, in which Markdown is not mark-up. */
export function hasHtmlBlock(markdown: string): boolean {
  return parser.parse(markdown, {}).some(({ type }) => type === 'html_block');
}

/** Plain text of each block with inline content, white space as single spaces, blank ones left out. */
export function oracleTexts(markdown: string): string[] {
  return parser
    .parse(markdown, {})
    .filter(({ type }) => type === 'inline')
    .map((token) => collapse((token.children ?? []).map(textOf).join('')))
    .filter((text) => text !== '');
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function textOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  if (token.type === 'html_inline') return token.content === '<br>' ? ' ' : '';
  return token.type === 'image' ? '' : token.content;
}
