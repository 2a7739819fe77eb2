/** Texts as an attacker would put them into titles, file names and answers of servers. */
import fc from 'fast-check';

/** Written without looking at what the program takes for harmful. */
const PIECES = [
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u0007',
  '\u0008',
  '\u000b',
  '\u000c',
  '\u001b[2J',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u001b]8;;http://evil.example\u001b\\',
  '\u007f',
  '\u0085',
  '\u009b2J',
  '\u009d0;x\u009c',
  '\u00ad',
  '\u061c',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\ud800',
  '\udfff',
  '\u{e0041}',
  '{"level":"error","msg":"forged"}',
  '","level":"error","x":"',
  '2026-01-01T00:00:00Z ERROR forged',
  '%s %o %j',
  '__proto__',
  '🧬',
  'α',
];

/** Text of any kind, rich in what is harmful. */
export const nasty: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string(), fc.string({ unit: 'binary' })), { maxLength: 6 })
  .map((parts) => parts.join(''));

/** True for a code point that must not reach a terminal or a reader of lines; names and ranges of the Unicode standard. */
export function isHarmful(codePoint: number): boolean {
  const ranges: readonly (readonly [number, number])[] = [
    [0x00, 0x1f], // C0
    [0x7f, 0x9f], // DEL, C1
    [0x061c, 0x061c], // ARABIC LETTER MARK
    [0x200e, 0x200f], // LRM, RLM
    [0x2028, 0x2029], // LINE, PARAGRAPH SEPARATOR
    [0x202a, 0x202e], // embeddings, overrides
    [0x2066, 0x2069], // isolates
    [0xd800, 0xdfff], // halves of pairs
    [0xfeff, 0xfeff], // BYTE ORDER MARK
    [0xe0000, 0xe007f], // tags
  ];
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** Harmful code points of a text, as numbers; line feeds are left out where `lines` is set. */
export function harmIn(text: string, lines = false): number[] {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  return points.filter((point) => isHarmful(point) && !(lines && point === 0x0a));
}
