/** The sections that a card is known to have, and what can be read from the text of one. */

export type KnownSection =
  | 'tldr'
  | 'contribution'
  | 'keyFindings'
  | 'abstract'
  | 'authors'
  | 'linked'
  | 'fullTextEntities'
  | 'fullText'
  | 'figures'
  | 'references'
  | 'source';

/** Headings in lower case, with single spaces for all that is no letter or digit. */
const NAMES: ReadonlyMap<string, KnownSection> = new Map([
  ['tl dr', 'tldr'],
  ['tldr', 'tldr'],
  ['contribution', 'contribution'],
  ['contributions', 'contribution'],
  ['key findings', 'keyFindings'],
  ['key finding', 'keyFindings'],
  ['abstract', 'abstract'],
  ['authors', 'authors'],
  ['linked entities', 'linked'],
  ['full text entities', 'fullTextEntities'],
  ['full text', 'fullText'],
  ['fulltext', 'fullText'],
  ['figures', 'figures'],
  ['figure', 'figures'],
  ['references', 'references'],
  ['reference', 'references'],
  ['source', 'source'],
]);

/** What a heading names; null for a section that has no field of its own. */
export function knownSection(heading: string): KnownSection | null {
  const name = heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return NAMES.get(name.trim()) ?? null;
}

const FOREIGN = [
  'introduction|background|(?:materials? and )?methods|experimental procedures|results(?: and discussion)?|discussion',
  'conclusions?|acknowledge?ments|supplementary .*|installation|usage|getting started|license|contributing',
].map((names) => new RegExp(`^(?:\\d+\\.?\\s*)?(?:${names})\\W*$`, 'i'));

/** Headings of a paper's body or of a project's page: a file with these and no full text link is no card. */
export function isForeignHeading(heading: string): boolean {
  return FOREIGN.some((pattern) => pattern.test(heading.trim()));
}

/** Items of a list with their continuation lines; a text without bullets gives its paragraphs. Mark-up is kept. */
export function listItems(markdown: string): string[] {
  const items: string[] = [];
  let open = false;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const bullet = /^ {0,3}(?:[-*+•]|\d{1,3}[.)])[ \t]+(.*)$/s.exec(line)?.[1];
    const text = (bullet ?? line).trim();
    const last = items.length - 1;
    if (bullet === undefined && open && text !== '') items[last] = `${items[last]} ${text}`;
    else if (text !== '') items.push(text);
    open = text !== '';
  }
  return items;
}

/** The count in `81 references — full list …`, `1,204 references`, `No figures`; null where there is none. */
export function countIn(markdown: string, noun: 'figure' | 'reference'): number | null {
  const found = new RegExp(`^\\W*(\\d[\\d,]*|no)[*_]*\\s+(?:\\w+\\s+)?${noun}s?\\b`, 'i').exec(markdown)?.[1];
  if (found === undefined) return null;
  return found.toLowerCase() === 'no' ? 0 : Number(found.replaceAll(',', ''));
}
