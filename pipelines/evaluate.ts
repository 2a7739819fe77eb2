/** Gold in, figures and errors out: texts are linked as in a run, or predictions are read from files. */
import { CannotRunError } from '../src/errors.js';
import type { ConceptFacts } from '../src/evaluate/concept-facts.js';
import type { ScoredDocument } from '../src/evaluate/records.js';
import { type EvaluationReport, type TypeResult, typeResult } from '../src/evaluate/report.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Settings } from '../src/settings.js';
import { scoredDocuments } from './evaluation-documents.js';
import {
  EVALUATED_TYPES,
  type EvaluatedType,
  type GoldSource,
  type GoldText,
  goldSource,
  readGold,
} from './evaluation-gold.js';
import { type DocumentPredictions, predictionsOf, readPredictions } from './evaluation-predictions.js';
import { createLinker } from './link-document.js';
import { configuredLinking, readSectionPatterns } from './linking-config.js';
import { openConfiguredLexicon } from './open-lexicon.js';

export interface EvaluateOptions {
  /** PubTator files, folders of papers, `Gene,Disease:FILE`. */
  readonly gold: readonly string[];
  /** Files with predictions; none: the texts are linked here. */
  readonly predictions: readonly string[];
  readonly types: readonly EvaluatedType[];
  /** Examples of each class of errors. */
  readonly examples: number;
  /** Told of each part of an input that cannot be read; the rest goes on. */
  readonly onProblem: (message: string) => void;
}

/** @throws CannotRunError for an input that is not there, or when there is nothing to compare */
export async function evaluate(settings: Settings, options: EvaluateOptions): Promise<EvaluationReport> {
  const sources = options.gold.map(goldSource);
  const { lexicon } = await openConfiguredLexicon(settings);
  const run: Run = {
    ...options,
    lexicon,
    predict: await predictor(lexicon, settings, options),
    facts: factsOf(lexicon),
    thresholds: [...new Set([...THRESHOLDS, settings.link.minConfidence])].toSorted((a, b) => a - b),
  };
  const results: TypeResult[] = [];
  for (const source of sources) results.push(...(await resultsOf(source, run)));
  if (results.length === 0) throw new CannotRunError(`expected gold of ${options.types.join(' or ')}, found none`);
  return { format: 1, lexicon: lexicon.info.release, predictions: options.predictions, results };
}

/** Thresholds of confidence that are told; that of the settings comes between them. */
const THRESHOLDS: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

interface Run extends EvaluateOptions {
  readonly lexicon: Lexicon;
  readonly predict: Predict;
  readonly facts: ConceptFacts;
  readonly thresholds: readonly number[];
}

/** Undefined for a text that the predictions do not have. */
type Predict = (text: GoldText) => DocumentPredictions | undefined;

async function predictor(
  lexicon: Lexicon,
  settings: Settings,
  { predictions, onProblem }: EvaluateOptions,
): Promise<Predict> {
  if (predictions.length > 0) {
    const table = await readPredictions(predictions, onProblem);
    return ({ name }) => table.get(name);
  }
  const linker = createLinker(lexicon, configuredLinking(settings));
  return ({ document }) => {
    const { annotations } = linker.linkDocument(document);
    return predictionsOf(
      annotations.map(({ mention: { type, start, end }, grounding }) => ({ type, start, end, grounding })),
    );
  };
}

async function resultsOf(source: GoldSource, run: Run): Promise<TypeResult[]> {
  const { byType, absent } = await compareAll(source, run);
  const { corpus } = source;
  return run.types.flatMap((type) => {
    const documents = byType.get(type) ?? [];
    const isLabeled = source.labeled?.includes(type) ?? documents.some(({ gold }) => gold.size > 0);
    if (!isLabeled || documents.length === 0) return [];
    const { examples, thresholds } = run;
    return [typeResult(documents, run.facts, { corpus, type, examples, thresholds, absent })];
  });
}

interface Compared {
  readonly byType: ReadonlyMap<EvaluatedType, readonly ScoredDocument[]>;
  /** Number of texts without predictions. */
  readonly absent: number;
}

async function compareAll(source: GoldSource, run: Run): Promise<Compared> {
  const byType = new Map(EVALUATED_TYPES.map((type): [EvaluatedType, ScoredDocument[]] => [type, []]));
  const { kind } = source;
  let [texts, absent] = [0, 0];
  for await (const text of readGold(source, { patterns: readSectionPatterns(), onProblem: run.onProblem })) {
    const predictions = run.predict(text);
    texts++;
    if (predictions === undefined) absent++;
    for (const [type, document] of scoredDocuments(text, predictions?.(kind) ?? [], { kind, lexicon: run.lexicon })) {
      // A paper without gold of a type was not read for it; an abstract without says that there is none.
      if (kind === 'abstracts' || document.gold.size > 0) byType.get(type)?.push(document);
    }
  }
  if (texts > 0 && absent === texts) {
    throw new CannotRunError(`${run.predictions.join(', ')}: has none of the documents of ${source.path}`);
  }
  return { byType, absent };
}

function factsOf(lexicon: Lexicon): ConceptFacts {
  const known = new Map<string, ReadonlySet<string>>();
  const ancestors = (id: string): ReadonlySet<string> => {
    const found = known.get(id) ?? ancestorsOf(id, lexicon);
    known.set(id, found);
    return found;
  };
  return {
    name: (id) => lexicon.concept(id)?.name ?? null,
    taxon: (id) => lexicon.concept(id)?.taxonId ?? null,
    ancestors,
  };
}

function ancestorsOf(id: string, lexicon: Lexicon): Set<string> {
  const found = new Set<string>();
  const open = [...(lexicon.concept(id)?.parents ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(lexicon.concept(next)?.parents ?? []));
  }
  return found;
}
