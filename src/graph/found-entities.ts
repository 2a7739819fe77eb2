/** What was found in a paper in the form in which cards name entities, so that a card can be compared with its text. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Annotation, AssertedEntity, ConceptId, ConceptLink, GroundedDocument } from '../model.js';
import { groupBy } from '../text/group-by.js';
import { linksOf, oneLine, sectionAt } from './export-text.js';
import { byKeys } from './order.js';

export type FoundEntity = Omit<AssertedEntity, 'line'>;

export interface FoundEntityOptions {
  /** The concepts by the ids that links have: the id as it is now, and the names, for a gene its symbol and its full name. */
  readonly names: ReadonlyMap<
    ConceptId,
    { readonly currentId: ConceptId; readonly name: string; readonly fullName: string | null }
  >;
  /** What the card claims: what was found of it comes first and in its order. */
  readonly asserted: readonly FoundEntity[];
  /** Links below this confidence are left out, as they are in the graph. */
  readonly minConfidence: number;
}

/** A concept with the words that were linked to it; null for words without a concept. */
interface Found {
  readonly kind: 'Gene' | 'Disease';
  readonly conceptId: ConceptId | null;
  /** The id that the link has, which may be retired. */
  readonly linkedId: ConceptId | null;
  readonly words: string;
  readonly matchedName: string;
}

const GROUP = { Gene: 'Genes', Disease: 'Diseases' } as const;

const MOST_ALIASES = 10;

/**
 * `linked`: genes and diseases of title and abstract, diseases by their MONDO ids and names. `full-text`: those of the whole
 * text, genes with the other names that the text has for them, diseases as the text calls them (as the
 * card does, if the text does so too) and by their MeSH ids; after
 * them diseases without a concept. A disease of one terminology only has the id of that one in both.
 */
export function foundEntities(grounded: GroundedDocument, options: FoundEntityOptions): readonly FoundEntity[] {
  return (['linked', 'full-text'] as const).flatMap((section) => {
    const wanted = grounded.annotations.filter(({ mention }) => section === 'full-text' || isAtHead(grounded, mention));
    const prefixes = section === 'linked' ? [PREFIX.mondo, PREFIX.mesh] : [PREFIX.mesh, PREFIX.omim, PREFIX.mondo];
    const found = wanted.flatMap((annotation) => foundIn(annotation, prefixes, options.minConfidence));
    const known = section === 'full-text' ? found : found.filter(({ conceptId }) => conceptId !== null);
    const idNow = (id: ConceptId | null) => (id === null ? null : (options.names.get(id)?.currentId ?? id));
    const named = known.map((one) => ({ ...one, conceptId: idNow(one.conceptId), linkedId: one.conceptId }));
    const asserted = options.asserted.filter((entity) => entity.section === section);
    const entities = [...groupBy(named, ({ conceptId, words }) => conceptId ?? words)].map(([, group]) =>
      entityOf(group, { section, asserted, names: options.names }),
    );
    return inOrder(entities.flat(), asserted);
  });
}

function isAtHead(grounded: GroundedDocument, { start }: { readonly start: number }): boolean {
  const section = sectionAt(grounded, start);
  return section === 'TITLE' || section === 'ABSTRACT';
}

function foundIn(
  annotation: Annotation,
  prefixes: readonly string[],
  minConfidence: number,
): readonly Omit<Found, 'linkedId'>[] {
  const { type, text } = annotation.mention;
  if (type === 'GeneFamily') return [];
  const words = oneLine(text);
  if (annotation.grounding.kind === 'nil') {
    return type === 'Gene' ? [] : [{ kind: type, conceptId: null, words, matchedName: words }];
  }
  const links = linksOf(annotation).filter(({ confidence }) => confidence >= minConfidence);
  const parts = [...groupBy(links, ({ part }) => String(part)).values()];
  const chosen = type === 'Gene' ? links : parts.flatMap((part) => firstOf(part, prefixes));
  // "breast and ovarian cancer" is the name of neither.
  const isComposite = parts.length > 1;
  return chosen.map(({ conceptId, matchedName }) => {
    return { kind: type, conceptId, words: isComposite ? matchedName : words, matchedName };
  });
}

/** The links with the first of the prefixes that any of them has. */
function firstOf(links: readonly ConceptLink[], prefixes: readonly string[]): readonly ConceptLink[] {
  const prefix = prefixes.find((wanted) => links.some(({ conceptId }) => prefixOf(conceptId) === wanted));
  return links.filter(({ conceptId }) => prefixOf(conceptId) === prefix);
}

function entityOf(
  group: readonly Found[],
  { section, asserted, names }: Pick<FoundEntityOptions, 'asserted' | 'names'> & Pick<FoundEntity, 'section'>,
): readonly (FoundEntity & { readonly count: number })[] {
  const [first] = group;
  if (first === undefined) return [];
  const { kind, conceptId, linkedId } = first;
  const concept = linkedId === null ? undefined : names.get(linkedId);
  const frequent = mostFrequent(group.map(({ words }) => words));
  const preferred = concept?.name ?? first.matchedName;
  const asInText = kind === 'Disease' && section === 'full-text';
  const ofCard = asserted.find((entity) => entity.conceptId === conceptId)?.name;
  const name = asInText ? (frequent.find((words) => words === ofCard) ?? frequent[0] ?? preferred) : preferred;
  const known = new Set([name, concept?.fullName]);
  const others = [...frequent, ...group.map(({ matchedName }) => matchedName)].filter((other) => !known.has(other));
  const aliases = kind === 'Gene' && section === 'full-text' ? [...new Set(others)].filter(isListable) : [];
  return [
    {
      section,
      group: GROUP[kind],
      kind,
      name,
      fullName: kind === 'Gene' ? (concept?.fullName ?? null) : null,
      conceptId,
      aliases: aliases.slice(0, MOST_ALIASES),
      count: group.length,
    },
  ];
}

/** False for a name that would break the list that it stands in. */
function isListable(name: string): boolean {
  return !/,\s|[()[\]{}]/.test(name);
}

/** Genes, then diseases; each as the card has them, then the most frequent first, those without a concept last. */
function inOrder(
  entities: readonly (FoundEntity & { readonly count: number })[],
  asserted: readonly FoundEntity[],
): readonly FoundEntity[] {
  const places = new Map(asserted.map(({ conceptId }, index) => [conceptId, index]));
  const rank = (value: number) => String(value).padStart(9, '0');
  const keys = ({ kind, conceptId, count }: (typeof entities)[number]) => [
    kind === 'Gene' ? '0' : '1',
    conceptId === null ? '1' : '0',
    rank((conceptId === null ? undefined : places.get(conceptId)) ?? asserted.length),
    rank(999_999_999 - count),
  ];
  return entities.toSorted(byKeys(keys)).map(({ count: _count, ...entity }) => entity);
}

function mostFrequent(texts: readonly string[]): string[] {
  const groups = [...groupBy(texts, (text) => text)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length).map(([text]) => text);
}
