/** A paper's text → the document that the recognizer reads. Pure functions; any string is a text. */
import type { Document, PaperId, PaperText, Passage, Section } from '../model.js';
import { DocumentReader } from './document-reader.js';
import { identityMap } from './offset-map.js';
import type { SectionPatterns } from './sections.js';
import { splitSentences } from './sentences.js';

/**
 * Reads Markdown: sections typed by their headings, passages with plain text, map and sentences. Of a card
 * (`origin: 'card'`) only the title and what stands below the heading "Abstract" become passages. Reference lists give none.
 */
export function parseDocument(text: PaperText, patterns: SectionPatterns): Document {
  const { paperId, origin, markdown } = text;
  const reader = new DocumentReader(markdown, patterns, { cardOnly: origin === 'card' });
  return { paperId, origin, markdown, ...reader.read() };
}

/** Title and abstract of an abstract in PubTator form: the source is both, with one space between. */
export function plainDocument(paper: {
  readonly paperId: PaperId;
  readonly title: string;
  readonly abstract: string;
}): Document {
  const { paperId, title, abstract } = paper;
  const markdown = `${title} ${abstract}`;
  const start = title.length + 1;
  const sections: Section[] = [
    { type: 'TITLE', heading: title, level: 1, start: 0, end: title.length },
    { type: 'ABSTRACT', heading: '', level: 0, start, end: markdown.length },
  ];
  const passages = [plainPassage('title', title, 0), plainPassage('paragraph', abstract, start)];
  return { paperId, origin: 'full-text', markdown, sections, passages: passages.filter(({ text }) => text !== '') };
}

/** Plain texts as the paragraphs of a document without headings, in this order; empty ones are left out. */
export function passagesDocument(texts: readonly string[]): Pick<Document, 'markdown' | 'sections' | 'passages'> {
  const markdown = texts.join('\n');
  const sections: Section[] = [{ type: 'ABSTRACT', heading: '', level: 0, start: 0, end: markdown.length }];
  let start = 0;
  const passages = texts.map((text) => {
    const passage = { ...plainPassage('paragraph', text, start), section: 0 };
    start += text.length + 1;
    return passage;
  });
  return { markdown, sections, passages: passages.filter(({ text }) => text !== '') };
}

/** Plain text as a document: each paragraph, ended by an empty line, is a passage; the source is the text itself. */
export function textDocument(paperId: PaperId, text: string): Document {
  const sections: Section[] = [{ type: 'ABSTRACT', heading: '', level: 0, start: 0, end: text.length }];
  const passages = [...text.matchAll(PARAGRAPH)].map(({ 0: paragraph, index }) => ({
    ...plainPassage('paragraph', paragraph.trimEnd(), index),
    section: 0,
  }));
  return { paperId, origin: 'full-text', markdown: text, sections, passages };
}

/** Lines that have anything in them, up to one that has not. */
const PARAGRAPH = /[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g;

function plainPassage(kind: 'title' | 'paragraph', text: string, start: number): Passage {
  const offsets = identityMap(start, text.length);
  const section = kind === 'title' ? 0 : 1;
  return { kind, section, start, end: start + text.length, text, offsets, sentences: splitSentences(text) };
}
