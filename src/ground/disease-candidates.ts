/** Diseases that a text may denote, by several routes; none is chosen here. */
import { PREFIX, prefixOf } from '../curie.js';
import { KIND, type NameMatch } from '../lexicon/types.js';
import type { Concept, ConceptId, Forgiven, NameScope } from '../model.js';
import { type DiseaseLookup, diseaseNames } from '../recognize/disease-names.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import { spellingsOf } from '../recognize/long-forms.js';
import type { DiseaseStems } from '../text/disease-stems.js';
import { type CandidateConcept, conceptsOf } from './candidates.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import { textFeatures } from './disease-features.js';
import type { DiseaseHierarchy } from './disease-hierarchy.js';
import type { DiseaseIndex } from './disease-index.js';
import type { DiseaseMemory } from './disease-memory.js';

/** What a text may denote. */
export interface FoundDiseases {
  /** At most one for each concept, by the first route that leads to it. */
  readonly all: readonly DiseaseCandidate[];
  /** The same in the order of `DISEASE_TERMINOLOGIES`, with what can be said of them whatever the paper is about. */
  readonly byTerminology: readonly DiseaseRows[];
}

/** Candidates of one terminology with features, a row for each and one for "none of them". */
export interface DiseaseRows {
  readonly prefix: string;
  readonly candidates: readonly DiseaseCandidate[];
  readonly rows: Float32Array;
}

export interface DiseaseFinderDeps {
  readonly lookup: DiseaseLookup;
  readonly hierarchy: DiseaseHierarchy;
  readonly memory: DiseaseMemory;
  readonly stems: DiseaseStems;
  /** Made when first asked for. */
  readonly index: () => DiseaseIndex;
}

/** Terminologies of diseases, each grounded for itself. */
export const DISEASE_TERMINOLOGIES: readonly string[] = [PREFIX.mondo, PREFIX.mesh];

const WHOLE = { similarity: 1, ofText: 1, ofName: 1, steps: 0, from: null } as const;

export class DiseaseFinder {
  readonly #deps: DiseaseFinderDeps;
  readonly #kept = new Map<string, FoundDiseases>();

  constructor(deps: DiseaseFinderDeps) {
    this.#deps = deps;
  }

  /** Candidates of a text; remembered, with a bound. */
  find(text: string): FoundDiseases {
    const kept = this.#kept.get(text);
    if (kept !== undefined) return kept;
    const found = this.describe(text, this.#generate(text));
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(text, found);
    return found;
  }

  /** Candidates of a text with what can be said of them. */
  describe(text: string, all: readonly DiseaseCandidate[]): FoundDiseases {
    const byTerminology = DISEASE_TERMINOLOGIES.map((prefix) => {
      const candidates = all.filter(({ concept }) => prefixOf(concept.id) === prefix);
      return { prefix, candidates, rows: textFeatures({ text, candidates, all }, this.#deps) };
    });
    return { all, byTerminology };
  }

  #generate(text: string): readonly DiseaseCandidate[] {
    const byId = new Map<ConceptId, DiseaseCandidate>();
    const add = (candidates: readonly DiseaseCandidate[]): void => {
      for (const candidate of candidates)
        if (!byId.has(candidate.concept.id)) byId.set(candidate.concept.id, candidate);
    };
    const named = this.#named(text);
    add(named);
    const unnamed = DISEASE_TERMINOLOGIES.filter((prefix) => !named.some((one) => isOwnName(one, prefix)));
    add(this.#mapped(named).filter(({ concept }) => unnamed.includes(prefixOf(concept.id))));
    const lacking = DISEASE_TERMINOLOGIES.filter((prefix) => ![...byId.values()].some((one) => isProper(one, prefix)));
    if (lacking.length > 0 && !isShortForm(text)) {
      const others = [...this.#parents(named), ...this.#parts(text), ...this.#similar(text), ...this.#likely(text)];
      const telling = others.filter(({ concept }) => !this.#isAnyDisease(concept));
      add(telling.filter(({ concept }) => lacking.includes(prefixOf(concept.id))));
    }
    add(this.#remembered(text, unnamed).filter(({ concept }) => !this.#isAnyDisease(concept)));
    return [...byId.values()];
  }

  /** Whether a concept is no more than "disease": as good as nothing for a text that says more. */
  #isAnyDisease({ name }: Concept): boolean {
    const stems = this.#deps.stems.ofText(name);
    return stems.length === 1 && stems[0] === this.#deps.stems.of('disease');
  }

  /** By the whole text, without words around it that are no part of a name. */
  #named(text: string): readonly DiseaseCandidate[] {
    for (const spelling of spellingsOf(text)) {
      const { names, readAs } = diseaseNames(spelling, this.#deps.lookup);
      if (names.length > 0) return this.#candidates(names, { route: 'name', readAs, ...WHOLE });
    }
    return [];
  }

  /** Ends and beginnings of the text that are names, the longest of each. */
  #parts(text: string): readonly DiseaseCandidate[] {
    const words = [...text.matchAll(/[^\s-]+/gu)];
    const ends = words.slice(1).map(({ index }) => text.slice(index));
    const fronts = words.slice(0, -1).map((word) => text.slice(0, word.index + word[0].length));
    return [...this.#firstNamed(ends, 'head', text), ...this.#firstNamed(fronts.toReversed(), 'front', text)];
  }

  #firstNamed(parts: readonly string[], route: 'head' | 'front', whole: string): readonly DiseaseCandidate[] {
    for (const part of parts) {
      const { names, readAs, verdict } = diseaseNames(part, this.#deps.lookup);
      const remembered = this.#byIds(this.#deps.memory.meanings(part), { route, readAs: part });
      const named = verdict === 'accept' ? names : [];
      if (named.length === 0 && remembered.length === 0) continue;
      const ofText = part.length / whole.length;
      const how = { route, readAs, similarity: Math.sqrt(ofText), ofText, ofName: 1, steps: 0, from: null };
      return [...this.#candidates(named, how), ...remembered.map((candidate) => ({ ...candidate, ofText }))];
    }
    return [];
  }

  #similar(text: string): readonly DiseaseCandidate[] {
    return this.#deps
      .index()
      .similar(text)
      .flatMap(({ handle, similarity, ofText, ofName }) => {
        const names = this.#deps.lookup.lexicon.namesAt(handle, KIND.disease, text);
        return this.#candidates(names, {
          route: 'similar',
          readAs: text,
          similarity,
          ofText,
          ofName,
          steps: 0,
          from: null,
        });
      });
  }

  #mapped(named: readonly DiseaseCandidate[]): readonly DiseaseCandidate[] {
    return named.flatMap((from) => from.concept.exactMatches.flatMap((id) => this.#other(from, id, 'mapped')));
  }

  /** The nearest ancestors, of what is named in one terminology, that the other has. */
  #parents(named: readonly DiseaseCandidate[]): readonly DiseaseCandidate[] {
    return named.flatMap((from) => {
      let nearest = Number.POSITIVE_INFINITY;
      const found: DiseaseCandidate[] = [];
      for (const [ancestor, steps] of this.#deps.hierarchy.ancestors(from.concept.id)) {
        if (steps > Math.min(nearest, MOST_STEPS)) break;
        const published = this.#deps.lookup.lexicon.concept(ancestor)?.exactMatches ?? [];
        const matches = published.filter((id) => DISEASE_TERMINOLOGIES.includes(prefixOf(id)));
        if (matches.length > 0) nearest = steps;
        found.push(...matches.flatMap((id) => this.#other(from, id, 'parent', steps)));
      }
      return found;
    });
  }

  #other(from: DiseaseCandidate, id: ConceptId, route: 'mapped' | 'parent', steps = 0): readonly DiseaseCandidate[] {
    const concept = this.#deps.lookup.lexicon.concept(id);
    return concept === null ? [] : [{ ...from, concept, route, steps, from: from.concept }];
  }

  /** What training has seen the text with, else its words; and the published exactMatches of that in some terminologies. */
  #remembered(text: string, mappedTo: readonly string[]): readonly DiseaseCandidate[] {
    const { memory } = this.#deps;
    const ids = memory.meanings(text);
    const how = { route: 'memory', readAs: text } as const;
    return this.#byIds(ids.length > 0 ? ids : memory.wordsOf(text).meanings(), how, mappedTo);
  }

  /** What training has seen one of the words with in a good part of all texts. */
  #likely(text: string): readonly DiseaseCandidate[] {
    return this.#byIds(this.#deps.memory.wordsOf(text).likely(), { route: 'memory', readAs: text });
  }

  /** Concepts of ids, and their published exactMatches in some terminologies. */
  #byIds(
    ids: readonly ConceptId[],
    how: Pick<DiseaseCandidate, 'route' | 'readAs'>,
    mappedTo: readonly string[] = DISEASE_TERMINOLOGIES,
  ): readonly DiseaseCandidate[] {
    const { lexicon } = this.#deps.lookup;
    const matches = (id: ConceptId) => lexicon.concept(id)?.exactMatches ?? [];
    const all = ids.flatMap((id) => [id, ...matches(id).filter((match) => mappedTo.includes(prefixOf(match)))]);
    return [...new Set(all)].flatMap((id) => {
      const concept = lexicon.concept(id);
      if (concept === null) return [];
      const found = { concept, name: concept.name, scope: 'LABEL' as NameScope, forgiven: NONE, orthologOf: null };
      return [{ ...found, ...how, similarity: 0, ofText: 0, ofName: 0, steps: 0, from: null }];
    });
  }

  #candidates(
    names: readonly NameMatch[],
    how: Omit<DiseaseCandidate, keyof CandidateConcept>,
  ): readonly DiseaseCandidate[] {
    return conceptsOf(names, this.#deps.lookup.lexicon).map((concept) => ({ ...concept, ...how }));
  }
}

/** Texts that are remembered. */
const MOST_KEPT = 10_000;
/** Steps up to a more general disease that are taken. */
const MOST_STEPS = 3;
const NONE: readonly Forgiven[] = [];

/** Whether a candidate leaves nothing to be looked for in its terminology. */
function isProper({ route, scope, concept }: DiseaseCandidate, prefix: string): boolean {
  return prefixOf(concept.id) === prefix && (route === 'name' || route === 'mapped') && scope !== 'RELATED';
}

/**
 * Whether a terminology itself has the text for an exact name; then mappings from another have no say there: "lung cancer" is
 * one of MONDO, but MeSH has it for Lung Neoplasms, whose exactMatch is the wider "lung neoplasm" of MONDO.
 */
function isOwnName({ route, scope, concept }: DiseaseCandidate, prefix: string): boolean {
  return prefixOf(concept.id) === prefix && route === 'name' && (scope === 'LABEL' || scope === 'EXACT');
}
