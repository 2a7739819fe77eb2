/** Hashes of features: 32-bit integers, mixed from integers; strings are read once for each distinct word. */

/** Spreads the bits of `value` under a number that keeps templates of features apart. */
export function mix(value: number, salt: number): number {
  let mixed = Math.imul(value ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return mixed ^ (mixed >>> 13);
}

/** Hash of `text.slice(start, end)` by FNV-1a over UTF-16 units. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
