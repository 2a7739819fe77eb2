/** Gold documents as a ranker meets them in use: with the mentions that recognize finds, and what they mean by the gold. */
import type { Lexicon } from '../src/lexicon/types.js';
import type { ConceptId, Mention, MentionType, RecognizedDocument } from '../src/model.js';
import { recognize } from '../src/recognize/recognize.js';
import type { Tagger } from '../src/recognize/tagger/tagger.js';
import { findAbbreviations } from '../src/text/abbreviations.js';
import { toSource } from '../src/text/offset-map.js';
import type { GoldDocument, GoldMention } from './gold-documents.js';
import type { LinkingConfig } from './linking-config.js';

/** What the gold says of a mention. */
export interface MentionAnswer {
  /** Concepts of the gold mention at that place, ends off by one at most; null where the gold has no such mention. */
  readonly gold: readonly ConceptId[] | null;
  /** Whether recognize has found it; if not, it is there for training only. */
  readonly found: boolean;
  /** Whether it lies on a family, a domain or a mention in pieces: neither right nor wrong. */
  readonly neutral: boolean;
}

export interface RankerDocument {
  readonly id: string;
  readonly corpus: string;
  /** Its mentions are those found, and the gold mentions of the type that were not, in the order of the text. */
  readonly recognized: RecognizedDocument;
  /** One for each mention of the type; mentions of other types have none. */
  readonly answers: ReadonlyMap<Mention, MentionAnswer>;
}

export interface RankerDocumentDeps {
  readonly lexicon: Lexicon;
  readonly lists: Pick<LinkingConfig, 'stopList' | 'diseaseWords' | 'speciesWords'>;
  readonly tagger: Tagger | undefined;
}

/** Recognizes a gold document, and tells for each mention of a type what it means. */
export function readRankerDocument(
  { document, gold, corpus }: GoldDocument,
  type: MentionType,
  { lexicon, lists, tagger }: RankerDocumentDeps,
): RankerDocument {
  const abbreviations = findAbbreviations(document);
  const withTagger = tagger === undefined ? {} : { tagger };
  const recognized = recognize(document, { lexicon, ...lists, abbreviations, ...withTagger });
  const answers = new Map<Mention, MentionAnswer>();
  const matched = new Set<GoldMention>();
  for (const mention of recognized.mentions) {
    if (mention.type !== type) continue;
    const here = gold.get(mention.passage) ?? [];
    const same = matching(mention, here, type);
    if (same.length === 0) {
      const neutral = here.some((span) => span.type !== type && isNeutralFor(span, type) && overlaps(mention, span));
      answers.set(mention, { gold: null, found: true, neutral });
      continue;
    }
    for (const span of same) matched.add(span);
    answers.set(mention, { gold: same.flatMap(({ concepts }) => concepts), found: true, neutral: false });
  }
  const added = missedMentions(recognized, gold, { type, matched });
  for (const [mention, span] of added) answers.set(mention, { gold: span.concepts, found: false, neutral: false });
  const mentions = [...recognized.mentions, ...added.keys()].toSorted((a, b) => a.start - b.start || b.end - a.end);
  return { id: document.paperId, corpus, recognized: { ...recognized, mentions }, answers };
}

/** Gold mentions of the type at the place of a mention: the same ends, else the first with ends off by one. */
function matching(mention: Mention, here: readonly GoldMention[], type: MentionType): readonly GoldMention[] {
  const ofType = here.filter((span) => span.type === type);
  const distance = (span: GoldMention) =>
    Math.abs(span.start - mention.plainStart) + Math.abs(span.end - mention.plainEnd);
  const same = ofType.filter((span) => distance(span) === 0);
  if (same.length > 0) return same;
  const near = ofType.find((span) => distance(span) === 1);
  return near === undefined ? [] : [near];
}

function isNeutralFor(span: GoldMention, type: MentionType): boolean {
  return span.type === 'unsure' || (type === 'Gene' && span.type === 'GeneFamily');
}

function overlaps(mention: Mention, span: GoldMention): boolean {
  return mention.plainStart < span.end && span.start < mention.plainEnd;
}

/** Gold mentions that were not found, as if they had been. */
function missedMentions(
  { document, abbreviations }: RecognizedDocument,
  gold: GoldDocument['gold'],
  { type, matched }: { readonly type: MentionType; readonly matched: ReadonlySet<GoldMention> },
): Map<Mention, GoldMention> {
  const longForms = new Map(abbreviations.map(({ shortForm, longForm }) => [shortForm, longForm]));
  const missed = new Map<Mention, GoldMention>();
  for (const [index, spans] of gold) {
    const passage = document.passages[index];
    if (passage === undefined) continue;
    for (const span of spans) {
      if (span.type !== type || matched.has(span)) continue;
      const text = passage.text.slice(span.start, span.end);
      const place = { passage: index, plainStart: span.start, plainEnd: span.end };
      const source = toSource(passage, span.start, span.end);
      const longForm = longForms.get(text) ?? null;
      missed.set({ type, ...place, ...source, text, longForm, evidence: 'tagger', score: 0.5 }, span);
    }
  }
  return missed;
}
