/** Cards and links in JSON Lines: one JSON value a line. */
import { z } from 'zod';
import { normalizeCurie } from '../../curie.js';
import { messageOf } from '../../errors.js';
import type { AssertedEntity, InputItem, PaperCard, SourcePlace } from '../../model.js';
import {
  completedBy,
  identifierIn,
  identifiersOfUrl,
  NO_IDENTIFIERS,
  type PaperIdentifiers,
  paperId,
} from '../paper-id.js';
import { authorsIn } from './card-head.js';
import { type CardFields, composeCard } from './compose-card.js';
import { dateIn } from './dates.js';
import { kindOf } from './entities.js';
import { isWebUrl } from './links.js';
import { parseCard } from './parse-card.js';

const text = z.string().nullish();
const url = z.string().refine(isWebUrl, 'expected an address that begins with http:// or https://').nullish();
const number = z.union([z.string(), z.number()]).nullish();

const entity = z.object({
  section: z.enum(['linked', 'full-text']).default('linked'),
  group: z.string().default(''),
  kind: z.enum(['Gene', 'Disease', 'Other']).optional(),
  name: z.string().min(1),
  fullName: text,
  conceptId: text,
  aliases: z.array(z.string()).default([]),
});

/** Field names of `PaperCard`; `url` is another name of `fullTextUrl`. Fields of other names are no error. */
const jsonCard = z.object({
  id: text,
  title: text,
  authors: z.union([z.array(z.string()), z.string()]).nullish(),
  pmcid: number,
  pmid: number,
  doi: text,
  journal: text,
  date: number,
  tldr: text,
  contribution: text,
  keyFindings: z.array(z.string()).nullish(),
  abstract: text,
  assertions: z.array(entity).nullish(),
  fullTextUrl: url,
  url,
  figureCount: z.int().min(0).nullish(),
  referenceCount: z.int().min(0).nullish(),
  sourceUrl: url,
  otherSections: z.array(z.object({ heading: z.string(), markdown: z.string() })).nullish(),
  markdown: text,
});

type JsonCard = z.infer<typeof jsonCard>;

/**
 * A line of JSON Lines: a string that is a link; an object with `markdown` (a card; what that lacks of identifiers and
 * link is taken from the other fields); or an object with the fields of `PaperCard`, all optional but an identifier, a
 * link or a title. The last kind gets its Markdown from `composeCard`.
 */
export function readJsonLine(line: string, place: SourcePlace): InputItem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return badLine(place, `a JSON value on one line; it cannot be read: ${messageOf(error)}`);
  }
  if (typeof value === 'string') return readLink(value, place);
  const read = jsonCard.safeParse(value);
  if (!read.success)
    return badLine(place, `a card as a JSON object, or a link in quotes; found: ${issuesOf(read.error)}`);
  return read.data.markdown ? withMarkdown(read.data, read.data.markdown, place) : withFields(read.data, place);
}

/** A card made of nothing but the address of a full text. */
export function readLink(link: string, place: SourcePlace): InputItem {
  const fullTextUrl = link.trim();
  if (!isWebUrl(fullTextUrl)) {
    return badLine(place, `a link that begins with http:// or https://; found ${JSON.stringify(link.slice(0, 120))}`);
  }
  return { kind: 'card', card: finish({ ...identifiersOfUrl(fullTextUrl), fullTextUrl }, place) };
}

function badLine(place: SourcePlace, expectedAndFound: string): InputItem {
  const message = `expected ${expectedAndFound}. Correct the line or take it out`;
  return { kind: 'problem', problem: { place, kind: 'bad-line', message, fatal: true } };
}

function issuesOf(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`)
    .slice(0, 3)
    .join('; ');
}

function identifiersOf(json: JsonCard): PaperIdentifiers {
  const own = {
    pmcid: json.pmcid == null ? null : identifierIn(`PMC${String(json.pmcid).replace(/^PMC(ID)?:?/i, '')}`).pmcid,
    pmid: json.pmid == null ? null : identifierIn(`PMID ${String(json.pmid).replace(/^PMID:?/i, '')}`).pmid,
    doi: json.doi == null ? null : identifierIn(json.doi.trim()).doi,
  };
  const fromId = identifierIn((json.id ?? '').replace(/^PMC:(?=PMC)/i, ''));
  return [fromId, identifiersOfUrl(linkOf(json)), identifiersOfUrl(json.sourceUrl ?? null)].reduce(completedBy, own);
}

function linkOf(json: JsonCard): string | null {
  return json.fullTextUrl ?? json.url ?? null;
}

/** `markdown` is read as the card, with its lines counted in it; what else the object says only fills gaps. */
function withMarkdown(json: JsonCard, markdown: string, place: SourcePlace): InputItem {
  const item = parseCard(markdown, place);
  if (item.kind === 'problem') return item;
  const { card } = item;
  const ids = completedBy(card, identifiersOf(json));
  const fullTextUrl = card.fullTextUrl ?? linkOf(json);
  const sourceUrl = card.sourceUrl ?? json.sourceUrl ?? null;
  return {
    kind: 'card',
    card: { ...card, ...ids, fullTextUrl, sourceUrl, id: paperId({ ...card, ...ids, fullTextUrl, sourceUrl }) },
  };
}

function withFields(json: JsonCard, place: SourcePlace): InputItem {
  const fields = fieldsOf(json, place);
  const names = [fields.title, fields.pmcid, fields.pmid, fields.doi, fields.fullTextUrl, fields.sourceUrl];
  if (!names.some(Boolean))
    return badLine(place, 'a link (url), an identifier (pmcid, pmid, doi) or a title; found none');
  return { kind: 'card', card: finish(fields, place) };
}

function fieldsOf(json: JsonCard, place: SourcePlace): CardFields {
  return {
    ...identifiersOf(json),
    title: (json.title ?? '').trim(),
    authors: typeof json.authors === 'string' ? authorsIn(json.authors) : (json.authors ?? []),
    journal: json.journal ?? null,
    date: json.date == null ? null : dateIn(String(json.date)),
    tldr: json.tldr ?? null,
    contribution: json.contribution ?? null,
    keyFindings: json.keyFindings ?? [],
    abstract: json.abstract?.trim() || null,
    assertions: (json.assertions ?? []).map((entity) => ({ ...assertionOf(entity), line: place.line })),
    fullTextUrl: linkOf(json),
    figureCount: json.figureCount ?? null,
    referenceCount: json.referenceCount ?? null,
    sourceUrl: json.sourceUrl ?? null,
    otherSections: json.otherSections ?? [],
  };
}

function assertionOf(json: z.infer<typeof entity>): Omit<AssertedEntity, 'line'> {
  const conceptId = json.conceptId ? normalizeCurie(json.conceptId) : null;
  const kind = json.kind ?? kindOf(json.group, conceptId);
  return { ...json, kind, fullName: json.fullName ?? null, conceptId };
}

/** The record of a card without Markdown of its own. All its assertions are said to stand on its line. */
function finish(fields: CardFields, place: SourcePlace): PaperCard {
  const empty = {
    ...NO_IDENTIFIERS,
    title: '',
    authors: [],
    journal: null,
    date: null,
    tldr: null,
    contribution: null,
    keyFindings: [],
    abstract: null,
    assertions: [],
    fullTextUrl: null,
    figureCount: null,
    referenceCount: null,
    sourceUrl: null,
    otherSections: [],
  };
  const card = { ...empty, ...fields };
  return { ...card, id: paperId(card), place, markdown: composeCard(fields) };
}
