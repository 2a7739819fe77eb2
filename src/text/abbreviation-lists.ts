/**
 * Definitions in lists: an "Abbreviations" section (`BAT - brown adipose tissue`; `CF: cystic fibrosis; …`), a line that
 * begins with "Abbreviations:", and the legends of figures and tables (`GC, ganglion cell; PR, photoreceptor.`).
 */

import { canBeShort, longFormStart } from './abbreviation-forms.js';
import type { Definition, Span } from './abbreviation-records.js';

const LABEL = /^\s*(?:(?:list of|non-?standard) )?abbreviations?(?: used)?(?: in this \w+)?\s*[:.—–-]\s*/i;

/** Between a short form and its long form. */
const ENTRY = /^(?:and )?([^\s:=,;]{1,15}(?: [^\s:=,;]{1,8})?)(?:\s*[:=,]\s*|\s*[—–]\s*|\s+-\s+)(\S.*)$/su;

/** Between entries; a comma or period only where a further `SHORT:` or `SHORT=` follows. */
const SEPARATOR = /;\s*|[,.]\s+(?=[^\s,;:=]{1,15}\s*[:=]\s)/g;

/** Mean points that the alignment of a legend's entry needs. */
const LEGEND_BAR = { alone: 2.5, amongOthers: 1.5 } as const;

/** Whether the text says of itself that it is a list of abbreviations. */
export function isLabelledList(text: string): boolean {
  return LABEL.test(text);
}

/** Entries of a text that is a list of abbreviations: taken at its word, letters need not match. */
export function definitionsOfList(text: string): Definition[] {
  const start = LABEL.exec(text)?.[0].length ?? 0;
  return entriesOf(text, { start, end: text.length }).filter(({ short, long }) => {
    const [form, phrase] = [text.slice(short.start, short.end), text.slice(long.start, long.end)];
    return /\p{L}/u.test(form) && /\p{Ll}{2}/u.test(phrase) && phrase.length > form.length;
  });
}

/** Entries in a legend: at least two in a sentence, each with letters that match; or one, with letters that match well. */
export function definitionsOfLegend(text: string, sentences: Int32Array): Definition[] {
  const found: Definition[][] = [];
  for (let i = 0; i < sentences.length; i += 2) {
    const entries = entriesOf(text, { start: sentences[i] ?? 0, end: sentences[i + 1] ?? 0 });
    const bar = entries.length === 1 ? LEGEND_BAR.alone : LEGEND_BAR.amongOthers;
    const fitting = entries.filter(({ short, long }) =>
      fits(text.slice(short.start, short.end), text.slice(long.start, long.end), bar),
    );
    if (fitting.length > 1 || entries.length === 1) found.push(fitting);
  }
  return found.flat();
}

function fits(short: string, long: string, bar: number): boolean {
  return short.length > 1 && canBeShort(short) && longFormStart(long, short, bar) === 0;
}

function entriesOf(text: string, { start, end }: Span): Definition[] {
  const spans: Span[] = [];
  let from = start;
  for (const separator of text.slice(start, end).matchAll(SEPARATOR)) {
    spans.push({ start: from, end: start + separator.index });
    from = start + separator.index + separator[0].length;
  }
  return [...spans, { start: from, end }].flatMap((span) => entryAt(text, span));
}

const MAX_ENTRY = 200;

function entryAt(text: string, { start, end }: Span): Definition[] {
  if (end - start > MAX_ENTRY) return [];
  const entry = text.slice(start, end).trimEnd().replace(/[.,]$/, '');
  const [whole, short, long] = ENTRY.exec(entry.trimStart()) ?? [];
  if (whole === undefined || short === undefined || long === undefined) return [];
  const last = start + entry.length;
  const shortStart = start + entry.indexOf(short);
  return [
    { short: { start: shortStart, end: shortStart + short.length }, long: { start: last - long.length, end: last } },
  ];
}
