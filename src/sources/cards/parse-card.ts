/** Reads one paper card: Markdown in, a `PaperCard` or the reason why it is none out. */
import type { AssertedEntity, CardSection, InputItem, PaperCard, SourcePlace } from '../../model.js';
import { completedBy, identifiersOfUrl, type PaperIdentifiers, paperId } from '../paper-id.js';
import { authorsIn, type CardHead, readHead } from './card-head.js';
import { readEntities } from './entities.js';
import { labelOf } from './labels.js';
import { urlsIn } from './links.js';
import { type Line, type Outline, type OutlineSection, outline, textOf } from './outline.js';
import { countIn, isForeignHeading, type KnownSection, knownSection, listItems } from './sections.js';

/**
 * Reads a card. Any section may be missing, stand in another order or be unknown (then it is kept in `otherSections`,
 * lines outside of sections under the heading ''). Of two sections with one name the first counts and the other is
 * kept; entities of both are read. `title` and `abstract` are exact pieces of `card.markdown`, which is the text
 * without a byte order mark.
 *
 * A file is a card when it has what only cards have (authors or an identifier in the head, a section such as "Abstract"
 * or "Linked entities", a full text link) and says which paper it is by an identifier, an address or a title. Without
 * a full text link it must not have the sections of a paper's body: a `full.md` is no card.
 */
export function parseCard(text: string, place: SourcePlace): InputItem {
  const markdown = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parts = withLooseTail(outline(markdown, (heading) => knownSection(heading) !== null));
  const raw: RawCard = { markdown, parts, head: readHead(parts.head), known: firstOfEach(parts.sections) };
  const links = linksOf(raw);
  const ids = [links.fullTextUrl, links.sourceUrl]
    .map(identifiersOfUrl)
    .reduce<PaperIdentifiers>(completedBy, raw.head);
  const reason = whyNoCard(raw, { ...links, ids });
  if (reason !== null) return { kind: 'problem', problem: { place, kind: 'not-a-card', message: reason, fatal: true } };
  return { kind: 'card', card: cardOf(raw, { ...links, ids, place }) };
}

/** A card taken apart, before anything is made of its pieces. */
interface RawCard {
  readonly markdown: string;
  readonly parts: Outline;
  readonly head: CardHead;
  readonly known: ReadonlyMap<KnownSection, OutlineSection>;
}

interface Links {
  readonly fullTextUrl: string | null;
  readonly sourceUrl: string | null;
}

function cardOf(
  raw: RawCard,
  found: Links & { readonly ids: PaperIdentifiers; readonly place: SourcePlace },
): PaperCard {
  const { ids, place, fullTextUrl, sourceUrl } = found;
  const title = raw.parts.title;
  const authors = [...raw.head.authors, ...authorsIn(itemsOf(raw, 'authors').join(', '))];
  return {
    id: paperId({ ...ids, fullTextUrl, sourceUrl, title, authors }),
    place: { path: place.path, line: place.line },
    title,
    authors,
    pmcid: ids.pmcid,
    pmid: ids.pmid,
    doi: ids.doi,
    journal: raw.head.journal,
    date: raw.head.date,
    tldr: sectionText(raw, 'tldr'),
    contribution: sectionText(raw, 'contribution'),
    keyFindings: itemsOf(raw, 'keyFindings'),
    abstract: sectionText(raw, 'abstract'),
    assertions: [...assertionsOf(raw, 'linked', 'linked'), ...assertionsOf(raw, 'fullTextEntities', 'full-text')],
    fullTextUrl,
    figureCount: countIn(sectionText(raw, 'figures') ?? '', 'figure'),
    referenceCount: countIn(sectionText(raw, 'references') ?? '', 'reference'),
    sourceUrl,
    otherSections: otherSections(raw),
    markdown: raw.markdown,
  };
}

/** The line `Source: https://…` and what follows it in its section belong to no section: they go to the head. */
function withLooseTail(parts: Outline): Outline {
  const isSource = (line: Line): boolean => {
    const labelled = line.code ? null : labelOf(line.text);
    return labelled !== null && /^source$/i.test(labelled.label) && urlsIn(labelled.rest).length > 0;
  };
  const tail: Line[] = [];
  const sections = parts.sections.map((section) => {
    const at = section.lines.findIndex(isSource);
    if (at < 0) return section;
    tail.push(...section.lines.slice(at));
    return { ...section, lines: section.lines.slice(0, at) };
  });
  return { ...parts, head: [...parts.head, ...tail], sections };
}

function firstOfEach(sections: readonly OutlineSection[]): Map<KnownSection, OutlineSection> {
  const known = new Map<KnownSection, OutlineSection>();
  for (const section of sections) {
    const name = knownSection(section.heading);
    if (name !== null && !known.has(name)) known.set(name, section);
  }
  return known;
}

function sectionText(raw: RawCard, name: KnownSection): string | null {
  return textOf(raw.markdown, raw.known.get(name)?.lines ?? []);
}

function itemsOf(raw: RawCard, name: KnownSection): string[] {
  return listItems(sectionText(raw, name) ?? '');
}

function assertionsOf(raw: RawCard, name: KnownSection, section: AssertedEntity['section']): AssertedEntity[] {
  return raw.parts.sections
    .filter((part) => knownSection(part.heading) === name)
    .flatMap((part) => readEntities(part.lines, section));
}

/** Sections without a field, second ones of a name, and figures or references that have more to say than a number. */
function otherSections(raw: RawCard): CardSection[] {
  const loose = raw.head.rest.map((line) => line.text.trim()).join('\n');
  const others = raw.parts.sections.filter((part) => !isRead(raw, part));
  const kept = others.map((part) => ({ heading: part.heading, markdown: textOf(raw.markdown, part.lines) ?? '' }));
  return loose === '' ? kept : [{ heading: '', markdown: loose }, ...kept];
}

function isRead(raw: RawCard, part: OutlineSection): boolean {
  const name = knownSection(part.heading);
  if (name === null) return false;
  if (name === 'linked' || name === 'fullTextEntities') return true;
  if (raw.known.get(name) !== part) return false;
  if (name !== 'figures' && name !== 'references') return true;
  const text = textOf(raw.markdown, part.lines) ?? '';
  return text === '' || countIn(text, name === 'figures' ? 'figure' : 'reference') !== null;
}

/**
 * The full text is what the section of that name links (of several links the Markdown file), or a line `Full text:`, or
 * else a link to a `full.md` anywhere in the card.
 */
function linksOf(raw: RawCard): Links {
  const inSection = urlsIn(sectionText(raw, 'fullText') ?? '');
  const inSource = urlsIn(sectionText(raw, 'source') ?? '');
  const markdownFile = inSection.find((url) => /\.md(?:[?#]|$)/i.test(url));
  return {
    fullTextUrl: raw.head.fullTextUrl ?? markdownFile ?? inSection[0] ?? anyFullText(raw),
    sourceUrl: raw.head.sourceUrl ?? inSource[0] ?? null,
  };
}

function anyFullText(raw: RawCard): string | null {
  const lines = [...raw.parts.head, ...raw.parts.sections.flatMap((part) => part.lines)];
  const urls = lines.filter((line) => !line.code).flatMap((line) => urlsIn(line.text));
  return urls.find((url) => /\/full\.md(?:[?#]|$)/i.test(url)) ?? null;
}

const CARD_SECTIONS: readonly KnownSection[] = ['tldr', 'keyFindings', 'abstract', 'linked', 'fullTextEntities'];

/** Why this is no card, in a sentence that says what to do; null for a card. */
function whyNoCard(raw: RawCard, found: Links & { readonly ids: PaperIdentifiers }): string | null {
  if (raw.markdown.trim() === '') return 'expected a paper card; the file is empty. Fill it or leave it out';
  const { pmcid, pmid, doi } = raw.head;
  const marks = [
    pmcid,
    pmid,
    doi,
    raw.head.authors[0],
    raw.head.fullTextUrl,
    urlsIn(sectionText(raw, 'fullText') ?? '')[0],
  ];
  if (!marks.some((mark) => mark != null) && !CARD_SECTIONS.some((name) => raw.known.has(name))) {
    return `expected a paper card (a title, a line "PMC · DOI: … · journal · date", sections such as "## Abstract", a full text link); found ${foundInstead(raw)}. Leave the file out, or write it as a card`;
  }
  const named = [found.fullTextUrl, found.sourceUrl, ...Object.values(found.ids)].some((name) => name !== null);
  if (!named && raw.parts.title === '') {
    return 'expected a card that says which paper it is; found neither title nor PMC, PMID or DOI nor a link. Add one of them';
  }
  return found.fullTextUrl === null ? whyFullText(raw, named) : null;
}

/** A paper's body has sections of its own, or, where nothing tells which paper it is, more than a card's notes have. */
function whyFullText(raw: RawCard, named: boolean): string | null {
  const body = raw.parts.sections.filter((part) => isForeignHeading(part.heading));
  const notes = raw.parts.sections.filter((part) => knownSection(part.heading) === null);
  if (body.length < 2 && (named || notes.length < 4)) return null;
  const shown = (body.length > 1 ? body : notes).slice(0, 2).map((part) => `"${part.heading}" (line ${part.line})`);
  return `expected a paper card; found no full text link, but the headings ${shown.join(' and ')} as in a full text or a README. Give the paper's card instead`;
}

function foundInstead(raw: RawCard): string {
  const title = raw.parts.title;
  if (title !== '')
    return `the heading ${JSON.stringify(title.slice(0, 80))} (line ${raw.parts.titleLine}) and none of the rest`;
  const first = raw.markdown.trim().split(/[\r\n]/)[0] ?? '';
  return `text that begins with ${JSON.stringify(first.slice(0, 80))}`;
}
