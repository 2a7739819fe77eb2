/** All rows of curation with the concepts they name, and which of them hold in a paper. */
import { FormatError } from '../../errors.js';
import type { Lexicon } from '../../lexicon/types.js';
import type { Concept, ConceptId, SourcePlace } from '../../model.js';
import { clashOf } from './clashes.js';
import type { CuratedRow } from './curated-row.js';
import { CuratedString } from './curated-string.js';
import type { CurationRow } from './curation-row.js';
import { PaperCuration } from './paper-curation.js';
import { StringFinder } from './string-finder.js';

/** A row that has no effect, and why. */
export interface CurationProblem {
  readonly place: SourcePlace;
  readonly message: string;
}

export class Curation {
  /** Rows that have an effect, in the order of their files. */
  readonly rows: readonly CuratedRow[];
  readonly problems: readonly CurationProblem[];
  readonly lexicon: Pick<Lexicon, 'concept' | 'lookup'>;
  readonly #finder: StringFinder;

  /**
   * @param onClash told of a row that stands twice or says the contrary of another, which then has no effect; by default it is thrown
   * @throws FormatError for such a row, with the place of both
   */
  constructor(
    rows: readonly CurationRow[],
    lexicon: Pick<Lexicon, 'concept' | 'lookup'>,
    onClash: (clash: FormatError) => void = raise,
  ) {
    this.lexicon = lexicon;
    const strings = new Strings();
    const known: CuratedRow[] = [];
    const problems: CurationProblem[] = [];
    for (const row of rows) {
      const concept = row.concept === null ? null : lexicon.concept(row.concept);
      const message = problemOf(row.concept, concept);
      if (message !== null) problems.push({ place: row.place, message });
      const context = row.context === null ? null : strings.of(row.context);
      if (message === null) known.push({ row, string: strings.of(row.text), context, concept });
    }
    this.rows = withoutClashes(known, onClash);
    this.problems = problems;
    this.#finder = new StringFinder(strings.all());
  }

  /** The rows whose string occurs in a text and, where they have a context, the context too; in the order of their files. */
  rowsIn(markdown: string): readonly CuratedRow[] {
    if (this.rows.length === 0) return [];
    const found = this.#finder.find(markdown);
    return this.rows.filter(({ string, context }) => found.has(string) && (context === null || found.has(context)));
  }

  /** What holds in a paper; null when no row does. */
  of(markdown: string): PaperCuration | null {
    const rows = this.rowsIn(markdown);
    return rows.length === 0 ? null : new PaperCuration(rows, this.lexicon);
  }

  /** All that the rows which hold in a paper say, whatever file and line they stand in; empty when none does. */
  tell(markdown: string): string {
    return tellRows(this.rowsIn(markdown));
  }

  /** The same of all rows. */
  tellAll(): string {
    return tellRows(this.rows);
  }
}

function tellRows(rows: readonly CuratedRow[]): string {
  const lines = rows.map(({ row: { place: _, ...said } }) => JSON.stringify(Object.values(said)));
  return lines.join('\n');
}

function problemOf(id: ConceptId | null, concept: Concept | null): string | null {
  if (id === null) return null;
  if (concept === null)
    return `expected a concept of the lexicon, got ${id}, which is unknown there; the row has no effect`;
  if (concept.kind === 'Gene' || concept.kind === 'Disease') return null;
  return `expected a gene or a disease, got ${id} (${concept.name}); the row has no effect`;
}

/** Strings that are found at the same places are one. */
class Strings {
  readonly #byKey = new Map<string, CuratedString>();

  of(text: string): CuratedString {
    const made = new CuratedString(text);
    const known = this.#byKey.get(made.key);
    if (known !== undefined) return known;
    this.#byKey.set(made.key, made);
    return made;
  }

  all(): Iterable<CuratedString> {
    return this.#byKey.values();
  }
}

function raise(error: FormatError): never {
  throw error;
}

function withoutClashes(rows: readonly CuratedRow[], onClash: (clash: FormatError) => void): readonly CuratedRow[] {
  const byPlace = new Map<string, CuratedRow[]>();
  return rows.filter((row) => {
    const key = `${row.string.key}\n${row.context?.key ?? ''}`;
    const before = byPlace.get(key) ?? [];
    const clash = clashWith(before, row);
    if (clash !== null) onClash(clash);
    else byPlace.set(key, [...before, row]);
    return clash === null;
  });
}

function clashWith(before: readonly CuratedRow[], row: CuratedRow): FormatError | null {
  for (const other of before) {
    const clash = clashOf(other, row);
    if (clash === null) continue;
    const { path, line } = other.row.place;
    return new FormatError(row.row.place, `"${row.row.text}" ${clash} in ${path}:${line}; keep one of the two rows`);
  }
  return null;
}
