/** What a worker thread does: one paper's text in, its graph out. Pure: the same task always gives the same result. */
import { workerData } from 'node:worker_threads';
import type { LinkedPaper, StandingPaper } from '../src/flow/stages.js';
import { assemblePaper } from '../src/graph/assemble.js';
import type { CurationRow } from '../src/ground/curation/curation-row.js';
import { isUnnamed } from '../src/ground/unnamed.js';
import { lexiconFromBuffer } from '../src/lexicon/open.js';
import type { PaperCard, PaperText } from '../src/model.js';
import { AffectedPapers, type EarlierMeans } from './affected-papers.js';
import { namesOfLinked, packAnnotations } from './annotation-blob.js';
import { createLinker } from './link-document.js';
import { readLinkingConfig } from './linking-config.js';
import { LINKER } from './run-info.js';

/** Handed to each worker at its start. */
export interface LinkWorkerData {
  readonly lexicon: SharedArrayBuffer;
  readonly minConfidence: number;
  readonly nameMemory: boolean;
  /** Handed over rather than read again: a file that somebody edits meanwhile would not be what the fingerprints say. */
  readonly curation: readonly CurationRow[];
  readonly keepAnnotations: boolean;
  /** The lexicon of `--affected`; null without one. */
  readonly earlier: EarlierMeans | null;
}

export interface LinkTask {
  readonly card: PaperCard;
  readonly text: PaperText;
}

const data: LinkWorkerData = workerData;
const lexicon = lexiconFromBuffer(data.lexicon);
const config = readLinkingConfig({ memory: data.nameMemory, curation: data.curation });
const linker = createLinker(lexicon, config);
const affected = data.earlier === null ? null : new AffectedPapers(lexicon, data.earlier, config);

/** Called by name for each task of the pool. */
export function linkPaper({ card, text }: LinkTask): LinkedPaper {
  const grounded = linker.link(text);
  const graph = assemblePaper({
    card,
    text,
    grounded,
    concepts: lexicon,
    minConfidence: data.minConfidence,
    lexiconRelease: lexicon.info.release,
    linkerVersion: LINKER,
  });
  const { mentionCount: mentions, nilCount: nil } = graph.paper;
  const unnamed = grounded.annotations.filter(({ grounding }) => isUnnamed(grounding)).length;
  const counts = { mentions, nil, unnamed, concepts: graph.mentions.length };
  const origin = { card: card.markdown, url: text.url, concepts: namesOfLinked(grounded, lexicon) };
  return { graph, counts, annotations: data.keepAnnotations ? packAnnotations(grounded, origin) : null };
}

/** Called by name, too. Without an earlier lexicon nothing can be told, so any paper may be affected. */
export function isAffected(paper: StandingPaper): boolean {
  return affected === null || affected.has(paper);
}
