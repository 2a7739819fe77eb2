/** What identifies a run and what a paper's graph depends on. */
import { createHash, randomBytes } from 'node:crypto';
import type { Curation } from '../src/ground/curation/curation.js';
import type { LexiconInfo } from '../src/lexicon/types.js';
import type { Fingerprint, PaperCard, PaperText, RunInfo } from '../src/model.js';
import { packageVersion } from '../src/resources.js';
import type { Settings } from '../src/settings.js';
import { KEPT_FORM } from './annotation-blob.js';
import { readLinkingConfig } from './linking-config.js';
import { readTaggerFiles } from './open-tagger.js';

/**
 * Version of recognizing, grounding and assembling. Raise it with every change of what they give, so that papers are
 * linked anew.
 */
export const LINKER = 'ranker-4';

/** Sortable by time, and another one for each run of the same millisecond. */
export function newRunId(startedAt: string): string {
  return `${startedAt}-${randomBytes(2).toString('hex')}`;
}

/** A run, and makes the fingerprints of its papers. */
export interface RunContext {
  readonly run: RunInfo;
  /**
   * All that decides what is written and kept of a paper, annotations for `export` included; the same fingerprint means
   * that there is nothing to do. Without a text its part is empty.
   */
  readonly fingerprint: (card: PaperCard, text: PaperText | null) => Fingerprint;
}

/** What a run links with. */
export interface RunMeans {
  readonly info: LexiconInfo;
  readonly curation: Curation;
}

/**
 * A new run with the lexicon and the rows of curation in use.
 *
 * @throws FormatError when a word list of config/ is broken, CannotRunError when a tagger is, before any paper is touched
 */
export function startRun(settings: Settings, { info, curation }: RunMeans): RunContext {
  const startedAt = new Date().toISOString();
  const { minConfidence, nameMemory } = settings.link;
  const { rankers, lists } = readLinkingConfig({ memory: nameMemory }).hashes;
  const withRows = (rows: string) => short(rows === '' ? lists : sha256(`${lists}\n${rows}`));
  const same = {
    lexicon: info.release,
    model: `${LINKER} ${short(sha256(`${rankers}\n${readTaggerFiles().hash}`))}`,
    settings: short(
      sha256(JSON.stringify([{ minConfidence, nameMemory }, settings.state.keepAnnotations && KEPT_FORM])),
    ),
  };
  const run: RunInfo = {
    id: newRunId(startedAt),
    startedAt,
    version: packageVersion(),
    ...same,
    curation: withRows(curation.tellAll()),
    terminologies: info.terminologies.map(({ prefix, release }) => `${prefix} ${release}`).toSorted(),
  };
  const fingerprint: RunContext['fingerprint'] = (card, text) => ({
    text: text === null ? '' : `${text.origin} ${short(text.sha256)}`,
    card: short(sha256(card.markdown)),
    ...same,
    // Before there is a text, the card is all that can be linked.
    curation: withRows(curation.tell(text === null ? card.markdown : text.markdown)),
  });
  return { run, fingerprint };
}

function short(hash: string): string {
  return hash.slice(0, 16);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
