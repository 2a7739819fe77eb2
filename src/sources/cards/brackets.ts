/** Brackets that have a partner, for lists whose items may hold commas and lone brackets of their own. */

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * For each UTF-16 unit the index of the bracket's partner, or -1. A bracket without partner is plain text, so that the
 * lone one in `interferon (IFN, p53 (MESH:D016159)` spoils nothing behind it; one after a backslash is plain, too.
 */
export function partners(text: string): Int32Array {
  const partner = new Int32Array(text.length).fill(-1);
  const open: Record<string, number[]> = { '(': [], '[': [], '{': [] };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '\\') at++;
    else if (unit in open) open[unit]?.push(at);
    else if (unit in CLOSES) match(at, open[CLOSES[unit] ?? ''] ?? [], partner);
  }
  return partner;
}

function match(close: number, open: number[], partner: Int32Array): void {
  const at = open.pop();
  if (at === undefined) return;
  partner[at] = close;
  partner[close] = at;
}

/** Splits at commas followed by white space that stand in no bracket: `1,25-D3 (a, b), X` has two items. */
export function splitList(text: string): string[] {
  const partner = partners(text);
  const items: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const close = partner[at] ?? -1;
    if (close > at) at = close;
    else if (text[at] === ',' && /\s|^$/.test(text[at + 1] ?? '')) {
      items.push(text.slice(start, at));
      start = at + 1;
    }
  }
  items.push(text.slice(start));
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
