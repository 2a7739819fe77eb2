/** The rows of curation that hold in one paper: what they say of a string, and where their names stand. */
import { prefixOf } from '../../curie.js';
import type { Lexicon } from '../../lexicon/types.js';
import type { Concept, ConceptId } from '../../model.js';
import { isSilent, normalizeName } from '../../text/normalize.js';
import { isGlued, TOKEN, type Tokens } from '../../text/tokens.js';
import type { CuratedRow } from './curated-row.js';
import type { CuratedString } from './curated-string.js';
import { StringTrie, type TrieNode, walkText, walkToken } from './string-trie.js';

/** A row that gives a concept. */
export type LinkingRow = CuratedRow & { readonly concept: Concept };

/**
 * What is to become of a string: never linked, or linked to the concept of each row; always, or by an added name, which has no
 * say against the terminologies' own names and the paper's own definitions.
 */
export type Verdict =
  | { readonly kind: 'never'; readonly row: CuratedRow }
  | { readonly kind: 'always' | 'name'; readonly rows: readonly [LinkingRow, ...LinkingRow[]] };

/** Tokens of a name in a text: the first, and the last. */
export type TokenSpan = readonly [first: number, last: number];

export class PaperCuration {
  /** Whether some row gives a concept. */
  readonly givesNames: boolean;
  /** Whether a text is no name of a concept by curation; undefined when nothing is said of any. */
  readonly removes: ((text: string, id: ConceptId) => boolean) | undefined;
  readonly lexicon: Pick<Lexicon, 'concept' | 'lookup'>;
  readonly #byForm = new Map<string, CuratedRow[]>();
  readonly #names = new StringTrie<CuratedString>();
  readonly #rows = new Map<string, readonly CuratedRow[]>();
  readonly #verdicts = new Map<string, Verdict | null>();

  constructor(rows: readonly CuratedRow[], lexicon: Pick<Lexicon, 'concept' | 'lookup'>) {
    this.lexicon = lexicon;
    for (const row of rows) this.#add(row);
    this.givesNames = rows.some(givesName);
    const removing = rows.filter(({ row }) => row.action === 'remove-name');
    this.removes = removing.length === 0 ? undefined : (text, id) => this.#rowsFor(text).some((row) => takes(row, id));
  }

  #add(row: CuratedRow): void {
    for (const form of row.string.forms) {
      this.#byForm.set(form, [...(this.#byForm.get(form) ?? []), row]);
      if (givesName(row)) this.#names.add(form, row.string);
    }
  }

  /** What the rows say of a text as a whole; null for nothing. Rows with a context come first, then all but added names, then the earlier ones. */
  verdict(text: string): Verdict | null {
    const known = this.#verdicts.get(text);
    if (known !== undefined) return known;
    const rows = this.#rowsFor(text).filter(({ row }) => row.action !== 'remove-name');
    const verdict = verdictOf(rows.toSorted((a, b) => rankOf(a) - rankOf(b)));
    this.#verdicts.set(text, verdict);
    return verdict;
  }

  #rowsFor(text: string): readonly CuratedRow[] {
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    const ofForm = this.#byForm.get(normalizeName(text)) ?? [];
    const rows = ofForm.filter(({ string }) => string.isWritten(text));
    this.#rows.set(text, rows);
    return rows;
  }

  /** Names that rows give, in running text: the longest at each place, from left to right, no overlaps. */
  namesIn(tokens: Tokens): readonly TokenSpan[] {
    const spans: TokenSpan[] = [];
    for (let first = 0; first < tokens.count; first++) {
      const last = isGlued(tokens, first) ? -1 : this.#longestAt(tokens, first);
      if (last < 0) continue;
      spans.push([first, last]);
      first = last;
    }
    return spans;
  }

  /** Last token of the longest name that begins with a token; -1 for none. */
  #longestAt(tokens: Tokens, first: number): number {
    let longest = -1;
    let node = step(this.#names.root, tokens, first);
    for (let at = first; node !== undefined; ) {
      const text = tokens.text.slice(tokens.starts[first], tokens.ends[at]);
      if (!isGlued(tokens, at + 1) && node.values.some((string) => string.isWritten(text))) longest = at;
      const spaced: TrieNode<CuratedString> | undefined = walkText(node, ' ');
      at = spaced === undefined ? -1 : nextOf(tokens, at);
      node = spaced === undefined || at < 0 ? undefined : step(spaced, tokens, at);
    }
    return longest;
  }
}

function step(node: TrieNode<CuratedString>, { text, starts, ends, kinds }: Tokens, at: number) {
  return isSilent(kinds[at]) ? undefined : walkToken(node, text, [starts[at] ?? 0, ends[at] ?? 0]);
}

/** The next token that counts; -1 at the end, and where a dash with white space around it parts two names. */
function nextOf({ count, kinds, starts, ends }: Tokens, at: number): number {
  for (let next = at + 1; next < count; next++) {
    if (!isSilent(kinds[next])) return next;
    const isFree = (starts[next] ?? 0) > (ends[next - 1] ?? 0) && (ends[next] ?? 0) < (starts[next + 1] ?? 0);
    if (kinds[next] === TOKEN.dash && isFree) return -1;
  }
  return -1;
}

function verdictOf(rows: readonly CuratedRow[]): Verdict | null {
  const [first] = rows;
  if (first === undefined) return null;
  if (first.row.action === 'never') return { kind: 'never', row: first };
  if (!isLinking(first)) return null;
  const { action } = first.row;
  // One gene, or one disease for each terminology, as the first row has it.
  const rest = rows.slice(1).filter((row): row is LinkingRow => row.row.action === action && isLinking(row));
  const linking: [LinkingRow, ...LinkingRow[]] = [first];
  for (const row of rest) {
    const isOther = linking.every(({ concept }) => prefixOf(concept.id) !== prefixOf(row.concept.id));
    if (isOther && row.concept.kind === first.concept.kind) linking.push(row);
  }
  return { kind: action === 'always' ? 'always' : 'name', rows: linking };
}

function isLinking(row: CuratedRow): row is LinkingRow {
  return row.concept !== null;
}

function rankOf({ context, row }: CuratedRow): number {
  return (context === null ? 2 : 0) + (row.action === 'add-name' ? 1 : 0);
}

function givesName({ row }: CuratedRow): boolean {
  return row.action === 'always' || row.action === 'add-name';
}

/** Whether a row removes the name of a concept, or of the same one in another terminology. */
function takes({ row, concept }: CuratedRow, id: ConceptId): boolean {
  if (row.action !== 'remove-name' || concept === null) return false;
  return concept.id === id || concept.exactMatches.includes(id);
}
