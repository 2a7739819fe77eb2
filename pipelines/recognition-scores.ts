/** How many gold mentions of documents are found with the right span and type. */
import type { MentionType } from '../src/model.js';
import { type RecognizeDeps, recognize } from '../src/recognize/recognize.js';
import type { GoldSpan } from '../src/recognize/tagger/gold.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import type { GoldDocument } from './gold-documents.js';

interface Counts {
  found: number;
  right: number;
  gold: number;
}

/** A line with precision, recall and F for each corpus that labels the type. Mentions on families are neutral for genes. */
export function recognitionScores(
  documents: readonly GoldDocument[],
  deps: Omit<RecognizeDeps, 'abbreviations'>,
  type: MentionType,
): string[] {
  const byCorpus = new Map<string, Counts>();
  for (const document of documents) {
    if (!document.labeled.includes(type)) continue;
    const counts = byCorpus.get(document.corpus) ?? { found: 0, right: 0, gold: 0 };
    byCorpus.set(document.corpus, counts);
    count(document, deps, { type, counts });
  }
  return [...byCorpus].map(([corpus, counts]) => `${corpus} ${type} ${figures(counts)}`);
}

function count(
  { document, gold }: GoldDocument,
  deps: Omit<RecognizeDeps, 'abbreviations'>,
  { type, counts }: { readonly type: MentionType; readonly counts: Counts },
): void {
  const { mentions } = recognize(document, { ...deps, abbreviations: findAbbreviations(document) });
  const wanted = new Set<string>();
  for (const [passage, spans] of gold) {
    for (const span of spans) if (span.type === type) wanted.add(`${passage}:${span.start}:${span.end}`);
  }
  counts.gold += wanted.size;
  for (const { passage, plainStart, plainEnd, ...mention } of mentions) {
    if (mention.type !== type) continue;
    const isRight = wanted.has(`${passage}:${plainStart}:${plainEnd}`);
    const others = (gold.get(passage) ?? []).filter(({ start, end }) => start < plainEnd && plainStart < end);
    const isNeutral =
      others.some((other) => isNeutralFor(other.type, type)) && !others.some((other) => other.type === type);
    if (!isRight && isNeutral) continue;
    counts.found++;
    if (isRight) counts.right++;
  }
}

/** Families and domains are no wrong answers for genes, nor is anything for a mention in pieces. */
function isNeutralFor(gold: GoldSpan['type'], type: MentionType): boolean {
  return gold === 'unsure' || (gold === 'GeneFamily' && type === 'Gene');
}

function figures({ found, right, gold }: Counts): string {
  const [precision, recall] = [right / Math.max(1, found), right / Math.max(1, gold)];
  const f = (2 * precision * recall) / Math.max(1e-9, precision + recall);
  const percent = (share: number) => (100 * share).toFixed(2);
  return `P ${percent(precision)} R ${percent(recall)} F ${percent(f)}`;
}
