/** The summary of a run as a person reads it. */
import type { InputProblem, RunSummary } from '../model.js';
import { counted, duration, grouped, printable, table } from './terminal.js';

/** Problems named one by one; the rest are only counted. */
const SHOWN = 10;

export function summaryText(summary: RunSummary): string {
  return [
    headline(summary),
    ...stopped(summary),
    found(summary),
    ...wholeLexicon(summary),
    ...reasons(summary),
    ...problems(summary.inputProblems),
    times(summary),
  ].join('\n');
}

function headline({ papers, wallMs }: RunSummary): string {
  const parts = [
    `${grouped(papers.written)} written`,
    `${grouped(papers.unchanged)} unchanged`,
    ...(papers.fromCardOnly > 0 ? [`${grouped(papers.fromCardOnly)} of them from title and abstract only`] : []),
    ...(papers.skipped > 0 ? [`${grouped(papers.skipped)} skipped`] : []),
    ...(papers.failed > 0 ? [`${grouped(papers.failed)} failed`] : []),
    ...(papers.left > 0 ? [`${grouped(papers.left)} left for the next run`] : []),
  ];
  return `${counted(papers.found, 'paper')} in ${duration(wallMs)}: ${parts.join(', ')}`;
}

function stopped({ inputEnded }: RunSummary): string[] {
  return inputEnded ? [] : ['Stopped before the end of the input; the same command goes on where this one was.'];
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

function reasons(summary: RunSummary): string[] {
  const rows = [
    ...Object.entries(summary.textFailures).map(([kind, papers]) => ['no full text', kind, papers]),
    ...Object.entries(summary.failures).map(([reason, papers]) => ['failed', reason, papers]),
  ];
  return rows.length === 0 ? [] : ['', table(['what', 'why', 'papers'], rows, 100)];
}

function problems(all: readonly InputProblem[]): string[] {
  if (all.length === 0) return [];
  const lines = all
    .slice(0, SHOWN)
    .map(({ place, message }) => `  ${printable(`${place.path}:${place.line}: ${message}`)}`);
  const more = all.length > SHOWN ? [`  and ${grouped(all.length - SHOWN)} more, each in the log`] : [];
  return ['', `${counted(all.length, 'problem')} in the input:`, ...lines, ...more];
}

function times({ stageMs }: RunSummary): string {
  const stages = (['fetch', 'link', 'write'] as const).map((stage) => `${stage} ${duration(stageMs[stage])}`);
  return `\nTime in stages, each paper's waiting for others included: ${stages.join(', ')}`;
}
