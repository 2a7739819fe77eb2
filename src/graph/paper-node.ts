/** The paper itself as a node: what its card says of it, and what was read. */
import type { GroundedDocument, PaperCard, PaperNode, PaperText } from '../model.js';
import { readInline } from '../text/inline.js';
import { languageOf } from '../text/language.js';

export interface PaperNodeInput {
  readonly card: PaperCard;
  readonly text: PaperText;
  readonly grounded: GroundedDocument;
  readonly lexiconRelease: string;
  readonly linkerVersion: string;
}

export function paperNode({ card, text, grounded, lexiconRelease, linkerVersion }: PaperNodeInput): PaperNode {
  const nil = grounded.annotations.filter(({ grounding }) => grounding.kind === 'nil');
  const optional = {
    doi: card.doi,
    pmcid: card.pmcid,
    pmid: card.pmid,
    journal: card.journal,
    date: card.date,
    year: yearOf(card.date),
    url: text.url ?? card.fullTextUrl,
    sourceUrl: card.sourceUrl,
    figureCount: card.figureCount,
    referenceCount: card.referenceCount,
    textFailure: text.failure?.kind ?? null,
    language: languageOf(grounded.document),
  };
  return {
    id: card.id,
    title: titleOf(card, grounded),
    authors: card.authors,
    ...present(optional),
    textOrigin: text.origin,
    textSha256: text.sha256,
    mentionCount: grounded.annotations.length,
    nilCount: nil.length,
    lexicon: lexiconRelease,
    linker: linkerVersion,
  };
}

/** The card's title without mark-up; where the input was only a link, the full text's. */
function titleOf(card: PaperCard, { document }: GroundedDocument): string {
  if (card.title !== '') return readInline(card.title, { html: false, isReference: () => false }).text;
  return document.passages.find(({ kind }) => kind === 'title')?.text ?? '';
}

function yearOf(date: string | null): number | null {
  const year = /^\d{4}/.exec(date ?? '')?.[0];
  return year === undefined ? null : Number(year);
}

/** The record without its nulls: absent is absent. */
function present<T extends object>(record: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
