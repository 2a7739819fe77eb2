/** A paper as a page of its own, to be kept, sent and printed. */
import { html } from 'hono/html';
import type { LedgerEntry } from '../../flow/ledger-rows.js';
import type { AuditRow, Verdict } from '../../model.js';
import { grouped } from '../../number-text.js';
import type { AnnotatedText } from '../annotated-text.js';
import { percent } from '../format.js';
import { conceptPage, paperPage as publisherPage, webAddress } from '../links.js';
import { annotatedTextPart } from './annotated-text-part.js';
import { facts, type Html } from './layout.js';
import { titleOf } from './papers-page.js';
import { type PageFiles, standalonePage } from './standalone.js';

export interface Report {
  readonly entry: LedgerEntry;
  readonly text: AnnotatedText;
  /** What the card asserts against what was found; null when the graph could not be asked. */
  readonly audit: readonly AuditRow[] | null;
}

/** The whole page as HTML. */
export function reportPage({ entry, text, audit }: Report, { style, script, version }: PageFiles): Html {
  const title = titleOf(entry);
  const body = html`<h1>${title}</h1>
${aboutPart(entry)}
${auditPart(audit)}
${annotatedTextPart(text)}`;
  const footer = `Made by papergraph ${version} from run ${entry.runId}; lexicon ${entry.fingerprint?.lexicon ?? 'unknown'}.`;
  return standalonePage({ title, body, footer, style, script });
}

function aboutPart({ paperId, otherIds, url, origin, counts }: LedgerEntry): Html {
  const published = publisherPage(paperId);
  const source = webAddress(url);
  return facts([
    ['Paper', published === null ? html`<code>${paperId}</code>` : html`<a href="${published}">${paperId}</a>`],
    ['Also', otherIds.length === 0 ? null : otherIds.join(', ')],
    ['Full text', source === null ? url : html`<a href="${source}">${source}</a>`],
    ['Read', origin === 'card' ? 'title and abstract of the card' : 'the full text'],
    ['Mentions', `${grouped(counts.mentions)}, ${percent(counts.nil, counts.mentions)} without a concept`],
    ['Concepts', grouped(counts.concepts)],
  ]);
}

const WORDS: Readonly<Record<Verdict, readonly [string, string]>> = {
  conflicting: ['conflicting', 'bad'],
  obsolete: ['retired id', 'warn'],
  'only-asserted': ['only on the card', 'warn'],
  agreed: ['agreed', 'good'],
  'only-derived': ['only in the text', 'soft'],
};

/** What needs a look first. */
const ORDER: readonly Verdict[] = ['conflicting', 'obsolete', 'only-asserted', 'agreed', 'only-derived'];

function auditPart(rows: readonly AuditRow[] | null): Html {
  if (rows === null) return html`<p class="message">The graph could not be asked what the card asserts.</p>`;
  if (rows.every(({ asserted }) => asserted === null)) return html``;
  const sorted = rows.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return html`<section><h2>The card against the text</h2><table class="list">
<thead><tr><th>Verdict</th><th>Name</th><th>Card</th><th>Text</th></tr></thead>
<tbody>${sorted.map(auditRow)}</tbody></table></section>`;
}

function auditRow({ text, asserted, derived, verdict }: AuditRow): Html {
  const [word, tone] = WORDS[verdict];
  return html`<tr><td data-name="Verdict"><span class="state ${tone}">${word}</span></td><td data-name="Name">${text}</td>
<td data-name="Card">${concept(asserted)}</td><td data-name="Text">${concept(derived)}</td></tr>`;
}

function concept(id: string | null): Html | string {
  if (id === null) return '';
  const address = conceptPage(id);
  return address === null ? id : html`<a href="${address}">${id}</a>`;
}
