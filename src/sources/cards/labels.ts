/** `**Label:** text`, in the ways in which people write it. */

export interface Labelled {
  readonly label: string;
  /** What stands after the colon, trimmed. */
  readonly rest: string;
  /** The label is in bold or italics: certainly meant as a label. */
  readonly marked: boolean;
}

const LABEL = /^\s*([*_]{0,3})([^\s:*_][^:*_]{0,59})(?::\1|\1\s*:)(?!\/\/)(.*)$/s;

/** `**Genes:** A, B`, `**Genes**: A, B`, `***Genes:*** A, B` and `Genes: A, B` alike; null for a text without label. */
export function labelOf(text: string): Labelled | null {
  const found = LABEL.exec(text);
  if (found === null) return null;
  return { label: (found[2] ?? '').trim(), rest: (found[3] ?? '').trim(), marked: found[1] !== '' };
}

/** Text without the emphasis around the whole of it or around a label at its start: `**DOI:** 10…` is `DOI: 10…`. */
export function withoutEmphasis(text: string): string {
  return text
    .trim()
    .replace(/^([*_]{1,3})(?=[^\s*_])([^*_]*[^\s*_])\1/, '$2')
    .trim();
}

/** Markdown's backslash before punctuation taken away: `IL\_2` is `IL_2`. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
