/** The cards of a graph's papers, each completed with what was found in its text. */
import { createHash } from 'node:crypto';
import { localOf, PAPER_PREFIX, prefixOf } from '../src/curie.js';
import { foundEntities } from '../src/graph/found-entities.js';
import type { AssertedEntity, PaperId } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { completeCard } from '../src/sources/cards/complete-card.js';
import { parseCard } from '../src/sources/cards/parse-card.js';
import type { KeptPaper } from './annotation-blob.js';
import { keptPapers } from './kept-papers.js';

/** A file to write; `text` is null for a paper whose card was not kept, since an older release linked it. */
export interface CompletedCard {
  readonly paperId: PaperId;
  /** File name, one for each paper. */
  readonly file: string;
  readonly text: string | null;
}

/**
 * The completed cards, one at a time, in the order of the papers' ids.
 *
 * @throws CannotRunError when nothing is kept for that graph
 */
export async function* exportCards(settings: Settings): AsyncGenerator<CompletedCard> {
  for await (const paper of keptPapers(settings)) {
    const { paperId } = paper.grounded.document;
    yield { paperId, file: cardFileName(paperId), text: completedCard(paper, settings.link.minConfidence) };
  }
}

/** The card with its lists of entities made anew; null when it was not kept. */
export function completedCard({ grounded, origin }: KeptPaper, minConfidence: number): string | null {
  if (origin === null) return null;
  const names = new Map(origin.concepts.map((concept) => [concept.id, concept]));
  const asserted = assertedBy(origin.card, grounded.document.paperId);
  return completeCard(origin.card, foundEntities(grounded, { names, asserted, minConfidence }));
}

function assertedBy(markdown: string, path: string): readonly AssertedEntity[] {
  const read = parseCard(markdown, { path, line: 1 });
  return read.kind === 'card' ? read.card.assertions : [];
}

/** `PMC12817307.md`, as the cards of a site are called; others by their whole id, shortened where a file system ends. */
export function cardFileName(id: PaperId): string {
  const name = encodeURIComponent(prefixOf(id) === PAPER_PREFIX.pmc ? localOf(id) : id);
  if (name.length <= 200) return `${name}.md`;
  return `${name.slice(0, 150)}-${createHash('sha256').update(id).digest('hex').slice(0, 16)}.md`;
}
