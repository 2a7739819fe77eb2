/** Documents to score, written short: `0-4 7157` is a mention with an id, `0-4` one without. */
import type { ConceptFacts } from '../../src/evaluate/concept-facts.js';
import { idsOf } from '../../src/evaluate/ids.js';
import type { GoldMention, PredictedMention, ScoredDocument } from '../../src/evaluate/records.js';
import { SpanTable } from '../../src/evaluate/span-table.js';

export interface Written {
  readonly gold?: readonly string[];
  readonly neutral?: readonly string[];
  readonly predicted?: readonly string[];
}

export function written({ gold = [], neutral = [], predicted = [] }: Written, name = '1'): ScoredDocument {
  return {
    name,
    gold: new SpanTable(gold.map(goldMention), (first) => first),
    neutral: new SpanTable(neutral.map(goldMention), (first) => first),
    predicted: new SpanTable(
      predicted.map((text) => predictedMention(text)),
      (first) => first,
    ),
  };
}

function goldMention(text: string): GoldMention {
  const [, start = '', end = '', ids = ''] = /^(\d+)-(\d+)(?: (\S+))?$/.exec(text) ?? [];
  return { start: Number(start), end: Number(end), text: `t${start}`, ids: idsOf(ids) };
}

export function predictedMention(text: string, more: Partial<PredictedMention> = {}): PredictedMention {
  const { ids, ...mention } = goldMention(text);
  return {
    ...mention,
    ids,
    confidence: null,
    nil: ids.size === 0 ? 'ambiguous' : null,
    matchedNames: [],
    runnersUp: [],
    ...more,
  };
}

/** Genes 1 (human) and 2 (mouse) of one symbol, 3 another human gene; diseases D:1 above D:2 above D:3. */
export const FACTS: ConceptFacts = {
  name: (id) => ({ 'NCBIGene:1': 'AB-1', 'NCBIGene:2': 'Ab1', 'NCBIGene:3': 'CD3', 'NCBIGene:4': 'Xy' })[id] ?? null,
  taxon: (id) =>
    ({ 'NCBIGene:1': 'T:9606', 'NCBIGene:2': 'T:10090', 'NCBIGene:3': 'T:9606', 'NCBIGene:4': 'T:10090' })[id] ?? null,
  ancestors: (id) => new Set({ 'D:3': ['D:2', 'D:1'], 'D:2': ['D:1'] }[id] ?? []),
};
