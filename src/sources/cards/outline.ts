/**
 * The bones of a card: its title, what stands between title and first section, its sections, and the source line at its
 * end. Every piece is a span of the card's Markdown, so that its text is exactly what stands there.
 */

/** One line without its line break; `start` and `end` are offsets in UTF-16 units. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly number: number;
  /** Within a fenced code block, fences included: never a heading. */
  readonly code: boolean;
}

/** A heading with the lines below it, up to the next section. */
export interface OutlineSection {
  /** Text of the heading without its mark. */
  readonly heading: string;
  /** Line of the heading, counted from 1. */
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface Outline {
  /** Empty when the card has no title. */
  readonly title: string;
  readonly titleLine: number;
  /** What stands in no section: before the first heading, and between title and first section. */
  readonly head: readonly Line[];
  readonly sections: readonly OutlineSection[];
}

/** Lines of a Markdown text; `\n`, `\r\n` and `\r` end a line. */
export function linesOf(markdown: string): Line[] {
  const lines: Line[] = [];
  let fence = '';
  for (const match of markdown.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const text = match[1] ?? '';
    if (match.index === markdown.length && lines.length > 0) break;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1] ?? '';
    const code = fence !== '' || mark !== '';
    fence = nextFence(fence, mark);
    lines.push({ text, start: match.index, end: match.index + text.length, number: lines.length + 1, code });
  }
  return lines;
}

/** The fence that is open after a line with `mark`: only one of its own kind and at least its length closes it. */
function nextFence(open: string, mark: string): string {
  if (open === '') return mark;
  return mark.startsWith(open) ? '' : open;
}

interface Heading {
  readonly text: string;
  readonly level: number;
  /** Index of its first line, and of the first line below it. */
  readonly first: number;
  readonly after: number;
}

/** Text of an ATX heading without the marks before and after it; null for another line. */
function atxHeading(text: string): { readonly text: string; readonly level: number } | null {
  const marks = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(text);
  if (marks === null) return null;
  const rest = text.slice(marks[0].length).trim();
  let end = rest.length;
  while (rest[end - 1] === '#') end--;
  const closed = end === 0 || /\s/.test(rest[end - 1] ?? '');
  return { text: closed ? rest.slice(0, end).trim() : rest, level: marks[1]?.length ?? 1 };
}

function headings(lines: readonly Line[]): Heading[] {
  const found: Heading[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.code) continue;
    const atx = atxHeading(line.text);
    if (atx !== null) found.push({ ...atx, first: index, after: index + 1 });
    const level = setextLevel(lines, index);
    if (level > 0) found.push({ text: lines[index - 1]?.text.trim() ?? '', level, first: index - 1, after: index + 1 });
  }
  return found;
}

/**
 * 1 or 2 when this line underlines a heading, else 0. Other than in CommonMark the heading is one line without a link
 * or a full stop: in cards a `---` below running text is the rule before the source line.
 */
function setextLevel(lines: readonly Line[], index: number): number {
  const underline = /^ {0,3}(=+|-{2,})[ \t]*$/.exec(lines[index]?.text ?? '')?.[1];
  const above = lines[index - 1];
  if (underline === undefined || above === undefined || above.code) return 0;
  const alone = (lines[index - 2]?.text.trim() ?? '') === '';
  const titled = /\S/.test(above.text) && !/https?:\/\/|[.:_]\s*$|^ {0,3}(?:#|[-*+>]\s|\d+[.)]\s)/.test(above.text);
  if (!alone || !titled) return 0;
  return underline.startsWith('=') ? 1 : 2;
}

/**
 * Splits a card. The title is the first heading of level 1, or else the first heading if no section's name stands in it.
 * A heading below the level of the section it stands in ("### Methods" in an abstract) is part of that section, unless
 * `isSection` knows its name.
 */
export function outline(markdown: string, isSection: (heading: string) => boolean): Outline {
  const lines = linesOf(markdown);
  const all = headings(lines);
  const title = all.find((heading) => heading.level === 1 && !isSection(heading.text)) ?? untitledStart(all, isSection);
  const starts = sectionStarts(all, title, isSection);
  const below = (index: number): Line[] => lines.slice(starts[index]?.after ?? 0, starts[index + 1]?.first);
  const parts = starts.map((start, index) => ({ start, lines: below(index) }));
  return {
    title: title?.text ?? '',
    titleLine: (title?.first ?? 0) + 1,
    head: [...lines.slice(0, starts[0]?.first), ...(parts.find((part) => part.start === title)?.lines ?? [])],
    sections: parts
      .filter((part) => part.start !== title)
      .map((part) => ({ heading: part.start.text, line: part.start.first + 1, lines: part.lines })),
  };
}

function untitledStart(all: readonly Heading[], isSection: (heading: string) => boolean): Heading | undefined {
  const first = all[0];
  return first !== undefined && !isSection(first.text) ? first : undefined;
}

function sectionStarts(
  all: readonly Heading[],
  title: Heading | undefined,
  isSection: (heading: string) => boolean,
): Heading[] {
  const starts: Heading[] = [];
  let level = 6;
  for (const heading of all) {
    if (heading !== title && heading.level > level && !isSection(heading.text)) continue;
    level = heading === title ? 6 : heading.level;
    starts.push(heading);
  }
  return starts;
}

/** Nothing on it, or only a rule (`---`). */
export function isBlank(line: Line): boolean {
  return !line.code && /^\s*(?:([-*_])[ \t]*(?:\1[ \t]*){2,})?$/.test(line.text);
}

/** The piece of Markdown that the lines make up, without blank lines and rules around it; null when nothing is left. */
export function textOf(markdown: string, lines: readonly Line[]): string | null {
  const first = lines.find((line) => !isBlank(line));
  const last = lines.findLast((line) => !isBlank(line));
  return first === undefined || last === undefined ? null : markdown.slice(first.start, last.end).trim();
}
