/** What the summary of a run says: what was linked, why papers failed, what was wrong with the input, where the time went. */
import { html } from 'hono/html';
import type { RunRecord } from '../../flow/run-records.js';
import type { RunSummary, StageName } from '../../model.js';
import { counted, duration, grouped } from '../../number-text.js';
import { percent } from '../format.js';
import { barChart, meter } from './charts.js';
import { factLines, facts, type Html, timeTag } from './layout.js';
import { linkedPapers, runMs } from './run-parts.js';

/** What the run was, and all that decided what it linked. @param now milliseconds since 1970 */
export function aboutRun(run: RunRecord, now: number): Html {
  const info = run.summary?.run;
  const code = (text: string | undefined) => (text === undefined || text === '' ? null : html`<code>${text}</code>`);
  return factLines([
    ['Run', code(run.runId)],
    ['Began', timeTag(run.startedAt)],
    ['Ended', timeTag(run.endedAt)],
    ['Took', duration(runMs(run, now))],
    ['Exit code', run.exitCode],
    ['Command', code(run.command)],
    ['Process', run.state === 'running' ? run.pid : null],
    ['Graph', run.graph],
    ['papergraph', info?.version ?? null],
    ['Lexicon', info?.lexicon ?? null],
    [
      'Terminologies',
      info === undefined || info.terminologies.length === 0 ? null : [...new Set(info.terminologies)].join(', '),
    ],
    ['Models', code(info?.model)],
    ['Settings', code(info?.settings)],
    ['Word lists, curation', code(info?.curation)],
  ]);
}

/** Counts by reason, the most frequent first, each with a bar and an example. */
export function reasons(
  title: string,
  counts: Readonly<Record<string, number>>,
  { examples }: RunSummary,
): Html | string {
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  if (sorted.length === 0) return '';
  const highest = Math.max(...sorted.map(([, count]) => count));
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return html`<section><h2>${title} <span class="muted">${grouped(total)}</span></h2><table class="bars">
<tbody>${sorted.map(
    ([
      reason,
      count,
    ]) => html`<tr><th scope="row"><span class="kind">${reason}</span> <span class="muted">${examples[reason] ?? ''}</span></th><td class="n">${grouped(count)}</td>
<td class="meter">${meter([{ value: count, tone: 'plain' }], highest)}</td></tr>`,
  )}</tbody></table></section>`;
}

export function inputProblems({
  inputProblems: problems,
  inputProblemCounts: { fatal, other },
}: RunSummary): Html | string {
  if (fatal + other === 0) return '';
  const left = fatal + other - problems.length;
  return html`<section><h2>Input problems <span class="muted">${grouped(fatal + other)}</span></h2>
<ul class="problems">${problems.map(
    ({ place, message, fatal }) =>
      html`<li><code>${place.path}:${place.line}</code> ${message}${fatal ? '' : html` <span class="muted">(the paper went on)</span>`}</li>`,
  )}</ul>${left > 0 ? html`<p class="muted">and ${grouped(left)} more, each in the log</p>` : ''}</section>`;
}

/** What this run linked anew. */
export function freshFacts(summary: RunSummary): Html {
  const { fresh, papers, concepts } = summary;
  const linked = linkedPapers(summary);
  return facts([
    ['Papers', grouped(linked)],
    ['Mentions', grouped(fresh.mentions)],
    ['Without a concept', `${grouped(fresh.nil)} (${percent(fresh.nil, fresh.mentions)})`],
    ['From the card only', `${grouped(fresh.fromCardOnly)} (${percent(fresh.fromCardOnly, linked)})`],
    ['Texts without a mention', grouped(fresh.empty)],
    ['Concepts of all papers', grouped(concepts)],
    ['Left for the next run', papers.left > 0 ? counted(papers.left, 'paper') : null],
  ]);
}

const STAGES: readonly (readonly [StageName, string])[] = [
  ['fetch', 'fetch'],
  ['link', 'recognize and ground'],
  ['write', 'write'],
];

/** Sums over papers, which wait beside each other: together they are longer than the run. */
export function timePart({ stageMs, papers }: RunSummary): Html {
  const done = Math.max(1, papers.written + papers.unchanged + papers.failed);
  const chart = barChart({
    title: 'Time in stages',
    note: 'waiting included, summed over papers that are on their way side by side',
    labels: 'Stage',
    columns: ['All papers', 'One paper'],
    series: [{ tone: 'plain', word: 'time' }],
    rows: STAGES.map(([stage, word]) => ({
      label: word,
      values: [stageMs[stage]],
      cells: [duration(stageMs[stage]), duration(stageMs[stage] / done)],
    })),
  });
  return html`<section><h2>Where the time went</h2>${chart}</section>`;
}
