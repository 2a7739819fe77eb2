/** One paper's whole story: where it stands, why, when it is tried again, what happened to it, and its text. */
import { html } from 'hono/html';
import type { HistoryRow, LedgerEntry } from '../../flow/ledger-rows.js';
import type { Fingerprint } from '../../model.js';
import { duration, grouped } from '../../number-text.js';
import type { AnnotatedText } from '../annotated-text.js';
import { exactTime, localTime, percent } from '../format.js';
import { paperPage as publisherPage, runPath, webAddress } from '../links.js';
import { annotatedTextPart } from './annotated-text-part.js';
import { facts, type Html, inGraph, type PageContext, page, timeTag } from './layout.js';
import { askedPart, nextText, retryForm, titleOf, troubleBadge, wellText } from './papers-page.js';

export interface PaperView {
  readonly entry: LedgerEntry;
  /** Oldest first. */
  readonly history: readonly HistoryRow[];
  /** Null when no annotations are kept. */
  readonly text: AnnotatedText | null;
  readonly asked: number | null;
}

export function paperPage(context: PageContext, { entry, history, text, asked }: PaperView): Html {
  const title = titleOf(entry);
  const body = html`
<p class="crumbs"><a href="${inGraph(context, '/papers')}">Papers</a></p>
<h1>${title}</h1>
${askedPart(asked)}
${standing(context, entry)}
<div class="halves"><section><h2>About it</h2>${aboutPaper(entry)}${fingerprintPart(entry)}</section>
<section><h2>What happened</h2>${story(history)}</section></div>
${text === null ? html`<section><h2>Text</h2><p class="message">No annotations are kept of this paper: it was never linked, or state.keepAnnotations is off.</p></section>` : annotatedTextPart(text)}`;
  return page(context, { title, at: 'papers', refreshMs: 0, body });
}

function standing(context: PageContext, entry: LedgerEntry): Html {
  const { trouble } = entry;
  if (trouble === null) {
    return html`<section class="card done"><div class="head"><span class="state good">in the graph</span>
<span>${wellText(entry)}</span></div></section>`;
  }
  return html`<section class="card ${entry.state}"><div class="head">${troubleBadge(entry)} ${retryForm(context, [entry.paperId], 'Try again')}</div>
<p class="why">${trouble.message}</p><p class="muted">${nextText(entry, context.now)}</p></section>`;
}

function aboutPaper(entry: LedgerEntry): Html {
  const { counts } = entry;
  const source = webAddress(entry.url);
  const published = publisherPage(entry.paperId);
  return facts([
    ['Paper', published === null ? html`<code>${entry.paperId}</code>` : outside(published, entry.paperId)],
    ['Card', html`<code>${entry.place}</code>`],
    ['Full text', source === null ? entry.url : outside(source, source)],
    [
      'In the graph',
      entry.graphHash === '' ? 'no' : entry.origin === 'card' ? 'from title and abstract' : 'with its full text',
    ],
    ['Mentions', `${grouped(counts.mentions)}, ${percent(counts.nil, counts.mentions)} without a concept`],
    ['Concepts', grouped(counts.concepts)],
    ['Last change', timeTag(entry.updatedAt)],
    ['Last look', timeTag(entry.checkedAt)],
    ['Last run', html`<a href="${runPath(entry.runId)}" title="${entry.runId}">${runWord(entry.runId)}</a>`],
  ]);
}

const PARTS: readonly (readonly [keyof Fingerprint, string])[] = [
  ['text', 'text'],
  ['card', 'card'],
  ['lexicon', 'lexicon'],
  ['model', 'models'],
  ['settings', 'settings'],
  ['curation', 'word lists, curation'],
];

/** What the graph was made of, and where the last attempt started from something else. */
function fingerprintPart({ fingerprint, tried, graphHash }: LedgerEntry): Html | string {
  if (fingerprint === null) return '';
  const row = ([part, word]: (typeof PARTS)[number]) => {
    const isOther = tried !== null && tried[part] !== '' && tried[part] !== fingerprint[part];
    return html`<tr><th scope="row">${word}</th><td><code class="hash">${fingerprint[part]}</code></td>
<td>${isOther ? html`<span class="state warn">other at the last attempt</span>` : ''}</td></tr>`;
  };
  return html`<details id="fingerprint"><summary>Fingerprint: what the graph was made of</summary>
<table class="fingerprint">${PARTS.map(row)}
<tr><th scope="row">its hash</th><td><code class="hash">${graphHash}</code></td><td></td></tr></table></details>`;
}

/** The ids of runs begin with their time. */
function runWord(runId: string): string {
  return localTime(/^\d{4}-[^Z]*Z/.exec(runId)?.[0] ?? runId);
}

function outside(href: string, text: string): Html {
  return html`<a href="${href}" rel="noreferrer noopener" target="_blank">${text}</a>`;
}

const EVENT_WORDS: Readonly<Record<HistoryRow['event'], readonly [string, string]>> = {
  written: ['written to the graph', 'good'],
  'from-card': ['linked from the card', 'soft'],
  failed: ['failed', 'bad'],
  parked: ['parked', 'warn'],
  recovered: ['well again', 'good'],
  'carried-over': ['not affected by another lexicon', 'good'],
  'retry-asked': ['another try asked for', 'busy'],
  forgotten: ['forgotten', 'warn'],
};

function story(history: readonly HistoryRow[]): Html {
  if (history.length === 0) return html`<p class="message">Nothing is noted of it yet.</p>`;
  return html`<ol class="story">${history.toReversed().map(storyItem)}</ol>`;
}

function storyItem({ at, event, stage, ms, message, runId }: HistoryRow): Html {
  const [word, tone] = EVENT_WORDS[event] ?? [event, 'soft'];
  return html`<li class="${tone}"><time datetime="${at}" title="${runId === null ? 'asked for by a person' : `run ${runId}`}">${exactTime(at)}</time>
<span class="state ${tone}">${word}</span>${stage === null ? '' : html` <span class="muted">${stage}</span>`}${ms === null ? '' : html` <span class="muted">${duration(ms)}</span>`}
${message === null ? '' : html`<p>${message}</p>`}</li>`;
}
