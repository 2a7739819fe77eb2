/** What a card says of its paper outside its sections: authors, and the line `PMC · DOI: … · journal · date`. */
import { completedBy, identifierIn, NO_IDENTIFIERS, type PaperIdentifiers } from '../paper-id.js';
import { dateIn } from './dates.js';
import { labelOf, withoutEmphasis } from './labels.js';
import { urlsIn } from './links.js';
import { isBlank, type Line } from './outline.js';

export interface CardHead extends PaperIdentifiers {
  readonly authors: readonly string[];
  readonly journal: string | null;
  /** `2026`, `2026-01` or `2026-01-06`. */
  readonly date: string | null;
  /** From a line `Full text: https://…`; the section of that name is read elsewhere. */
  readonly fullTextUrl: string | null;
  /** From a line `Source: https://…`. */
  readonly sourceUrl: string | null;
  /** Lines that say none of this. */
  readonly rest: readonly Line[];
}

const EMPTY: CardHead = {
  ...NO_IDENTIFIERS,
  authors: [],
  journal: null,
  date: null,
  fullTextUrl: null,
  sourceUrl: null,
  rest: [],
};

/** Reads the head's lines, in any order; of two that say the same the first counts. */
export function readHead(lines: readonly Line[]): CardHead {
  let head = EMPTY;
  const rest: Line[] = [];
  for (const line of joined(lines)) {
    const read = line.code ? null : readLine(head, line.text);
    if (read === null) rest.push(line);
    else head = read;
  }
  const [only, ...more] = rest;
  if (head.journal !== null || only === undefined || more.length > 0 || !looksLikeJournal(only))
    return { ...head, rest };
  return { ...head, journal: withoutEmphasis(only.text) };
}

/** A list of authors may go over several lines: one that ends in a comma goes on in the next. */
function joined(lines: readonly Line[]): Line[] {
  const result: Line[] = [];
  let open = false;
  for (const line of lines) {
    const last = result.at(-1);
    if (open && last !== undefined && line.number === last.number + 1) {
      result[result.length - 1] = { ...line, text: `${last.text} ${line.text.trim()}` };
    } else if (!isBlank(line)) {
      result.push(line);
      open = /^\W*authors?\b/i.test(line.text);
    }
    open &&= line.text.trimEnd().endsWith(',');
  }
  return result;
}

/** The head with what the line says; null for a line that says nothing of it. */
function readLine(head: CardHead, text: string): CardHead | null {
  const labelled = labelOf(text);
  const label = labelled?.label.toLowerCase() ?? '';
  const rest = labelled?.rest ?? '';
  if (/^authors?$/.test(label)) return { ...head, authors: [...head.authors, ...authorsIn(rest)] };
  const url = urlsIn(rest)[0];
  if (/^full[ -]?text$/.test(label) && url !== undefined) return { ...head, fullTextUrl: head.fullTextUrl ?? url };
  if (label === 'source' && url !== undefined) return { ...head, sourceUrl: head.sourceUrl ?? url };
  return readMetaLine(head, text);
}

/** `PMC · DOI: … · journal · date`: any part may be missing, and one known part shows that it is this line. */
function readMetaLine(head: CardHead, text: string): CardHead | null {
  const parts = text.split(/[·•∙‧|](?=\s|$)/).map((part) => part.trim());
  const read = parts.filter((part) => part !== '').map(readPart);
  return read.some((part) => part.known) ? read.reduce(addPart, head) : null;
}

interface MetaPart {
  readonly ids: PaperIdentifiers;
  readonly date: string | null;
  /** A part that is nothing else is the journal's name. */
  readonly journal: string | null;
  /** Whether it says what it is, by its form or by a label; a bare journal's name does not. */
  readonly known: boolean;
}

function readPart(markdown: string): MetaPart {
  const text = withoutEmphasis(unlinked(markdown));
  const ids = identifierIn(text);
  const date = dateIn(text.replace(/^(?:published|date|year)\s*:?\s*/i, ''));
  const named = /^journal\s*:\s*(?=\S)/i.exec(text)?.[0] ?? '';
  if (date !== null || isOrigin(text) || Object.values(ids).some((id) => id !== null)) {
    return { ids, date, journal: null, known: true };
  }
  return { ids, date, journal: text.slice(named.length), known: named !== '' };
}

/** `PMC` alone says where the paper is from, not which one it is. */
function isOrigin(text: string): boolean {
  return /^(?:PMC|PMCID|PubMed(?: Central)?|PMID|DOI)\s*:?$/i.test(text);
}

function addPart(head: CardHead, part: MetaPart): CardHead {
  const journal = [head.journal, part.journal].filter((name) => name !== null).join(' · ');
  const ids = completedBy(head, part.ids);
  return { ...head, ...ids, date: head.date ?? part.date, journal: journal === '' ? null : journal };
}

/** A lone line that may be a journal's name: short, begins like a name, is no sentence and no block of another kind. */
function looksLikeJournal(line: Line): boolean {
  return !line.code && /^\s*[*_]{0,3}[\p{Lu}\d][^|[\]]{1,100}$/u.test(line.text) && !/[.!?:]\s*$|:\/\//.test(line.text);
}

/** `DOI: [10.1000/x](https://…)` is `DOI: 10.1000/x`, `<https://doi.org/…>` the address in it. */
function unlinked(text: string): string {
  return text.replace(/\[([^[\]]+)\]\([^()\s]*\)/g, '$1').replace(/^<([^<>]+)>$/, '$1');
}

/** Names between commas, or between semicolons where there are any (`Doe, J; Roe, R`). `Jr.` stays with its name. */
export function authorsIn(text: string): string[] {
  const names: string[] = [];
  for (const piece of text.split(text.includes(';') ? ';' : ',')) {
    const name = piece
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^(?:and|&) /i, '');
    const last = names.at(-1);
    if (last !== undefined && /^(?:Jr|Sr|II|III|IV)\.?$/.test(name)) names[names.length - 1] = `${last}, ${name}`;
    else if (name !== '') names.push(name);
  }
  return names;
}
