/** The words of a paper, to see whether what a concept's full name says is spoken of in it. */
import type { Document } from '../model.js';

/** Words that say little of a gene: most full names have one. */
const GENERIC = new Set(
  (
    'protein proteins gene genes receptor receptors factor factors family member members subunit subunits domain containing ' +
    'type like related associated binding class group alpha beta gamma delta chain complex homolog kinase with and the for of 1 2 3 4 5 ' +
    'dependent specific induced activated regulated isoform molecule antigen component element interacting polypeptide'
  ).split(' '),
);

/** Lower-case words of a text, each once. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** Words of a name that tell what it is: three letters and more, none that most names have. */
export function tellingWords(name: string): string[] {
  return wordsOf(name).filter((word) => word.length >= 3 && !GENERIC.has(word));
}

export class PaperWords {
  readonly #words = new Set<string>();

  constructor(document: Document) {
    for (const { text } of document.passages) visitWords(text.toLowerCase(), (word) => void this.#words.add(word));
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }
}

/** Visits the runs of letters and digits of a text in lower case; ten times as fast as a pattern. */
export function visitWords(text: string, visit: (word: string) => void): void {
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const isIn = at < text.length && isWordUnit(text.charCodeAt(at));
    if (isIn && start < 0) start = at;
    else if (!isIn && start >= 0) {
      visit(text.slice(start, at));
      start = -1;
    }
  }
}

function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
  return unit >= 0xc0 && (unit < 0x2000 || unit > 0x2bff); // not signs, dashes, arrows
}
