/**
 * Text of papers, file names and servers, made safe to show: it can neither send codes to a terminal nor begin a line of its
 * own, nor turn around what stands beside it.
 */

/**
 * What is obeyed rather than shown: control characters of ASCII and C1 (U+009B begins an escape sequence by itself), marks
 * that turn the direction of writing, separators of lines and paragraphs, lone halves of surrogate pairs, and characters that
 * nobody sees (byte order mark, interlinear annotation, tags).
 */
const OBEYED =
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\u{180e}\u{feff}\u{fff9}-\u{fffb}\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/gu;

/** One line of text in which nothing is left that a terminal, a pager or a reader of lines obeys; a blank for each. */
export function safeText(text: string): string {
  return text.replace(OBEYED, ' ');
}

/** JSON text of one value, in which what is obeyed stands as `\u` escapes: the value it stands for is the same. */
export function safeJson(json: string): string {
  return json.replace(OBEYED, escapes);
}

function escapes(character: string): string {
  return [...Array(character.length).keys()].map((at) => escapeOf(character.charCodeAt(at))).join('');
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
