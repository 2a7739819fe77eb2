/** The summary of a run as a person reads it. */
import type { RunSummary } from '../model.js';
import { counted, duration, grouped } from '../number-text.js';
import { printable, table } from './terminal.js';

/** A card without a link is linked as it is: nothing is tried again. */
const NO_LINK = 'no-link';

/** A message's cause comes last in it, so it is not cut where most terminals would still show it. */
const WIDE = 160;

/** Problems named one by one; the rest are only counted. */
const SHOWN = 10;

export function summaryText(summary: RunSummary): string {
  return [
    headline(summary),
    ...stopped(summary),
    ...warned(summary),
    found(summary),
    ...wholeLexicon(summary),
    ...reasons(summary),
    ...problems(summary),
    times(summary),
  ].join('\n');
}

function headline({ papers, wallMs }: RunSummary): string {
  const parts = [
    `${grouped(papers.written)} written`,
    `${grouped(papers.unchanged)} unchanged`,
    ...(papers.fromCardOnly > 0 ? [`${grouped(papers.fromCardOnly)} of them from title and abstract only`] : []),
    ...(papers.skipped > 0 ? [`${grouped(papers.skipped)} not tried (failed before; papergraph status --failed)`] : []),
    ...(papers.failed > 0 ? [`${grouped(papers.failed)} failed`] : []),
    ...(papers.left > 0 ? [`${grouped(papers.left)} left for the next run`] : []),
  ];
  return `${counted(papers.found, 'paper')} in ${duration(wallMs)}: ${parts.join(', ')}`;
}

function stopped({ inputEnded }: RunSummary): string[] {
  return inputEnded ? [] : ['Stopped before the end of the input; the same command goes on where this one was.'];
}

function warned({ warnings }: RunSummary): string[] {
  return warnings.map((warning) => `Warning: ${printable(warning.message)}`);
}

function found(summary: RunSummary): string {
  const linked = summary.mentions - summary.nil;
  return `${counted(summary.mentions, 'mention')}, ${grouped(linked)} linked, ${grouped(summary.nil)} NIL; ${counted(summary.concepts, 'paper–concept edge')}`;
}

/** Releases of the terminology that comes with the program begin so; see lexicon/build.ts. */
const STARTER = 'starter-';

/** What the whole lexicon could add to a run with the starter terminology. */
function wholeLexicon({ run, unnamed }: RunSummary): string[] {
  if (!run.lexicon.startsWith(STARTER) || unnamed === 0) return [];
  const are = unnamed === 1 ? 'is' : 'are';
  return [
    `${counted(unnamed, 'mention')} ${are} NIL because the starter terminology has no name for them. The whole lexicon has some 1.8 million`,
    'names: npx papergraph lexicon build --out full.lexicon, then the same command with --lexicon full.lexicon',
  ];
}

function reasons({ textFailures, failures, examples }: RunSummary): string[] {
  const example = (key: string) => examples[key] ?? '';
  const what = (kind: string) => (kind === NO_LINK ? 'card without a link' : 'text not to be had');
  const rows = [
    ...Object.entries(textFailures).map(([kind, papers]) => [what(kind), kind, papers, example(kind)]),
    ...Object.entries(failures).map(([key, papers]) => ['failed', key, papers, example(key)]),
  ];
  if (rows.length === 0) return [];
  const isTriedAgain = rows.some(([, kind]) => kind !== NO_LINK);
  const next =
    'When each is tried again: npx papergraph status --failed. To have them tried with the next run: npx papergraph retry';
  return ['', table(['what', 'why', 'papers', 'for example'], rows, WIDE), ...(isTriedAgain ? [next] : [])];
}

function problems({ inputProblems, inputProblemCounts: { fatal, other } }: RunSummary): string[] {
  const all = fatal + other;
  if (all === 0) return [];
  const lines = inputProblems
    .slice(0, SHOWN)
    .map(({ place, message }) => `  ${printable(`${place.path}:${place.line}: ${message}`)}`);
  const more = all > SHOWN ? [`  and ${grouped(all - SHOWN)} more, each in the log`] : [];
  return ['', `${counted(all, 'problem')} in the input:`, ...lines, ...more];
}

function times({ stageMs }: RunSummary): string {
  const stages = (['fetch', 'link', 'write'] as const).map((stage) => `${stage} ${duration(stageMs[stage])}`);
  return `\nTime in stages, each paper's waiting for others included: ${stages.join(', ')}`;
}
