/** One run in full: what came of it, why papers failed, what was wrong with the input, where the time went. */
import { html } from 'hono/html';
import type { RunRecord } from '../../flow/run-records.js';
import type { RunSummary, StageName } from '../../model.js';
import { counted, duration, grouped } from '../../number-text.js';
import { percent } from '../format.js';
import type { Pace } from '../pace.js';
import { facts, type Html, inGraph, type PageContext, page, timeTag } from './layout.js';
import { cardClass, endedPart, progressPart, runMs, stateBadge, warningList, whenText } from './run-parts.js';
import { REFRESH } from './runs-page.js';

export function runPage(context: PageContext, run: RunRecord, pace: Pace | null): Html {
  const isRunning = run.state === 'running';
  const body = html`
<p class="crumbs"><a href="${inGraph(context, '/')}">Runs</a></p>
<section id="now" data-live class="card ${cardClass(run)}">
<div class="head"><h1>Run of ${timeTag(run.startedAt)}</h1> ${stateBadge(run)} <span class="muted">${whenText(run, context.now)}</span></div>
${isRunning && pace !== null ? progressPart(run, pace) : endedPart(run)}
${warningList(run)}
</section>
<div id="detail" data-live>${run.summary === null ? '' : summaryParts(run.summary)}</div>
<section><h2>About it</h2>${aboutRun(context, run)}</section>`;
  return page(context, { title: 'Run', at: 'runs', refreshMs: isRunning ? REFRESH.running : 0, body });
}

function aboutRun({ now }: PageContext, run: RunRecord): Html {
  const info = run.summary?.run;
  return facts([
    ['Run', html`<code>${run.runId}</code>`],
    ['Began', timeTag(run.startedAt)],
    ['Ended', timeTag(run.endedAt)],
    ['Took', duration(runMs(run, now))],
    ['Exit code', run.exitCode],
    ['Command', html`<code>${run.command}</code>`],
    ['Process', run.state === 'running' ? run.pid : null],
    ['Graph', run.graph],
    ['Lexicon', info?.lexicon ?? null],
    ['papergraph', info?.version ?? null],
    ['Settings', info === undefined ? null : html`<code>${info.settings}</code>`],
  ]);
}

function summaryParts(summary: RunSummary): Html {
  return html`
${reasons('Failures', summary.failures, summary)}
${reasons('No full text, because', summary.textFailures, summary)}
${problems(summary)}
${freshPart(summary)}
${stageTimes(summary)}`;
}

/** Counts by reason, the most frequent first, each with a bar and an example. */
function reasons(title: string, counts: Readonly<Record<string, number>>, { examples }: RunSummary): Html | string {
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
<td class="meter">${meter(count / highest)}</td></tr>`,
  )}</tbody></table></section>`;
}

/** A bar of this share of its place. */
function meter(share: number): Html {
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${(100 * share).toFixed(1)}" height="8"></rect></svg>`;
}

function problems({ inputProblems, inputProblemCounts: { fatal, other } }: RunSummary): Html | string {
  if (fatal + other === 0) return '';
  const left = fatal + other - inputProblems.length;
  return html`<section><h2>Input problems <span class="muted">${grouped(fatal + other)}</span></h2>
<ul class="problems">${inputProblems.map(
    ({ place, message, fatal }) =>
      html`<li><code>${place.path}:${place.line}</code> ${message}${fatal ? '' : html` <span class="muted">(the paper went on)</span>`}</li>`,
  )}</ul>${left > 0 ? html`<p class="muted">and ${grouped(left)} more, each in the log</p>` : ''}</section>`;
}

function freshPart({ fresh, papers, concepts }: RunSummary): Html {
  return html`<section><h2>Linked in this run</h2>${facts([
    ['Papers', grouped(fresh.papers)],
    ['Mentions', grouped(fresh.mentions)],
    ['Without a concept', `${grouped(fresh.nil)} (${percent(fresh.nil, fresh.mentions)})`],
    ['From the card only', `${grouped(fresh.fromCardOnly)} (${percent(fresh.fromCardOnly, fresh.papers)})`],
    ['Texts without a mention', grouped(fresh.empty)],
    ['Concepts of all papers', grouped(concepts)],
    ['Left for the next run', papers.left > 0 ? counted(papers.left, 'paper') : null],
  ])}</section>`;
}

const STAGES: readonly (readonly [StageName, string])[] = [
  ['fetch', 'fetch'],
  ['link', 'recognize and ground'],
  ['write', 'write'],
];

/** Sums over papers, which wait beside each other: together they are longer than the run. */
function stageTimes({ stageMs, papers }: RunSummary): Html {
  const longest = Math.max(1, ...STAGES.map(([stage]) => stageMs[stage]));
  const done = Math.max(1, papers.written + papers.unchanged + papers.failed);
  return html`<section><h2>Where the time went</h2><table class="bars">
<thead><tr><th>Stage</th><th class="n">All papers</th><th class="n">One paper</th><th></th></tr></thead>
<tbody>${STAGES.map(
    ([stage, word]) => html`<tr><th scope="row">${word}</th><td class="n">${duration(stageMs[stage])}</td>
<td class="n">${duration(stageMs[stage] / done)}</td><td class="meter">${meter(stageMs[stage] / longest)}</td></tr>`,
  )}</tbody></table>
<p class="muted">Waiting included, summed over papers that are on their way side by side.</p></section>`;
}
