/** Gold and predictions of one text, brought to the same spans and ids so that they can be compared. */
import { PREFIX, prefixOf } from '../src/curie.js';
import { trimMarkup } from '../src/evaluate/markup.js';
import type { GoldMention, PredictedMention, ScoredDocument } from '../src/evaluate/records.js';
import { type Span, SpanTable } from '../src/evaluate/span-table.js';
import { codePointCounter } from '../src/graph/code-points.js';
import type { Lexicon } from '../src/lexicon/types.js';
import { EVALUATED_TYPES, type EvaluatedType, type GoldKind, type GoldText } from './evaluation-gold.js';
import type { Prediction } from './evaluation-predictions.js';
import { unitOffsets } from './gold-documents.js';

/** Types of gold that are neither right nor wrong for a type. */
const NEUTRAL: Readonly<Record<EvaluatedType, readonly string[]>> = {
  Gene: ['FamilyName', 'DomainMotif', 'Gene in pieces'],
  Disease: ['Disease in pieces'],
};

export interface Comparison {
  readonly kind: GoldKind;
  readonly lexicon: Lexicon;
}

/** The types of a text, each as a document to score. */
export function scoredDocuments(
  gold: GoldText,
  predictions: readonly Prediction[],
  { kind, lexicon }: Comparison,
): Map<EvaluatedType, ScoredDocument> {
  const place = placer(gold.document.markdown, kind);
  const follow = kind === 'papers' ? successor(lexicon) : (id: string) => id;
  const rows = gold.rows.map(
    (row): Typed<GoldMention> => ({ type: row.type, ...place(row, 'characters'), ids: mapped(row.ids, follow) }),
  );
  const found = predictions.map(
    (row): Typed<PredictedMention> => ({ ...row, ...place(row, row.unit), ids: mapped(row.ids, follow) }),
  );
  return new Map(
    EVALUATED_TYPES.map((type) => [
      type,
      {
        name: gold.name,
        gold: new SpanTable(ofTypes(rows, [type]), withIdsOf),
        neutral: new SpanTable(ofTypes(rows, NEUTRAL[type]), withIdsOf),
        predicted: new SpanTable(ofTypes(found, [type]), bothPredictions),
      },
    ]),
  );
}

type Typed<T> = T & { readonly type: string };

function ofTypes<T>(mentions: readonly Typed<T>[], types: readonly string[]): Typed<T>[] {
  return mentions.filter(({ type }) => types.includes(type));
}

function withIdsOf(first: GoldMention, second: GoldMention): GoldMention {
  return { ...first, ids: first.ids.size === 0 ? second.ids : new Set([...first.ids, ...second.ids]) };
}

function bothPredictions(first: PredictedMention, second: PredictedMention): PredictedMention {
  const sure = [first.confidence, second.confidence].filter((confidence) => confidence !== null);
  return {
    ...first,
    ids: new Set([...first.ids, ...second.ids]),
    confidence: sure.length === 0 ? null : Math.min(...sure),
    nil: first.nil ?? second.nil,
    matchedNames: [...first.matchedNames, ...second.matchedNames],
    runnersUp: [...first.runnersUp, ...second.runnersUp],
  };
}

type Place = (span: Span, unit: Prediction['unit']) => Span & { readonly text: string };

/** To characters, with the text there; in Markdown without the mark-up at the ends. */
function placer(markdown: string, kind: GoldKind): Place {
  const [toUnit, toCharacter] = [unitOffsets(markdown), codePointCounter(markdown)];
  return ({ start, end }, unit) => {
    const units = unit === 'utf16' ? { start, end } : { start: toUnit(start), end: toUnit(end) };
    const bare = kind === 'papers' ? trimMarkup(markdown, units) : units;
    const text = markdown.slice(bare.start, bare.end);
    return { start: toCharacter(bare.start), end: toCharacter(bare.end), text };
  };
}

function mapped(ids: ReadonlySet<string>, follow: (id: string) => string): ReadonlySet<string> {
  return new Set([...ids].map(follow));
}

/** Retired MONDO ids lead to what replaced them, in gold and predictions alike. */
function successor(lexicon: Lexicon): (id: string) => string {
  return (id) => (prefixOf(id) === PREFIX.mondo ? (lexicon.concept(id)?.id ?? id) : id);
}
