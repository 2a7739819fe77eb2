/** What became of each gold mention, and what was predicted where there is none: errors by class. */
import type { ConceptFacts } from './concept-facts.js';
import { isFound, withoutNeutral } from './figures.js';
import type { GoldMention, PredictedMention, ScoredDocument } from './records.js';
import { wrongIdClass } from './wrong-ids.js';

/**
 * - `right`: span (either end off by at most one) and ids; without gold ids, the span
 * - `missed`: nothing predicted there
 * - `wrong-span`: something predicted that overlaps
 * - `nil: REASON`: found, without an id
 * - `wrong-id: WHY`: found, with another id; see wrong-ids.ts
 */
export type OutcomeClass = string;

/** A gold mention and what became of it. */
export interface GoldOutcome {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly outcome: OutcomeClass;
  readonly gold: readonly string[];
  /** Ids predicted there. */
  readonly predicted: readonly string[];
}

/** A prediction that no gold mention answers to: `spurious`, or `spurious: beside a mention` where it overlaps one. */
export type SpuriousOutcome = Omit<GoldOutcome, 'gold'>;

export interface Outcomes {
  /** In the order of documents and gold. */
  readonly gold: readonly GoldOutcome[];
  readonly spurious: readonly SpuriousOutcome[];
}

export function outcomesOf(documents: readonly ScoredDocument[], facts: ConceptFacts): Outcomes {
  const counted = documents.map(withoutNeutral);
  return {
    gold: counted.flatMap((document) =>
      [...document.gold.values()].map((mention) => goldOutcome(mention, document, facts)),
    ),
    spurious: counted.flatMap(spuriousOf),
  };
}

function goldOutcome(mention: GoldMention, document: ScoredDocument, facts: ConceptFacts): GoldOutcome {
  const { start, end, text, ids } = mention;
  const found = document.predicted.near(mention);
  const place = { document: document.name, start, end, text };
  const answer = { gold: [...ids].toSorted(), predicted: [...(found?.ids ?? [])].toSorted() };
  return { ...place, ...answer, outcome: outcomeOf(mention, { found, document, facts }) };
}

interface Circumstances {
  readonly found: PredictedMention | undefined;
  readonly document: ScoredDocument;
  readonly facts: ConceptFacts;
}

function outcomeOf(mention: GoldMention, { found, document, facts }: Circumstances): OutcomeClass {
  if (found === undefined) return document.predicted.overlaps(mention) ? 'wrong-span' : 'missed';
  if (mention.ids.size === 0 || isFound(mention, document)) return 'right';
  if (found.ids.size === 0) return `nil: ${found.nil ?? 'no reason told'}`;
  return `wrong-id: ${wrongIdClass(found, mention, facts)}`;
}

function spuriousOf({ name, gold, predicted }: ScoredDocument): SpuriousOutcome[] {
  const alone = [...predicted.values()].filter((mention) => gold.near(mention) === undefined);
  return alone.map((mention) => ({
    document: name,
    start: mention.start,
    end: mention.end,
    text: mention.text,
    outcome: gold.overlaps(mention) ? 'spurious: beside a mention' : 'spurious',
    predicted: [...mention.ids].toSorted(),
  }));
}
