/** TeX between dollars: `$\beta$-catenin`, `$p < 0.05$`, `10$^{6}$`. Read as far as it is words and signs. */
import { decodeHTMLStrict } from 'entities/decode';
import type { Pieces } from './pieces.js';
import type { Search } from './search.js';

/** A formula: where its content stands, and whether it is set on lines of its own (`$$…$$`). */
export interface Formula {
  readonly start: number;
  readonly end: number;
  /** Position after the closing dollars. */
  readonly after: number;
  readonly display: boolean;
}

const MAX_INLINE = 400;

/**
 * The formula whose first dollar stands at `at`; null when the dollar is money. As in Pandoc, the content of `$…$` does
 * not begin or end with white space, and no digit follows the closing dollar ("$5 to $10").
 */
export function formulaAt(text: string, at: number, search: Search): Formula | null {
  if (text[at + 1] === '$') {
    const end = search.indexOf('$$', at + 2);
    return end < 0 ? null : { start: at + 2, end, after: end + 2, display: true };
  }
  const end = endOfInline(text, at + 1);
  return end < 0 ? null : { start: at + 1, end, after: end + 1, display: false };
}

function endOfInline(text: string, from: number): number {
  if (/\s/.test(text.charAt(from))) return -1;
  for (let at = from; at < text.length && at - from <= MAX_INLINE; at += 1) {
    const unit = text[at];
    if (unit === '\\') at += 1;
    else if (unit === '$') return /\s/.test(text.charAt(at - 1)) || /\d/.test(text.charAt(at + 1)) ? -1 : at;
  }
  return -1;
}

/** TeX commands for characters that HTML names otherwise, and those whose name means something else in HTML. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['infty', '∞'],
  ['circ', '°'],
  ['degree', '°'],
  ['to', '→'],
  ['cdot', '·'],
  ['ldots', '…'],
  ['varepsilon', 'ε'],
  ['varphi', 'φ'],
  ['upalpha', 'α'],
  ['upbeta', 'β'],
  ['upgamma', 'γ'],
  ['upmu', 'μ'],
  ['quad', ' '],
  ['it', ''],
  ['sc', ''],
  ['dot', ''],
  ['tilde', ''],
  ['hat', ''],
  ['bar', ''],
]);

const PART = /\\([a-zA-Z]+)(?:[ \t]+(?=[a-zA-Z]))?|\\(.)|[{}^_&]|[\r\n]\s*|[^\\{}^_&\r\n]+/gsy;

/** Reads a formula's content: commands as the characters they stand for, braces and the like left out. */
export function readFormula(text: string, { start, end }: Formula, pieces: Pieces): void {
  for (const match of text.slice(start, end).matchAll(PART)) {
    const [whole, command, escaped] = match;
    const from = start + match.index;
    const to = from + whole.length;
    if (command !== undefined) pieces.replace(from, to, signOf(command));
    else if (isSpace(whole, escaped)) pieces.replace(from, to, ' ');
    else if (escaped !== undefined) pieces.drop(from, from + 1);
    else if (/^[{}^_&]$/.test(whole)) pieces.drop(from, to);
  }
  pieces.flush(end);
}

/** `\,` and `\ ` are spaces, `\%` is %. */
function isSpace(whole: string, escaped: string | undefined): boolean {
  return escaped === undefined ? /[\r\n]/.test(whole) : /[,;:! \n]/.test(escaped);
}

/** HTML's character names come from TeX by way of ISO: `\alpha` is `&alpha;`, `\leq` is `&leq;`. */
function signOf(command: string): string {
  const own = SIGNS.get(command);
  if (own !== undefined) return own;
  const decoded = decodeHTMLStrict(`&${command};`);
  return decoded.startsWith('&') ? '' : decoded;
}
