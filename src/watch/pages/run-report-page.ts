/** A run as a page of its own, to be kept, sent and printed: what was found, what failed, where the time went, what it was linked with. */
import { html } from 'hono/html';
import type { LedgerEntry } from '../../flow/ledger-rows.js';
import type { RunRecord } from '../../flow/run-records.js';
import type { RunSummary } from '../../model.js';
import { counted, duration, grouped } from '../../number-text.js';
import { exactTime, localTime, zoneText } from '../format.js';
import { paperPage as publisherPage } from '../links.js';
import type { Pace } from '../pace.js';
import type { RunFindings } from '../run-findings.js';
import { findingCharts } from './finding-charts.js';
import type { Html } from './layout.js';
import { nextText, titleOf, troubleBadge } from './papers-page.js';
import {
  cardClass,
  endedPart,
  linkedPapers,
  outcomePart,
  progressPart,
  runMs,
  stateBadge,
  warningList,
} from './run-parts.js';
import { type PageFiles, standalonePage } from './standalone.js';
import { aboutRun, freshFacts, inputProblems, reasons, timePart } from './summary-parts.js';

/** What became of the papers that a run took up, as far as no later run has changed anything of them. */
export interface RunPapers {
  readonly counts: {
    /** Papers that stand as the run linked them. */
    readonly linked: number;
    /** Those of them without kept annotations, so that the findings lack them. */
    readonly notKept: number;
    readonly failed: number;
    /** Failed papers that are tried again by themselves, and those that are not because they failed too often. */
    readonly again: number;
    readonly parked: number;
  };
  /** The first of the failed papers. */
  readonly failed: readonly LedgerEntry[];
  readonly findings: RunFindings;
}

export interface RunReportView {
  readonly run: RunRecord;
  readonly papers: RunPapers;
  /** Null for a run that does not go on. */
  readonly pace: Pace | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The whole page as HTML. It needs no script. */
export function runReportPage(view: RunReportView, { style, version }: PageFiles): Html {
  const { run, papers, pace, now } = view;
  const { summary } = run;
  const body = html`<section class="card ${cardClass(run)}">
<div class="head"><h1>Run of ${localTime(run.startedAt)}</h1> ${stateBadge(run)} <span class="muted">${whenText(run, now)}</span></div>
${pace === null ? endedPart(run) : progressPart(run, pace)}
${pace === null && summary !== null ? outcomePart(summary) : ''}
${warningList(run)}
</section>
${summary === null ? '' : foundPart(summary, papers)}
${summary === null ? '' : reasons('Failures', summary.failures, summary)}
${failedPart(summary?.papers.failed ?? 0, papers)}
${summary === null ? '' : html`${reasons('No full text, because', summary.textFailures, summary)}${inputProblems(summary)}${timePart(summary)}`}
<section><h2>About it</h2>${aboutRun(run, now)}</section>`;
  const footer = `Made by papergraph ${version} at ${exactTime(new Date(now).toISOString())}. ${zoneText()}`;
  return standalonePage({ title: `Run of ${localTime(run.startedAt)}`, body, footer, style, script: null });
}

/** In times that stay true: the page is read at any later time. */
function whenText(run: RunRecord, now: number): string {
  const took = duration(runMs(run, now));
  if (run.endedAt !== null) return `ended ${localTime(run.endedAt)}, took ${took}`;
  if (run.state === 'crashed') return `last heard of ${took} after it began`;
  return `going on when this page was made, ${took} after it began`;
}

function foundPart(summary: RunSummary, papers: RunPapers): Html {
  const notes = standingNotes(linkedPapers(summary), papers);
  return html`<section><h2>What was found</h2>${freshFacts(summary)}
${notes.map((text) => html`<p class="message">${text}</p>`)}${findingCharts(papers.findings)}</section>`;
}

/** What the charts are of, where that is not all that the run linked. @param all papers that it linked */
function standingNotes(all: number, { counts: { linked, notKept } }: RunPapers): readonly string[] {
  const notes: string[] = [];
  if (all === 0 && linked === 0)
    notes.push('This run linked no paper anew: what earlier ones found is in their reports.');
  if (linked < all) {
    notes.push(
      `Still as this run left them: ${grouped(linked)} of its ${counted(all, 'paper')}. Later runs took up the others again, if only to note that their card moved or their text is in trouble, or they were forgotten. What follows is of those that stand.`,
    );
  }
  if (notKept > 0) {
    notes.push(
      `Of ${counted(notKept, 'paper')} no annotations were kept (state.keepAnnotations was off): what follows says nothing of them.`,
    );
  }
  return notes;
}

/** @param all papers that failed in the run, those among them that later runs took up */
function failedPart(all: number, { counts, failed }: RunPapers): Html | string {
  const since = all - counts.failed;
  const takenUp =
    since > 0
      ? html`<p class="message">Later runs took up ${grouped(since)} of the ${counted(all, 'failed paper')} again, or they were forgotten.</p>`
      : '';
  if (counts.failed === 0) return takenUp;
  const more = counts.failed - failed.length;
  return html`<section><h2>Failed papers <span class="muted">${grouped(counts.failed)}</span></h2>
${takenUp}<p class="message">${nextStep(counts)}</p>
<ul class="papers">${failed.map((entry) => failedItem(entry))}</ul>
${more > 0 ? html`<p class="muted">and ${grouped(more)} more: <code>papergraph status --failed</code> has all that are failed now</p>` : ''}</section>`;
}

function nextStep({ failed, again, parked }: RunPapers['counts']): Html {
  const rest = failed - again - parked;
  const parts = [
    again > 0 ? `${grouped(again)} tried again by later runs` : null,
    parked > 0 ? `${grouped(parked)} parked after too many failures` : null,
    rest > 0 ? `${grouped(rest)} given up until card, lexicon, models or settings change` : null,
  ].filter((part) => part !== null);
  return html`${parts.join(', ')}. To have them all tried with the next run: <code>papergraph retry</code>`;
}

function failedItem(entry: LedgerEntry): Html {
  const { paperId, place, trouble } = entry;
  const published = publisherPage(paperId);
  const id = published === null ? html`<code>${paperId}</code>` : html`<a href="${published}">${paperId}</a>`;
  return html`<li><div class="what"><span class="title">${titleOf(entry)}</span>
<span class="why">${troubleBadge(entry)} <span>${trouble?.message ?? ''}</span></span>
<span class="muted">${id} · ${place} · ${nextText(entry, null)}</span></div></li>`;
}
