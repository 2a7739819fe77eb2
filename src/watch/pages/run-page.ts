/** One run in full: what came of it, why papers failed, what was wrong with the input, where the time went. */
import { html } from 'hono/html';
import type { RunRecord } from '../../flow/run-records.js';
import type { RunSummary } from '../../model.js';
import type { Pace } from '../pace.js';
import { type Html, inGraph, type PageContext, page, timeTag } from './layout.js';
import { cardClass, endedPart, progressPart, stateBadge, warningList, whenText } from './run-parts.js';
import { REFRESH } from './runs-page.js';
import { aboutRun, freshFacts, inputProblems, reasons, timePart } from './summary-parts.js';

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
<section><h2>About it</h2>${aboutRun(run, context.now)}</section>`;
  return page(context, { title: 'Run', at: 'runs', refreshMs: isRunning ? REFRESH.running : 0, body });
}

function summaryParts(summary: RunSummary): Html {
  return html`
${reasons('Failures', summary.failures, summary)}
${reasons('No full text, because', summary.textFailures, summary)}
${inputProblems(summary)}
<section><h2>Linked in this run</h2>${freshFacts(summary)}</section>
${timePart(summary)}`;
}
