/** Writes a card in the form in which `parseCard` reads it. */
import { PREFIX, prefixOf } from '../../curie.js';
import type { AssertedEntity, PaperCard } from '../../model.js';

/** What a card can say. Anything may be missing; what is null or empty gets no section. */
export type CardFields = Partial<Omit<PaperCard, 'id' | 'place' | 'markdown'>>;

/**
 * The Markdown of a card with these fields. Cards that come as JSON get their `markdown` from here, so that offsets
 * have a source to point into: title and abstract stand in it unchanged.
 */
export function composeCard(fields: CardFields): string {
  const blocks = [
    fields.title ? `# ${fields.title}` : '',
    list(fields.authors).length > 0 ? `**Authors:** ${list(fields.authors).join(', ')}` : '',
    metaLine(fields),
    section('TL;DR', fields.tldr),
    section('Contribution', fields.contribution),
    section('Key findings', bullets(list(fields.keyFindings))),
    section('Abstract', fields.abstract),
    section('Linked entities', entities(fields, 'linked')),
    section('Full-text entities', entities(fields, 'full-text')),
    section('Full text', fields.fullTextUrl ? `Fetch the complete paper as Markdown: ${fields.fullTextUrl}` : null),
    section('Figures', counted(fields.figureCount, 'figure')),
    section('References', counted(fields.referenceCount, 'reference')),
    ...list(fields.otherSections).map((other) => section(other.heading, other.markdown)),
    fields.sourceUrl ? `---\nSource: ${fields.sourceUrl}` : '',
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function list<T>(items: readonly T[] | undefined): readonly T[] {
  return items ?? [];
}

function section(heading: string, text: string | null | undefined): string {
  return text ? `## ${heading}\n\n${text}` : '';
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function counted(count: number | null | undefined, noun: string): string | null {
  return count == null ? null : `${count} ${noun}${count === 1 ? '' : 's'} in the complete paper`;
}

/** `PMC12817307 · PMID: 38123456 · DOI: 10.3389/… · Frontiers in Oncology · 2026-01-06` without what is not known. */
function metaLine(fields: CardFields): string {
  const labelled = (label: string, value: string | null | undefined): string => (value ? `${label}: ${value}` : '');
  const parts = [fields.pmcid, labelled('PMID', fields.pmid), labelled('DOI', fields.doi), fields.journal, fields.date];
  return parts.filter(Boolean).join(' · ');
}

function entities({ assertions }: CardFields, name: AssertedEntity['section']): string {
  return entityLines(list(assertions), name).join('\n');
}

/** The bullets of one of a card's two lists: one for each group, in the order in which the groups first come. */
export function entityLines(
  all: readonly Omit<AssertedEntity, 'line'>[],
  name: AssertedEntity['section'],
): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const entity of all) {
    if (entity.section !== name) continue;
    const texts = groups.get(entity.group) ?? [];
    groups.set(entity.group, [...texts, entityText(entity)]);
  }
  return [...groups].map(([group, texts]) => `- ${group === '' ? '' : `**${group}:** `}${texts.join(', ')}`);
}

/** `PDCD1 (programmed cell death 1) [NCBI Gene 5133] {aka PD-1}`, `cancer (MONDO:0004992)`. */
function entityText(entity: Omit<AssertedEntity, 'line'>): string {
  const { name, fullName, conceptId, aliases } = entity;
  const gene = conceptId !== null && prefixOf(conceptId) === PREFIX.gene;
  const id = gene ? `[NCBI Gene ${conceptId.slice(PREFIX.gene.length + 1)}]` : conceptId && `(${conceptId})`;
  const aka = aliases.length === 0 ? '' : `{aka ${aliases.join(', ')}}`;
  return [name, fullName && `(${fullName})`, id, aka].filter(Boolean).join(' ');
}
