/** What all pages share: head, navigation, the choice among graphs. Values put into `html` are escaped. */
import { html } from 'hono/html';
import { exactTime, localTime, zoneText } from '../format.js';

/** A piece of HTML; what is put into it from outside was escaped. */
export type Html = ReturnType<typeof html>;

/** One of the graphs that the state folder knows. */
export interface GraphChoice {
  readonly id: string;
  /** For people: an address or a path. */
  readonly location: string;
}

/** What a page needs to know beside its own content. */
export interface PageContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The graph shown; null when there was no run yet. */
  readonly graph: GraphChoice | null;
  readonly graphs: readonly GraphChoice[];
  /** Goes into each form that changes something. */
  readonly formToken: string;
  /** True when a token was asked for, so that there is something to log out of. */
  readonly hasLogin: boolean;
  /** Path and query of the page, to come back to. */
  readonly path: string;
}

export interface PageParts {
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly at: 'runs' | 'papers' | null;
  /** How often the parts marked `data-live` are asked for again, in milliseconds; 0 for never. */
  readonly refreshMs: number;
  readonly body: Html;
}

/** A whole page. */
export function page(context: PageContext, { title, at, refreshMs, body }: PageParts): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · papergraph</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
<script src="/assets/page.js" defer></script>
${refreshMs > 0 ? html`<noscript><meta http-equiv="refresh" content="10"></noscript>` : ''}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
  <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="22" height="22"> papergraph</a>
  <nav aria-label="Main">${navigation(context, at)}</nav>
  ${graphChooser(context)}
  ${context.hasLogin ? logoutForm(context) : ''}
</header>
<p class="offline" id="offline" role="status" hidden>No answer from papergraph serve. What you see may be old; trying again.</p>
<main id="main" data-refresh="${refreshMs}">
${body}
</main>
${at === null ? '' : html`<footer class="zone">${zoneText()}</footer>`}
</body>
</html>`;
}

/** A path of ours with the graph that is shown, where it is not the one that is shown by itself. */
export function inGraph({ graph, graphs }: PageContext, path: string): string {
  if (graph === null || graph.id === graphs[0]?.id) return path;
  return `${path}${path.includes('?') ? '&' : '?'}graph=${encodeURIComponent(graph.id)}`;
}

function navigation(context: PageContext, at: PageParts['at']): Html {
  const entry = (name: string, path: string, isCurrent: boolean) =>
    html`<a href="${inGraph(context, path)}"${isCurrent ? html` aria-current="page"` : ''}>${name}</a>`;
  return html`${entry('Runs', '/', at === 'runs')}${entry('Papers', '/papers', at === 'papers')}`;
}

function graphChooser({ graph, graphs }: PageContext): Html {
  if (graph === null) return html``;
  if (graphs.length < 2) return html`<span class="graph" title="the graph that is written to">${graph.location}</span>`;
  const options = graphs.map(
    ({ id, location }) => html`<option value="${id}"${id === graph.id ? html` selected` : ''}>${location}</option>`,
  );
  return html`<form class="graph" method="get"><label>Graph <select name="graph">${options}</select></label>
    <button type="submit">Show</button></form>`;
}

function logoutForm({ formToken }: PageContext): Html {
  return html`<form method="post" action="/logout"><input type="hidden" name="form" value="${formToken}">
    <button type="submit" class="quiet">Log out</button></form>`;
}

/** A time for people, exact in its tooltip; a dash for none. */
export function timeTag(iso: string | null): Html {
  if (iso === null) return html`–`;
  return html`<time datetime="${iso}" title="${exactTime(iso)}">${localTime(iso)}</time>`;
}

/** A term with its value; one without is left out. */
export type Fact = readonly [string, Html | string | number | null];

/** Facts beside each other, for short values. */
export function facts(pairs: readonly Fact[]): Html {
  return factList('facts', pairs);
}

/** Facts below each other, for long values. */
export function factLines(pairs: readonly Fact[]): Html {
  return factList('facts lines', pairs);
}

function factList(name: string, pairs: readonly Fact[]): Html {
  const shown = pairs.filter(([, value]) => value !== null);
  return html`<dl class="${name}">${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A page that says why there is nothing else to see. */
export function messagePage(context: PageContext, title: string, message: Html | string): Html {
  const body = html`<h1>${title}</h1><p class="message">${message}</p><p><a href="/">All runs</a></p>`;
  return page(context, { title, at: null, refreshMs: 0, body });
}
