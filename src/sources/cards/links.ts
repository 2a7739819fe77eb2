/** Addresses in Markdown: bare, in `<…>`, or in a link. */

/** `[text](url "title")` with balanced parentheses in the address, else `<url>`, else a bare address. */
const LINK =
  /\]\(\s*<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)|<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s<>"`\]]+)/gi;

/** All http(s) addresses in the order in which they stand, as written; a sentence's punctuation is not part of one. */
export function urlsIn(markdown: string): string[] {
  const found: string[] = [];
  for (const match of markdown.matchAll(LINK)) {
    const url = match[1] ?? match[2] ?? withoutPunctuation(match[3] ?? '');
    if (isWebUrl(url)) found.push(url);
  }
  return found;
}

/** A text that is one http(s) address and nothing else. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#]\S*$/i.test(text) && URL.canParse(text);
}

/** `https://a.org/x_(y)).` is `https://a.org/x_(y)`. */
function withoutPunctuation(url: string): string {
  let end = url.length;
  let unopened = count(url, ')') - count(url, '(');
  for (; end > 0; end--) {
    const last = url[end - 1] ?? '';
    if (last === ')' ? unopened-- <= 0 : !".,;:!?'*_|}".includes(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, unit: string): number {
  return text.split(unit).length - 1;
}
