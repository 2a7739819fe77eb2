/** The first page: how it stands, what runs now, how earlier runs went. */
import { html } from 'hono/html';
import type { LedgerCounts } from '../../flow/ledger.js';
import type { RunRecord } from '../../flow/run-records.js';
import { duration, grouped } from '../../number-text.js';
import { percent } from '../format.js';
import { runPath } from '../links.js';
import type { Pace } from '../pace.js';
import { type Html, inGraph, type PageContext, page, timeTag } from './layout.js';
import { cardClass, endedPart, progressPart, runMs, stateBadge, warningList, whenText } from './run-parts.js';
import { trends } from './trends.js';

export interface RunsView {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  readonly totals: LedgerCounts | null;
  /** Of the running run, if one runs. */
  readonly pace: Pace | null;
}

/** Milliseconds between two looks: often while a run goes, now and then to see the next one begin. */
export const REFRESH = { running: 2_000, idle: 10_000 } as const;

export function runsPage(context: PageContext, view: RunsView): Html {
  const [newest] = view.runs;
  const body = newest === undefined ? nothingYet() : runsBody(context, view, newest);
  const refreshMs = newest?.state === 'running' ? REFRESH.running : REFRESH.idle;
  return page(context, { title: 'Runs', at: 'runs', refreshMs, body });
}

function nothingYet(): Html {
  return html`<div id="now" data-live><h1>No run yet</h1>
<p class="message">This page shows runs over the state folder as soon as there is one. Start it with
<code>papergraph link cards/</code>, with the same <code>--state</code> as here.</p></div>`;
}

function runsBody(context: PageContext, { runs, totals, pace }: RunsView, newest: RunRecord): Html {
  const charts = trends(runs);
  return html`
<h1 class="hidden">Runs</h1>
<section id="now" data-live class="card ${cardClass(newest)}">${nowPart(context, newest, pace)}</section>
${totals === null ? '' : html`<section id="totals" data-live aria-label="Papers">${tiles(context, totals)}</section>`}
<section id="trends" data-live aria-label="Trends">${charts === null ? '' : html`<h2>Trends</h2>${charts}`}</section>
<section id="runs" data-live><h2>Runs</h2>${runTable(context, runs)}</section>`;
}

function nowPart({ now }: PageContext, run: RunRecord, pace: Pace | null): Html {
  const isRunning = run.state === 'running' && pace !== null;
  return html`<div class="head">${stateBadge(run)}
<a href="${runPath(run.runId)}">${isRunning ? 'This run' : 'Last run'}</a>
<span class="muted">${whenText(run, now)}</span></div>
${isRunning ? progressPart(run, pace) : endedPart(run)}
${warningList(run)}`;
}

function tiles(context: PageContext, totals: LedgerCounts): Html {
  const tile = (count: number, word: string, href: string, tone = '') =>
    html`<a class="tile ${count > 0 ? tone : ''}" href="${inGraph(context, href)}"><strong>${grouped(count)}</strong> ${word}</a>`;
  return html`<div class="tiles">
${tile(totals.papers, 'papers', '/papers?show=all')}
${tile(totals.fullText, 'full texts', '/papers?show=all&origin=full-text')}
${tile(totals.cardOnly, 'card only', '/papers?show=all&origin=card')}
${tile(totals.failed, 'failed', '/papers?show=all&state=failed', 'bad')}
${tile(totals.due, 'due now', '/papers?next=due')}
${tile(totals.waiting, 'waiting', '/papers?next=waiting')}
${tile(totals.parked, 'parked', '/papers?parked=yes', 'warn')}
${tile(totals.givenUp, 'given up', '/papers?next=none')}
</div>`;
}

function runTable(context: PageContext, runs: readonly RunRecord[]): Html {
  return html`<table class="list">
<thead><tr><th>Began</th><th>State</th><th class="n">Took</th><th class="n">Papers</th><th class="n">Written</th>
<th class="n">Unchanged</th><th class="n">Card only</th><th class="n">Failed</th><th class="n">NIL</th><th>Warnings</th></tr></thead>
<tbody>${runs.map((run) => runRow(context, run))}</tbody></table>`;
}

function runRow({ now }: PageContext, run: RunRecord): Html {
  const { summary } = run;
  const count = (name: string, value: number | undefined, tone = '') =>
    html`<td class="n ${value === undefined || value === 0 ? 'zero' : tone}" data-name="${name}">${value === undefined ? '–' : grouped(value)}</td>`;
  return html`<tr>
<td data-name="Began"><a href="${runPath(run.runId)}">${timeTag(run.startedAt)}</a></td>
<td data-name="State">${stateBadge(run)}</td>
<td class="n" data-name="Took">${duration(runMs(run, now))}</td>
${count('Papers', summary?.papers.found)}
${count('Written', summary?.papers.written)}
${count('Unchanged', summary?.papers.unchanged)}
${count('Card only', summary?.papers.fromCardOnly)}
${count('Failed', summary?.papers.failed, 'bad')}
<td class="n" data-name="NIL">${summary === null ? '–' : percent(summary.nil, summary.mentions)}</td>
${warningCell(run)}
</tr>`;
}

function warningCell({ summary }: RunRecord): Html {
  if (summary === null || summary.warnings.length === 0) return html`<td class="zero none">none</td>`;
  const kinds = summary.warnings.map(({ kind }) => kind.replaceAll('-', ' ')).join(', ');
  return html`<td data-name="Warnings"><span class="state warn">${kinds}</span></td>`;
}
