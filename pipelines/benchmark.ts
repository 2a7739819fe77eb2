/**
 * Speed of reading and linking on a folder of papers, all figures from one run of one process. CPU time is what the
 * process used, garbage collection included; MB are 10^6 bytes of the papers' UTF-8.
 */
import { CannotRunError } from '../src/errors.js';
import { KIND, type Lexicon } from '../src/lexicon/types.js';
import type { PaperText } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { parseDocument } from '../src/text/document.js';
import type { SectionPatterns } from '../src/text/sections.js';
import { tokenize } from '../src/text/tokens.js';
import { createLinker, type Linker } from './link-document.js';
import { readLinkingConfig } from './linking-config.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { readPaperFolder } from './paper-folder.js';

export interface BenchmarkResult {
  readonly lexicon: { readonly names: number; readonly openMs: number };
  readonly markdown: { readonly mbPerCpuSecond: number };
  readonly lookupOnly: { readonly mbPerCpuSecond: number };
  readonly link: {
    readonly bytes: number;
    readonly mentions: number;
    readonly mbPerCpuSecond: number;
    readonly peakRssMb: number;
    /** From the start of the process to the first paper's annotations, lexicon opened on the way. */
    readonly firstAnnotationMs: number;
  };
}

export interface BenchmarkOptions {
  /** Folder of papers, each a folder with full.md. */
  readonly papers: string;
  /** Times that all papers are gone through; more rounds, less noise. */
  readonly rounds: number;
}

/** @throws CannotRunError when there is no such folder, no paper in it, or no lexicon */
export async function benchmark(settings: Settings, options: BenchmarkOptions): Promise<BenchmarkResult> {
  if (!Number.isInteger(options.rounds) || options.rounds < 1) {
    throw new CannotRunError('--rounds: expected a whole number of at least 1');
  }
  const work = { texts: readPaperFolder(options.papers), rounds: options.rounds };
  const start = performance.now();
  const { lexicon } = await openConfiguredLexicon(settings);
  const openMs = round(performance.now() - start);
  const config = readLinkingConfig({ memory: settings.link.nameMemory });
  // Linking comes first, so that its peak of memory is not that of the other measurements.
  const link = measureLinking(createLinker(lexicon, config), work);
  return {
    lexicon: { names: lexicon.info.names, openMs },
    link,
    markdown: { mbPerCpuSecond: rateOf(work, readMarkdown(config.sections)) },
    lookupOnly: { mbPerCpuSecond: rateOf(work, lookUpNames(lexicon)) },
  };
}

interface Work {
  readonly texts: readonly PaperText[];
  readonly rounds: number;
}

function measureLinking(linker: Linker, work: Work): BenchmarkResult['link'] {
  for (const text of work.texts.slice(0, 1)) linker.link(text);
  const firstAnnotationMs = round(performance.now());
  let mentions = 0;
  const mbPerCpuSecond = rateOf(work, (text) => {
    mentions += linker.link(text).annotations.length;
  });
  const peakRssMb = round(process.resourceUsage().maxRSS / 1000);
  return { bytes: bytesOf(work), mentions: mentions / work.rounds, mbPerCpuSecond, peakRssMb, firstAnnotationMs };
}

/** Markdown → passages, sentences and tokens. */
function readMarkdown(patterns: SectionPatterns): (text: PaperText) => void {
  return (text) => {
    for (const passage of parseDocument(text, patterns).passages) tokenize(passage.text);
  };
}

/** What the fastest linker would have to do at the least: tokens, and the longest names of the lexicon. */
function lookUpNames(lexicon: Lexicon): (text: PaperText) => void {
  return ({ markdown }) => lexicon.scan(tokenize(markdown), KIND.gene | KIND.disease, () => undefined);
}

/** MB of all texts per CPU second. */
function rateOf(work: Work, doOne: (text: PaperText) => void): number {
  const seconds = cpuSeconds(() => {
    for (let done = 0; done < work.rounds; done++) for (const text of work.texts) doOne(text);
  });
  return round((bytesOf(work) * work.rounds) / 1e6 / seconds);
}

function bytesOf({ texts }: Work): number {
  return texts.reduce((sum, { markdown }) => sum + Buffer.byteLength(markdown), 0);
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
