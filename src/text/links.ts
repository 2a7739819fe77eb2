/** Ends of links: what follows the `]` of a link's text. Addresses and titles are not read. */

const MAX_PARENTHESES = 32;
const MAX_LABEL = 999;

/** End of `(address "title")` whose `(` stands at `at`; -1 when it is none. */
export function endOfTarget(text: string, at: number): number {
  const address = endOfAddress(text, skipSpace(text, at + 1));
  if (address < 0) return -1;
  let end = skipSpace(text, address);
  if (end > address) {
    const title = endOfTitle(text, end);
    if (title > 0) end = skipSpace(text, title);
  }
  return text[end] === ')' ? end + 1 : -1;
}

/** The label of `[label]` whose `[` stands at `at`, and the position after it; null when it is none. */
export function labelAt(text: string, at: number): { readonly label: string; readonly end: number } | null {
  for (let end = at + 1; end < text.length && end - at <= MAX_LABEL; end += 1) {
    const unit = text[end];
    if (unit === '\\') end += 1;
    else if (unit === '[') return null;
    else if (unit === ']') return { label: text.slice(at + 1, end), end: end + 1 };
  }
  return null;
}

function endOfAddress(text: string, from: number): number {
  if (text[from] === '<') return endOfPointed(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit === 0x7f) return depth === 0 ? at : -1;
    if (unit === 0x5c) at += 1;
    else if (unit === 0x28) depth += 1;
    else if (unit === 0x29) depth -= 1;
    if (depth < 0) return at;
    if (depth > MAX_PARENTHESES) return -1;
  }
  return -1;
}

function endOfPointed(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '>') return at + 1;
    if (unit === '<' || unit === '\n') return -1;
    if (unit === '\\') at += 1;
  }
  return -1;
}

function endOfTitle(text: string, from: number): number {
  const open = text[from];
  if (open !== '"' && open !== "'" && open !== '(') return -1;
  const close = open === '(' ? ')' : open;
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === close) return at + 1;
    if (unit === open) return -1;
    if (unit === '\\') at += 1;
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n'.includes(text.charAt(at))) at += 1;
  return at;
}
