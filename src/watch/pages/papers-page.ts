/** Papers in trouble, with why, when they are tried again, and buttons that make them due now. */
import { html } from 'hono/html';
import type { LedgerEntry } from '../../flow/ledger-rows.js';
import type { FailureClass } from '../../model.js';
import { counted } from '../../number-text.js';
import { distance, exactTime } from '../format.js';
import { paperPath } from '../links.js';
import { isNarrowed, type PaperFilter, queryFor } from '../paper-filter.js';
import { type Html, inGraph, type PageContext, page } from './layout.js';

export interface PapersView {
  readonly filter: PaperFilter;
  readonly papers: readonly LedgerEntry[];
  /** True when there are more behind these. */
  readonly hasMore: boolean;
  /** Kinds of trouble that can be asked for. */
  readonly kinds: readonly string[];
  /** Papers that the form before this page made due; null when none was sent. */
  readonly asked: number | null;
}

export function papersPage(context: PageContext, view: PapersView): Html {
  const { papers, filter } = view;
  const body = html`
<h1>${filter.all ? 'Papers' : 'Papers in trouble'}</h1>
${askedPart(view.asked)}
${filterForm(context, view)}
${papers.length === 0 ? emptyPart(context, filter) : html`${retryAll(context, papers)}<ul class="papers">${papers.map((entry) => paperItem(context, entry))}</ul>`}
${view.hasMore ? nextPage(context, view) : ''}`;
  return page(context, { title: 'Papers', at: 'papers', refreshMs: 0, body });
}

/** A page that says that no paper has this name, and looks for it in titles and links if one likes. */
export function noPaperPage(context: PageContext, name: string): Html {
  const { graph, graphs } = context;
  const body = html`<h1>No such paper</h1>
<p class="message">The ledger knows no paper by <code>${name}</code>: expected its id as on its page, a PMC id, a PubMed id or a DOI.</p>
<form class="filter" method="get" action="/papers" role="search"><input type="hidden" name="show" value="all">
${graph === null || graphs.length < 2 ? '' : html`<input type="hidden" name="graph" value="${graph.id}">`}
<label>Id or title <input type="search" name="q" value="${name}"></label>
<button type="submit">Search all papers</button></form>`;
  return page(context, { title: 'No such paper', at: 'papers', refreshMs: 0, body });
}

/** What a form that asked for another try did. */
export function askedPart(asked: number | null): Html | string {
  if (asked === null) return '';
  const text =
    asked === 0
      ? 'No paper was made due: it is not in trouble any more, or the next run takes it anyway.'
      : `${counted(asked, 'paper')} due now. The next run takes ${asked === 1 ? 'it' : 'them'}.`;
  return html`<p class="said" role="status">${text}</p>`;
}

function emptyPart(context: PageContext, filter: PaperFilter): Html {
  if (isNarrowed(filter))
    return html`<p class="message">No paper is like that. <a href="${inGraph(context, '/papers')}">Show all in trouble</a></p>`;
  return html`<p class="message">${filter.all ? 'There is no paper yet.' : 'No paper is in trouble: all were read in full and written.'}</p>`;
}

const CLASSES: readonly (readonly [FailureClass, string])[] = [
  ['retry', 'tried again'],
  ['skip', 'given up'],
  ['stop', 'stopped the run'],
];

const STATES = [
  ['failed', 'failed'],
  ['written', 'in the graph'],
] as const;

const ORIGINS = [
  ['full-text', 'full text'],
  ['card', 'card only'],
] as const;

const NEXT = [
  ['due', 'due now'],
  ['waiting', 'waiting'],
  ['none', 'none'],
] as const;

function filterForm({ graph, graphs }: PageContext, { filter, kinds }: PapersView): Html {
  const option = (value: string, word: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${word}</option>`;
  const parked = filter.parked === null ? '' : filter.parked ? 'yes' : 'no';
  return html`<form class="filter" method="get" action="/papers" role="search">
${graph === null || graphs.length < 2 ? '' : html`<input type="hidden" name="graph" value="${graph.id}">`}
<label>Id or title <input type="search" name="q" value="${filter.text}" placeholder="PMC…, DOI, words of the title"></label>
<label>Show <select name="show">${option('', 'in trouble', filter.all ? 'all' : '')}${option('all', 'all papers', filter.all ? 'all' : '')}</select></label>
<label>What is done ${select('class', CLASSES, filter.class)}</label>
<label>Why ${select(
    'kind',
    kinds.map((kind) => [kind, kind] as const),
    filter.kind,
  )}</label>
<label>State ${select('state', STATES, filter.state)}</label>
<label>Read from ${select('origin', ORIGINS, filter.origin)}</label>
<label>Next attempt ${select('next', NEXT, filter.next)}</label>
<label>Parked <select name="parked">${option('', 'any', parked)}${option('yes', 'yes', parked)}${option('no', 'no', parked)}</select></label>
<button type="submit">Show</button></form>`;
}

/** A choice that may be left open. */
function select(name: string, options: readonly (readonly [string, string])[], chosen: string | null): Html {
  const all = [['', 'any'] as const, ...options];
  return html`<select name="${name}">${all.map(([value, word]) => html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : ''}>${word}</option>`)}</select>`;
}

function retryAll(context: PageContext, papers: readonly LedgerEntry[]): Html | string {
  const ids = papers.filter(({ trouble }) => trouble !== null).map(({ paperId }) => paperId);
  return ids.length < 2 ? '' : retryForm(context, ids, `Try all ${ids.length} shown again`);
}

/** A form that makes papers due. @param word what its button says */
export function retryForm({ graph, formToken, path }: PageContext, ids: readonly string[], word: string): Html {
  return html`<form class="retry" method="post" action="/retry">
<input type="hidden" name="form" value="${formToken}"><input type="hidden" name="graph" value="${graph?.id ?? ''}"><input type="hidden" name="back" value="${path}">
${ids.map((id) => html`<input type="hidden" name="paper" value="${id}">`)}
<button type="submit"${ids.length === 1 ? html` aria-label="${word}: ${ids[0]}"` : ''}>${word}</button></form>`;
}

function paperItem(context: PageContext, entry: LedgerEntry): Html {
  const { paperId, trouble } = entry;
  const path = inGraph(context, paperPath(paperId));
  const well = trouble === null ? wellText(entry) : null;
  return html`<li><div class="what"><a class="title" href="${path}">${titleOf(entry)}</a>
${trouble === null ? '' : html`<span class="why">${troubleBadge(entry)} <span>${trouble.message}</span></span>`}
<span class="muted"><code>${paperId}</code> · ${entry.place} · ${well ?? nextText(entry, context.now)}</span></div>
${trouble === null ? '' : retryForm(context, [paperId], 'Try again')}</li>`;
}

/** A title without the asterisks of its emphasis; the id of a paper that has none. */
export function titleOf({ title, paperId }: LedgerEntry): string {
  return title === '' ? paperId : title.replace(/(\*{1,3})(?=\S)([^*]+?)\1/g, '$2');
}

/** What is said of a paper without trouble. */
export function wellText({ origin, counts }: LedgerEntry): string {
  const read = origin === 'card' ? 'read from its card, which has no link to a full text' : 'full text read';
  return `${read}: ${counted(counts.mentions, 'mention')} of ${counted(counts.concepts, 'concept')}`;
}

/** What kind of trouble a paper is in; failed papers and papers read from their card differ. */
export function troubleBadge({ state, trouble }: LedgerEntry): Html | string {
  if (trouble === null) return '';
  const tone = trouble.parked ? 'warn' : state === 'failed' ? 'bad' : 'soft';
  const word = trouble.parked ? 'parked' : state === 'failed' ? 'failed' : 'card only';
  return html`<span class="state ${tone}">${word}</span> <span class="kind">${trouble.stage}: ${trouble.kind}</span>`;
}

/** When and whether it is tried again. @param now milliseconds since 1970; null on a page that is read at any later time */
export function nextText({ trouble }: LedgerEntry, now: number | null): string {
  if (trouble === null) return '';
  const attempts = counted(trouble.attempts, 'attempt');
  if (trouble.parked) return `${attempts} · parked: not tried again by itself`;
  if (trouble.nextAttempt === null) return `${attempts} · given up until card, lexicon, models or settings change`;
  if (now === null) return `${attempts} · tried again by runs from ${exactTime(trouble.nextAttempt)} on`;
  const due = Date.parse(trouble.nextAttempt);
  if (due <= now) return `${attempts} · due: the next run tries it`;
  return `${attempts} · next attempt ${distance(due - now)} (${exactTime(trouble.nextAttempt)})`;
}

function nextPage(context: PageContext, { filter, papers }: PapersView): Html {
  const query = queryFor(filter, papers.at(-1)?.paperId ?? '').toString();
  return html`<p class="pages"><a rel="next" href="${inGraph(context, `/papers?${query}`)}">Next page</a></p>`;
}
