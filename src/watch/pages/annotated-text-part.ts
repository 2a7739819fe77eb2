/** A paper's text with its mentions marked, and beside it what each is said to mean. Works without scripts: a mention is a link to its note. */
import { html } from 'hono/html';
import type { Candidate, ConceptLink, NilReason } from '../../model.js';
import { grouped } from '../../number-text.js';
import type { AnnotatedText, TextBlock, TextPiece } from '../annotated-text.js';
import { conceptPage } from '../links.js';
import { type Mark, type Note, type NoteGroup, Notes } from '../notes.js';
import type { Html } from './layout.js';

const NO_CONCEPT = 'without a concept';

/** Links less sure than this look so. */
const UNSURE = 0.5;

/** Each with the word for one of it and for several. */
const CONCEPT_MARKS: readonly (readonly [Mark, string, string])[] = [
  ['gene', 'gene', 'genes'],
  ['disease', 'disease', 'diseases'],
  ['family', 'family or complex', 'families and complexes'],
];
const MARKS: typeof CONCEPT_MARKS = [...CONCEPT_MARKS, ['nil', NO_CONCEPT, NO_CONCEPT]];

/** Why a mention has no concept. */
export const NIL_WORDS: Readonly<Record<NilReason, string>> = {
  'no-candidate': 'no name of the lexicon matches',
  'undefined-short-form': 'a short form that is defined nowhere',
  'long-form-unknown': 'what it stands for is in no terminology',
  ambiguous: 'several concepts, and nothing to tell them apart',
  'species-missing': 'the gene of that species is not in the lexicon',
  'not-a-member': 'a family, domain or complex, no single gene',
  'never-linked': 'a curator has it never linked',
};

/** The text, and its notes. */
export function annotatedTextPart(text: AnnotatedText): Html {
  const notes = new Notes(text);
  return html`<section class="reading"><h2>Text ${text.origin === 'card' ? html`<span class="muted">title and abstract of the card</span>` : ''}</h2>
${legend(notes)}
<a class="skip" href="#notes">Skip to what the mentions mean</a>
<div class="columns"><article class="text">${blocksOf(text.blocks, notes)}</article>
<aside class="notes" id="notes" tabindex="-1" aria-label="What the mentions mean">${MARKS.map(([mark, , word]) => noteList(mark, word, notes))}</aside></div>
<div id="tip" role="tooltip" hidden></div></section>`;
}

/** How many mentions there are of how many concepts; the first entry says that it is mentions that are counted. */
function legend(notes: Notes): Html {
  const parts = CONCEPT_MARKS.map(([mark, one, many]) => {
    const concepts = notes.groups(mark).length;
    return { mark, count: sumOf(notes, mark), word: `of ${grouped(concepts)} ${concepts === 1 ? one : many}` };
  });
  const entries = [...parts, { mark: 'nil', count: sumOf(notes, 'nil'), word: NO_CONCEPT }];
  const items = entries
    .filter(({ count }) => count > 0)
    .map(({ mark, count, word }, index) => {
      const unit = index > 0 ? '' : count === 1 ? 'mention ' : 'mentions ';
      return html`<li><span class="m ${mark}">${grouped(count)}</span> ${unit}${word}</li>`;
    });
  return html`<ul class="legend marks">${items}${unsureItem(notes)}</ul>`;
}

/** What is unsure has a concept: it is a part of the first numbers, not of those without one. */
function unsureItem(notes: Notes): Html | string {
  const unsure = notes.all().reduce((sum, note) => sum + (isUnsure(note) ? note.count : 0), 0);
  if (unsure === 0) return '';
  return html`<li><span class="m unsure">${grouped(unsure)}</span> of those with a concept: its probability is below ${100 * UNSURE} %</li>`;
}

function sumOf(notes: Notes, mark: Mark): number {
  return notes.all().reduce((sum, note) => sum + (note.mark === mark ? note.count : 0), 0);
}

/** Blocks one after the other; rows of a table are gathered into one. */
function blocksOf(blocks: readonly TextBlock[], notes: Notes): readonly Html[] {
  const shown: Html[] = [];
  let rows: TextBlock[] = [];
  const endTable = () => {
    if (rows.length > 0) shown.push(tableOf(rows, notes));
    rows = [];
  };
  for (const block of blocks) {
    if (block.kind === 'table-cell') rows.push(block);
    else {
      endTable();
      shown.push(blockOf(block, notes));
    }
  }
  endTable();
  return shown;
}

function tableOf(rows: readonly TextBlock[], notes: Notes): Html {
  const cells = (row: TextBlock) => row.cells.map((cell) => html`<td>${piecesOf(cell, notes)}</td>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</table></div>`;
}

function blockOf({ kind, level, cells }: TextBlock, notes: Notes): Html {
  const content = cells.map((cell) => piecesOf(cell, notes));
  switch (kind) {
    case 'title':
      return html`<h3 class="title">${content}</h3>`;
    case 'heading':
      return level <= 2 ? html`<h3>${content}</h3>` : html`<h4>${content}</h4>`;
    case 'list-item':
      return html`<p class="item">${content}</p>`;
    case 'quote':
      return html`<blockquote>${content}</blockquote>`;
    case 'caption':
      return html`<p class="caption">${content}</p>`;
    case 'source':
      return html`<pre>${content}</pre>`;
    default:
      return html`<p>${content}</p>`;
  }
}

function piecesOf(pieces: readonly TextPiece[], notes: Notes): readonly (Html | string)[] {
  return pieces.map((piece) => {
    const [first, ...others] = piece.annotations
      .map((annotation) => notes.of(annotation))
      .filter((note) => note !== undefined);
    if (first === undefined) return piece.text;
    const all = [first, ...others].map(({ number }) => number).join(' ');
    return html`<a class="m ${first.mark}${isUnsure(first) ? ' unsure' : ''}" href="#n${first.number}" data-notes="${all}">${piece.text}</a>`;
  });
}

function isUnsure({ grounding }: Note): boolean {
  return grounding.kind === 'linked' && Math.max(...grounding.links.map(({ confidence }) => confidence)) < UNSURE;
}

function noteList(mark: Mark, word: string, notes: Notes): Html | string {
  const groups = notes.groups(mark);
  if (groups.length === 0) return '';
  return html`<h3>${word} <span class="muted">${grouped(groups.length)}</span></h3><ul>${groups.map(groupItem)}</ul>`;
}

/** Names shown of a group; the rest stand in its notes. */
const NAMES = 4;

/** What the text calls a concept and how often; opened, each statement with its reason. */
function groupItem({ mark, conceptIds, names, count, notes }: NoteGroup): Html {
  const [first = '', ...others] = names.slice(0, NAMES);
  const more = names.length > NAMES ? ' …' : '';
  return html`<li><details><summary><span class="m ${mark}">${first}</span>
<span class="muted">${others.length > 0 ? `${others.join(', ')}${more} ` : ''}${grouped(count)}×</span></summary>
<ol>${notes.map(noteItem)}</ol></details>
${conceptIds.length === 0 ? '' : html`<p class="ids">${conceptIds.map((id) => html`${conceptAnchor(id)} `)}</p>`}</li>`;
}

function noteItem(note: Note): Html {
  const { number, mark, text, longForm, grounding, count } = note;
  return html`<li id="n${number}" class="note" tabindex="-1"><p class="words"><span class="m ${mark}">${text}</span>
${longForm === null ? '' : html`<span class="muted">${longForm}</span>`} <span class="muted">${count}×</span></p>
${grounding.kind === 'linked' ? grounding.links.map(linkPart) : html`<p>No concept: ${NIL_WORDS[grounding.reason]}.</p><p class="muted">${grounding.detail}</p>${runnersUp(grounding.runnersUp)}`}</li>`;
}

function linkPart(link: ConceptLink): Html {
  const forgiven = link.forgiven.length > 0 ? ` (forgiven: ${link.forgiven.join(', ')})` : '';
  return html`<div class="link"><p>${conceptAnchor(link.conceptId)} <span class="name">${link.matchedName}</span>
<span class="sure" title="probability that this is right">${(100 * link.confidence).toFixed(0)} %</span></p>
<p class="muted">${link.reason}${forgiven}</p>${runnersUp(link.runnersUp)}</div>`;
}

/** A concept's id, leading to its page at its publisher where it has one. */
export function conceptAnchor(id: string): Html {
  const page = conceptPage(id);
  return page === null
    ? html`<code>${id}</code>`
    : html`<a class="concept" href="${page}" rel="noreferrer noopener" target="_blank">${id}</a>`;
}

function runnersUp(candidates: readonly Candidate[]): Html | string {
  if (candidates.length === 0) return '';
  return html`<p class="muted others">not chosen: ${candidates.map(
    ({ conceptId, name }, index) => html`${index > 0 ? ', ' : ''}${conceptAnchor(conceptId)} ${name}`,
  )}</p>`;
}
