/** What was found in the papers of a run, as counts: paper by paper, keeping nothing of a paper. */
import { PREFIX, prefixOf } from '../curie.js';
import type { Annotation, Concept, ConceptId, MentionType, NilReason, SectionType } from '../model.js';

/** Names of a concept: the id that links have, and the one that it has now, another one if it was retired. */
export interface NamedConcept extends Pick<Concept, 'name' | 'fullName'> {
  readonly id: ConceptId;
  readonly currentId: ConceptId;
}

/** One paper as it was kept. */
export interface FoundPaper {
  readonly annotations: readonly Annotation[];
  /** Concepts that its mentions are linked to; empty for papers that were linked before names were kept. */
  readonly names: readonly NamedConcept[];
  /** Type of the section around a source offset. */
  readonly sectionAt: (offset: number) => SectionType;
}

/** A concept with the papers that mention it, and its mentions in all of them. */
export interface ConceptCount extends Pick<Concept, 'name' | 'fullName'> {
  readonly id: ConceptId;
  readonly papers: number;
  readonly mentions: number;
}

/** The most frequent concepts of a kind. */
export interface TopConcepts {
  /** Distinct ones in all. */
  readonly concepts: number;
  /** By papers, then by mentions. */
  readonly top: readonly ConceptCount[];
}

/** Mentions by their type. */
export type TypeCounts = Readonly<Record<MentionType, number>>;

export interface RunFindings {
  /** Papers counted. */
  readonly papers: number;
  /** All mentions, those without a concept among them. */
  readonly mentions: TypeCounts;
  readonly genes: TopConcepts;
  /** Of MONDO: MeSH has most of them once more. */
  readonly diseases: TopConcepts;
  /** Mentions without a concept, by why. */
  readonly nil: ReadonlyMap<NilReason, TypeCounts>;
  /** Linked mentions by the confidence of their surest link, in ten bins: the first is [0, 0.1), the last [0.9, 1]. */
  readonly confidence: readonly TypeCounts[];
  /** All mentions by section. */
  readonly sections: ReadonlyMap<SectionType, TypeCounts>;
}

const BINS = 10;

/** Concepts of a kind that are named. */
const TOP = 15;

type Counts = Record<MentionType, number>;
type Tally = { -readonly [key in keyof ConceptCount]: ConceptCount[key] };

/** Adds papers up. Memory grows with distinct concepts, which a lexicon bounds, never with papers. */
export class FindingsBuilder {
  readonly #concepts = new Map<ConceptId, Tally>();
  readonly #mentions = zero();
  readonly #nil = new Map<NilReason, Counts>();
  readonly #confidence = Array.from({ length: BINS }, zero);
  readonly #sections = new Map<SectionType, Counts>();
  #papers = 0;

  add({ annotations, names, sectionAt }: FoundPaper): void {
    const nameOf = new Map(names.map((named) => [named.id, named]));
    const inPaper = new Set<ConceptId>();
    this.#papers++;
    for (const annotation of annotations) {
      const { mention } = annotation;
      this.#mentions[mention.type]++;
      countsFor(this.#sections, sectionAt(mention.start))[mention.type]++;
      this.#addGrounding(annotation);
      for (const concept of conceptsOf(annotation, nameOf)) this.#addMention(concept, inPaper);
    }
  }

  /** What was added so far. */
  build(): RunFindings {
    return {
      papers: this.#papers,
      mentions: { ...this.#mentions },
      genes: this.#top(PREFIX.gene),
      diseases: this.#top(PREFIX.mondo),
      nil: new Map(this.#nil),
      confidence: this.#confidence.map((counts) => ({ ...counts })),
      sections: new Map(this.#sections),
    };
  }

  #addGrounding({ mention: { type }, grounding }: Annotation): void {
    if (grounding.kind === 'nil') countsFor(this.#nil, grounding.reason)[type]++;
    else {
      const bin = binOf(Math.max(...grounding.links.map(({ confidence }) => confidence)));
      const counts = this.#confidence[bin];
      if (counts !== undefined) counts[type]++;
    }
  }

  #addMention(concept: Pick<ConceptCount, 'id' | 'name' | 'fullName'>, inPaper: Set<ConceptId>): void {
    const tally = this.#concepts.get(concept.id) ?? { ...concept, papers: 0, mentions: 0 };
    this.#concepts.set(concept.id, tally);
    tally.mentions++;
    if (inPaper.has(concept.id)) return;
    inPaper.add(concept.id);
    tally.papers++;
  }

  #top(prefix: string): TopConcepts {
    const all = [...this.#concepts.values()].filter(({ id }) => prefixOf(id) === prefix);
    const top = all.toSorted(byFrequency).slice(0, TOP);
    return { concepts: all.length, top: top.map((tally) => ({ ...tally })) };
  }
}

function zero(): Counts {
  return { Gene: 0, GeneFamily: 0, Disease: 0 };
}

function countsFor<K>(map: Map<K, Counts>, key: K): Counts {
  const counts = map.get(key) ?? zero();
  map.set(key, counts);
  return counts;
}

/** Concepts of one mention, each once: both parts of a composite may lead to the same one. Without kept names, by the name that matched. */
function conceptsOf({ grounding }: Annotation, nameOf: ReadonlyMap<ConceptId, NamedConcept>) {
  if (grounding.kind === 'nil') return [];
  const found = grounding.links.map(({ conceptId, matchedName }) => {
    const named = nameOf.get(conceptId);
    if (named === undefined) return { id: conceptId, name: matchedName, fullName: null };
    return { id: named.currentId, name: named.name, fullName: named.fullName };
  });
  return new Map(found.map((concept) => [concept.id, concept])).values();
}

/** A confidence of 1 belongs to the last bin. */
function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(confidence * BINS)));
}

function byFrequency(a: ConceptCount, b: ConceptCount): number {
  return b.papers - a.papers || b.mentions - a.mentions || (a.id < b.id ? -1 : 1);
}
