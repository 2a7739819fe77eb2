/** From the linked mentions of a paper to one edge for each concept that it mentions. */
import type { ConceptId, ConceptKind, ConceptLink, Document, Mention, MentionEdge, SectionType } from '../model.js';
import { groupBy } from '../text/group-by.js';
import { toSource } from '../text/offset-map.js';
import { chooseEvidence, type Occurrence, type SentencePlace, sentenceAt } from './evidence.js';
import { compareText } from './order.js';

/** A mention with one of the concepts that it was linked to. */
export interface LinkedMention {
  readonly mention: Mention;
  readonly link: ConceptLink;
  /** Id of the concept as it is now; the link may name a retired one. */
  readonly conceptId: ConceptId;
  readonly kind: ConceptKind;
}

interface PlacedMention extends LinkedMention {
  readonly place: SentencePlace | null;
}

const MOST_NAMES = 10;

/** One edge for each concept, sorted by its id. */
export function mentionEdges(document: Document, linked: readonly LinkedMention[]): MentionEdge[] {
  const placed = linked.map((one) => ({ ...one, place: sentenceAt(document, one.mention) }));
  const kinds = new Map([...groupBy(placed, keyOfPlace)].map(([key, group]) => [key, new Set(group.map(kindOf))]));
  const isAlone = (one: PlacedMention) => (kinds.get(keyOfPlace(one))?.size ?? 0) < 2;
  return [...groupBy(placed, ({ conceptId }) => conceptId)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([conceptId, group]) => edgeOf(document, { conceptId, group, isAlone }));
}

interface ConceptMentions {
  readonly conceptId: ConceptId;
  readonly group: readonly PlacedMention[];
  readonly isAlone: (one: PlacedMention) => boolean;
}

function edgeOf(document: Document, { conceptId, group, isAlone }: ConceptMentions): MentionEdge {
  const mentions = [...new Set(group.map(({ mention }) => mention))];
  const surest = group.reduce((best, one) => (one.link.confidence > best.link.confidence ? one : best));
  const evidence = chooseEvidence(document, occurrences(group, isAlone));
  return {
    conceptId,
    kind: surest.kind,
    count: mentions.length,
    ...countedSections(mentions.map(({ passage }) => sectionOf(document, passage))),
    ...places(document, group),
    confidence: Math.round(surest.link.confidence * 1e4) / 1e4,
    names: mostFrequent(mentions.map(({ text }) => text)),
    methods: sortedSet(group.map(({ link }) => link.justification)),
    reason: surest.link.reason,
    evidence: evidence.map(({ text }) => text),
    evidenceSections: evidence.map(({ section }) => section),
    evidenceStarts: evidence.map(({ start }) => start),
    evidenceEnds: evidence.map(({ end }) => end),
  };
}

function occurrences(group: readonly PlacedMention[], isAlone: ConceptMentions['isAlone']): Occurrence[] {
  return group.flatMap((one) => {
    if (one.place === null) return [];
    return [{ place: one.place, confidence: one.link.confidence, alone: isAlone(one) }];
  });
}

/** Where its sentences and passages begin in the source. */
function places(document: Document, group: readonly PlacedMention[]): Pick<MentionEdge, 'sentences' | 'passages'> {
  const sentences = group.flatMap(({ place }) => {
    const passage = document.passages[place?.passage ?? -1];
    return place === null || passage === undefined ? [] : [toSource(passage, place.from, place.to).start];
  });
  const passages = group.flatMap(({ mention }) => document.passages[mention.passage]?.start ?? []);
  return { sentences: ascending(sentences), passages: ascending(passages) };
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

function countedSections(all: readonly SectionType[]): Pick<MentionEdge, 'sections' | 'sectionCounts'> {
  const sections = sortedSet(all);
  return { sections, sectionCounts: sections.map((section) => all.filter((one) => one === section).length) };
}

function sectionOf(document: Document, passage: number): Document['sections'][number]['type'] {
  return document.sections[document.passages[passage]?.section ?? -1]?.type ?? 'OTHER';
}

/** The texts, most frequent first, those of one frequency as they first come. */
function mostFrequent(texts: readonly string[]): string[] {
  const groups = [...groupBy(texts, (text) => text).values()];
  const sorted = groups.toSorted((a, b) => b.length - a.length);
  return sorted.flatMap(([text]) => (text === undefined ? [] : [text])).slice(0, MOST_NAMES);
}

function sortedSet<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].toSorted(compareText);
}

function keyOfPlace({ place }: PlacedMention): string {
  return place === null ? '' : `${place.passage} ${place.from}`;
}

function kindOf({ kind }: LinkedMention): ConceptKind {
  return kind;
}
