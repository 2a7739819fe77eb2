/** A card with genes and diseases as they were found in the text in its two lists of entities, and all else as it is. */
import type { AssertedEntity } from '../../model.js';
import { entityLines } from './compose-card.js';
import { readEntities } from './entities.js';
import { labelOf } from './labels.js';
import { isBlank, type Line, linesOf, outline } from './outline.js';
import { type KnownSection, knownSection } from './sections.js';

/** An entity for a card; its line is given by where it comes to stand. */
export type CardEntity = Omit<AssertedEntity, 'line'>;

const SECTIONS = [
  { section: 'linked', known: 'linked', heading: 'Linked entities' },
  { section: 'full-text', known: 'fullTextEntities', heading: 'Full-text entities' },
] as const satisfies readonly { section: AssertedEntity['section']; known: KnownSection; heading: string }[];

/** What the lists stand before in a card that has none yet. */
const AFTER: readonly (KnownSection | null)[] = ['fullText', 'figures', 'references'];

/**
 * The card's Markdown with "Linked entities" and "Full-text entities" made anew, each where it stands, or before the section
 * "Full text". Lines of chemicals, species and other groups stay in
 * their lists, and every line outside of the lists as it is. A list without entities has no section.
 */
export function completeCard(markdown: string, entities: readonly CardEntity[]): string {
  const newline = markdown.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(markdown);
  const edits = editsOf(lines, placesOf(markdown, lines), entities);
  const kept: string[] = [];
  let next = 0;
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from)) {
    kept.push(...lines.slice(next, from).map((line) => line.text), ...text);
    next = to;
  }
  kept.push(...lines.slice(next).map((line) => line.text));
  return `${kept.join(newline).trimEnd()}${newline}`;
}

/** Lines to put in the place of others, as indices; `from` and `to` are equal where nothing is taken away. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: readonly string[];
}

function editsOf(lines: readonly Line[], places: readonly Place[], entities: readonly CardEntity[]): readonly Edit[] {
  const edits: Edit[] = [];
  const added: string[] = [];
  for (const { section, known, heading } of SECTIONS) {
    const own = places.filter(({ name }) => name === known);
    const [first, ...others] = own;
    const list = [...entityLines(entities, section), ...own.flatMap((place) => otherLines(lines, place))];
    const blockUnder = (title: readonly string[]) => (list.length === 0 ? [] : [...title, '', ...list, '']);
    if (first === undefined) added.push(...blockUnder([`## ${heading}`]));
    else edits.push({ ...first, text: blockUnder(lines.slice(first.from, first.body).map(({ text }) => text)) });
    edits.push(...others.map((other) => ({ ...other, text: [] })));
  }
  const at = insertionLine(lines, places);
  const isLoose = added.length > 0 && (lines.slice(0, at).at(-1)?.text ?? '').trim() !== '';
  return [...edits, { from: at, to: at, text: isLoose ? ['', ...added] : added }];
}

/** Lines of a list that name neither genes nor diseases, each with the lines that go on with it. */
function otherLines(lines: readonly Line[], { body, to }: Place): readonly string[] {
  const own = lines.slice(body, to);
  const kinds = kindsByLine(readEntities(own, 'linked'));
  let isOther = false;
  return own.flatMap(({ text, number }) => {
    const found = kinds.get(number);
    if (found !== undefined) isOther = !found.has('Gene') && !found.has('Disease');
    return isOther && text.trim() !== '' ? [text] : [];
  });
}

/** Kinds of the entities of each line. */
function kindsByLine(entities: readonly AssertedEntity[]): ReadonlyMap<number, ReadonlySet<AssertedEntity['kind']>> {
  const kinds = new Map<number, Set<AssertedEntity['kind']>>();
  for (const { line, kind } of entities) kinds.set(line, (kinds.get(line) ?? new Set()).add(kind));
  return kinds;
}

interface Place {
  readonly name: KnownSection | null;
  /** Indices of the lines from the heading, which may have two, up to what follows, blank lines before that included. */
  readonly from: number;
  readonly body: number;
  readonly to: number;
}

function placesOf(markdown: string, lines: readonly Line[]): readonly Place[] {
  const { sections } = outline(markdown, (heading) => knownSection(heading) !== null);
  return sections.map((section) => {
    const from = section.line - 1;
    const body = (section.lines[0]?.number ?? section.line + 1) - 1;
    const to = tailStart(lines, body, section.lines.at(-1)?.number ?? body);
    return { name: knownSection(section.heading), from, body, to };
  });
}

/** Index of the line at which the source line and the rule above it begin, if they stand between these; else `to`. */
function tailStart(lines: readonly Line[], from: number, to: number): number {
  const own = lines.slice(from, to);
  const source = own.findIndex((line) => !line.code && /^source$/i.test(labelOf(line.text)?.label ?? ''));
  if (source < 0) return to;
  let start = from + source;
  while (start > from && isRule(lines[start - 1])) start--;
  return start;
}

function isRule(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() !== '' && isBlank(line);
}

function insertionLine(lines: readonly Line[], places: readonly Place[]): number {
  const next = places.find(({ name }) => AFTER.includes(name));
  return next?.from ?? tailStart(lines, 0, lines.length);
}
