/** Abstracts in PubTator form: `id|t|title`, `id|a|abstract`, then annotations with tabs. */
import { messageOf } from '../errors.js';
import type { InputProblem, SourcePlace } from '../model.js';
import { linesOf, textOf } from './text-file.js';

/** Title and abstract of one document; each empty when the file has no such line. */
export interface PubtatorDocument {
  /** As in the file, e.g. `10064899`. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly place: SourcePlace;
  /** In the order of the file; empty for a text without gold. */
  readonly annotations: readonly PubtatorAnnotation[];
}

/** A line `id, start, end, text, type, concepts` of a document. */
export interface PubtatorAnnotation {
  /** `[start, end)` in Unicode characters of title, one space, abstract. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The corpus's own word: `Gene`, `FamilyName`. */
  readonly type: string;
  /** Ids as the corpus writes them: `5133`, `5133;22059`, `MESH:D009369|OMIM:114480`; empty without. */
  readonly concepts: string;
}

export type PubtatorItem =
  | { readonly kind: 'document'; readonly document: PubtatorDocument }
  | { readonly kind: 'problem'; readonly problem: InputProblem };

/** Relations, which have an id where annotations have a number, are not read. */
const ANNOTATION_LINE = /^[^\t]+\t(\d+)\t(\d+)\t([^\t]*)\t([^\t]+)(?:\t([^\t]*))?/;
const TEXT_LINE = /^([^|\t]+)\|([ta])\|(.*)$/s;

/**
 * Reads the documents of a file in its order, one in memory at a time; a name that ends in `.gz` is gunzipped. What is
 * no line of the format, a second text of one kind, and a file that cannot be read (on) come as problems in between.
 */
export async function* readPubtator(path: string): AsyncGenerator<PubtatorItem> {
  const reader = new DocumentReader(path);
  let line = 0;
  try {
    for await (const text of linesOf(textOf(path))) yield* reader.take(text, ++line);
  } catch (error) {
    const expected = 'expected PubTator text in UTF-8, gzipped if the name ends in .gz';
    yield problemAt({ path, line: Math.max(line, 1) }, 'unreadable', `${expected}: ${messageOf(error)}`);
  }
  yield* reader.end();
}

interface OpenDocument {
  readonly id: string;
  readonly line: number;
  readonly annotations: PubtatorAnnotation[];
  title: string | null;
  abstract: string | null;
}

/** Collects the lines of one document after the other. */
class DocumentReader {
  readonly #path: string;
  #open: OpenDocument | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  *take(text: string, line: number): Generator<PubtatorItem> {
    const match = TEXT_LINE.exec(text);
    const [, id = '', part = '', words = ''] = match ?? [];
    if (text.trim() === '') yield* this.end();
    else if (match !== null) yield* this.#takeText({ id, part, words }, line);
    else if (!text.includes('\t')) {
      const message = `expected id|t|title, id|a|abstract or an annotation with tabs, got "${text.slice(0, 60)}"`;
      yield problemAt({ path: this.#path, line }, 'bad-line', message);
    } else this.#takeAnnotation(text);
  }

  *end(): Generator<PubtatorItem> {
    if (this.#open === null) return;
    const { id, line, title, abstract, annotations } = this.#open;
    this.#open = null;
    const place = { path: this.#path, line };
    yield { kind: 'document', document: { id, title: title ?? '', abstract: abstract ?? '', place, annotations } };
  }

  #takeAnnotation(line: string): void {
    const [, start, end, text = '', type = '', concepts = ''] = ANNOTATION_LINE.exec(line) ?? [];
    if (start === undefined) return;
    this.#open?.annotations.push({ start: Number(start), end: Number(end), text, type, concepts: concepts.trim() });
  }

  *#takeText(text: { readonly id: string; readonly part: string; readonly words: string }, line: number) {
    if (this.#open !== null && this.#open.id !== text.id) yield* this.end();
    this.#open ??= { id: text.id, line, annotations: [], title: null, abstract: null };
    const part = text.part === 't' ? 'title' : 'abstract';
    if (this.#open[part] === null) this.#open[part] = text.words;
    else {
      const message = `expected one ${part} for document ${text.id}, got a second; the first is taken`;
      yield problemAt({ path: this.#path, line }, 'bad-line', message);
    }
  }
}

function problemAt(place: SourcePlace, kind: InputProblem['kind'], message: string): PubtatorItem {
  return { kind: 'problem', problem: { place, kind, message, fatal: kind === 'unreadable' } };
}
