/** Texts in BioC XML (Comeau et al. 2013): a collection of documents, each with an id and passages. */
import { SaxesParser } from 'saxes';
import { messageOf } from '../errors.js';
import type { InputProblem } from '../model.js';
import { textOf } from './text-file.js';

export interface BiocDocument {
  /** As in the file, e.g. `10064899`. */
  readonly id: string;
  /** Texts of the passages, in the order of the file; white space at their ends left out. */
  readonly passages: readonly string[];
}

export type BiocItem =
  | { readonly kind: 'document'; readonly document: BiocDocument }
  | { readonly kind: 'problem'; readonly problem: InputProblem };

/**
 * Reads the documents of a file in its order, a few in memory at a time; a name that ends in `.gz` is gunzipped. A file
 * that cannot be read, or not read on, comes as a problem after the documents before it. Annotations are passed over.
 */
export async function* readBioc(path: string): AsyncGenerator<BiocItem> {
  const reader = new BiocReader();
  try {
    for await (const piece of textOf(path)) yield* reader.take(piece);
    reader.end();
  } catch (error) {
    yield* reader.ready();
    const message = `expected BioC XML in UTF-8, gzipped if the name ends in .gz: ${messageOf(error)}`;
    yield {
      kind: 'problem',
      problem: { place: { path, line: reader.line }, kind: 'unreadable', message, fatal: true },
    };
  }
}

class BiocReader {
  readonly #parser = new SaxesParser();
  /** Names of the elements that are open. */
  readonly #open: string[] = [];
  #documents: BiocDocument[] = [];
  #document: { id: string; passages: string[] } | null = null;
  #text = '';

  constructor() {
    this.#parser.on('error', (error) => {
      throw error;
    });
    this.#parser.on('opentag', ({ name }) => this.#start(name));
    this.#parser.on('closetag', ({ name }) => this.#finish(name));
    for (const event of ['text', 'cdata'] as const) {
      this.#parser.on(event, (text) => {
        this.#text += text;
      });
    }
  }

  /** Line of the file that was come to, from 1. */
  get line(): number {
    return this.#parser.line;
  }

  *take(piece: string): Generator<BiocItem> {
    this.#parser.write(piece);
    yield* this.ready();
  }

  /** Documents that are whole and were not given yet. */
  *ready(): Generator<BiocItem> {
    const documents = this.#documents;
    this.#documents = [];
    for (const document of documents) yield { kind: 'document', document };
  }

  end(): void {
    this.#parser.close();
  }

  #start(name: string): void {
    this.#open.push(name);
    this.#text = '';
    if (name === 'document') this.#document = { id: '', passages: [] };
  }

  #finish(name: string): void {
    this.#open.pop();
    const parent = this.#open.at(-1);
    const text = this.#text.trim();
    if (this.#document === null) return;
    if (name === 'id' && parent === 'document') this.#document.id = text;
    // An annotation has a text, too; a passage may have its own, or that of its sentences.
    if (name === 'text' && (parent === 'passage' || parent === 'sentence')) this.#document.passages.push(text);
    if (name === 'document') this.#documents.push(this.#document);
    if (name === 'document') this.#document = null;
    this.#text = '';
  }
}
