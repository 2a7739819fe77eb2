/** Parts of a run that several pages show: its state, its progress, its warnings. */
import { html } from 'hono/html';
import type { RunRecord, RunState } from '../../flow/run-records.js';
import type { RunSummary } from '../../model.js';
import { counted, duration, grouped } from '../../number-text.js';
import { distance, percent } from '../format.js';
import { NO_GRAPH } from '../known-graphs.js';
import type { Pace } from '../pace.js';
import type { Html } from './layout.js';

/** How a state is told; `tone` colors it, the word says it to those who see no color. */
const STATES: Readonly<Record<RunState, { readonly word: string; readonly tone: string }>> = {
  running: { word: 'running', tone: 'busy' },
  done: { word: 'done', tone: 'good' },
  stopped: { word: 'stopped', tone: 'warn' },
  failed: { word: 'failed', tone: 'bad' },
  crashed: { word: 'crashed', tone: 'bad' },
};

/** How a run stands; one that is done, but with warnings, is no good one. */
export function stateBadge(run: RunRecord): Html {
  const { word, tone } = isDoneWithWarnings(run) ? { word: 'done with warnings', tone: 'warn' } : STATES[run.state];
  return html`<span class="state ${tone}">${word}</span>`;
}

/** The class that gives a run's card its color. */
export function cardClass(run: RunRecord): string {
  return isDoneWithWarnings(run) ? 'warned' : run.state;
}

function isDoneWithWarnings({ state, summary }: RunRecord): boolean {
  return state === 'done' && summary !== null && summary.warnings.length > 0;
}

/** Milliseconds that a run took, or takes so far; for one that crashed, up to the last that it told. */
export function runMs(run: RunRecord, now: number): number {
  if (run.state === 'crashed') return run.summary?.wallMs ?? 0;
  const end = run.endedAt === null ? now : Date.parse(run.endedAt);
  return Math.max(0, end - Date.parse(run.startedAt));
}

/** Papers that a run linked anew. */
export function linkedPapers({ fresh }: RunSummary): number {
  return fresh.papers - fresh.failed;
}

/** Papers of a run that have an outcome. */
export function donePapers({ papers }: RunSummary): number {
  return papers.written + papers.unchanged + papers.skipped + papers.failed;
}

export function warningList(run: RunRecord): Html | null {
  const warnings = run.summary?.warnings ?? [];
  if (warnings.length === 0) return null;
  return html`<ul class="warnings">${warnings.map(
    ({ kind, message }) => html`<li><strong>${kind.replaceAll('-', ' ')}</strong> ${message}</li>`,
  )}</ul>`;
}

/** Progress of a running run: bar, counts, rate, time left, where its papers are. */
export function progressPart(run: RunRecord, pace: Pace): Html {
  const { summary } = run;
  if (summary === null) return html`<p class="progress-text">Starting: lexicon and graph are being opened.</p>`;
  const done = donePapers(summary);
  const total = Math.max(pace.total, done);
  const of = summary.inputEnded ? grouped(total) : `about ${grouped(total)}`;
  return html`
<p class="progress-text"><strong>${grouped(done)}</strong> of ${of} papers <span class="muted">· ${percent(done, total)}</span></p>
${progressBar(summary, total)}
${legend(summary)}
<p class="muted">${paceText(pace, done, total)}${stageText(run)}</p>`;
}

function progressBar(summary: RunSummary, total: number): Html {
  return html`<div class="bar" role="progressbar" aria-label="papers done" aria-valuemin="0" aria-valuemax="${total}" aria-valuenow="${donePapers(summary)}">${outcomes(summary, total)}</div>`;
}

/** Outcomes of a run that has ended, as a bar and in words. */
export function outcomePart(summary: RunSummary): Html {
  return html`<div class="bar">${outcomes(summary, Math.max(summary.papers.found, donePapers(summary)))}</div>
${legend(summary)}`;
}

/** Outcomes as parts of one bar, beside their legend. Drawn as SVG: the pages allow no styles inside the HTML. */
function outcomes({ papers }: RunSummary, total: number): Html {
  const parts = [
    ['written', papers.written],
    ['unchanged', papers.unchanged],
    ['skipped', papers.skipped],
    ['failed', papers.failed],
  ] as const;
  let x = 0;
  const rects = parts.map(([name, count]) => {
    const width = total === 0 ? 0 : (1000 * count) / total;
    const rect = html`<rect class="${name}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="10"></rect>`;
    x += width;
    return rect;
  });
  return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

function legend({ papers }: RunSummary): Html {
  const parts = [
    ['written', papers.written, 'written'],
    ['unchanged', papers.unchanged, 'unchanged'],
    ['skipped', papers.skipped, 'not due yet'],
    ['failed', papers.failed, 'failed'],
  ] as const;
  return html`<ul class="legend">${parts.map(
    ([name, count, word]) => html`<li><i class="${name}"></i>${grouped(count)} ${word}</li>`,
  )}<li>${grouped(papers.fromCardOnly)} from the card only</li></ul>`;
}

function paceText({ perMinute, total }: Pace, done: number, of: number): string {
  if (perMinute === null || perMinute <= 0) return 'rate not known yet';
  const rate = perMinute >= 10 ? grouped(perMinute) : perMinute.toFixed(1);
  const left = of - done;
  if (left <= 0 || total < done) return `${rate} papers a minute`;
  return `${rate} papers a minute · about ${duration((60_000 * left) / perMinute)} left`;
}

/** Where papers are now; those that wait for a thread are told apart from those that are being linked. */
function stageText({ progress }: RunRecord): string {
  if (progress === null) return '';
  const { inStage, queues } = progress;
  const parts = [
    [inStage.fetch, 'fetching'],
    [Math.max(0, inStage.link - queues.link), 'linking'],
    [queues.link, 'waiting for a thread'],
    [inStage.write, 'writing'],
  ] as const;
  const busy = parts.filter(([count]) => count > 0).map(([count, word]) => `${grouped(count)} ${word}`);
  return busy.length === 0 ? '' : ` · now ${busy.join(', ')}`;
}

/** What came of a run that does not go on, and what ended it early. */
export function endedPart(run: RunRecord): Html {
  return html`<p>${endedText(run)}</p>${run.error === null ? '' : html`<p class="why">${run.error}</p>`}`;
}

function endedText({ state, summary, graphId }: RunRecord): string {
  if (graphId === NO_GRAPH) return 'It could not begin; nothing was changed.';
  const counts = summary === null ? 'It ended before it had counted anything.' : outcomeText(summary);
  if (state !== 'crashed') return counts;
  return `${counts} It ended without saying so: killed, out of memory, or by a power cut. The next run goes on where it was.`;
}

/** One sentence: `412 papers: 3 written, …`. */
function outcomeText({ papers, nil, mentions }: RunSummary): string {
  const parts = [
    `${grouped(papers.written)} written`,
    `${grouped(papers.unchanged)} unchanged`,
    papers.skipped > 0 ? `${grouped(papers.skipped)} not due yet` : null,
    papers.failed > 0 ? `${grouped(papers.failed)} failed` : null,
    papers.left > 0 ? `${grouped(papers.left)} left` : null,
  ].filter((part) => part !== null);
  return `${counted(papers.found, 'paper')}: ${parts.join(', ')}. ${counted(mentions, 'mention')}, ${percent(nil, mentions)} without a concept.`;
}

/** `3 h ago, took 4 min 05 s`. */
export function whenText(run: RunRecord, now: number): string {
  const took = duration(runMs(run, now));
  if (run.endedAt === null) {
    const began = `began ${distance(Date.parse(run.startedAt) - now)}`;
    return run.state === 'crashed' ? `${began}, last heard of ${took} later` : began;
  }
  return `ended ${distance(Date.parse(run.endedAt) - now)}, took ${took}`;
}
