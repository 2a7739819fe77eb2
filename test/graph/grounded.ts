/** Small cards, documents, lexicons and annotations for the tests of assembling and of exports. */

import type {
  Annotation,
  AssertedEntity,
  Concept,
  ConceptLink,
  Document,
  GroundedDocument,
  MentionType,
  NilReason,
  PaperCard,
  PaperText,
  Passage,
  PassageKind,
  SectionType,
} from '../../src/model.js';
import { identityMap } from '../../src/text/offset-map.js';

const ID = 'PMC:PMC7';

/** One passage of a document: what kind, in what section, and its sentences, which are joined by spaces. */
export interface PassageSketch {
  readonly section: SectionType;
  readonly kind?: PassageKind;
  readonly sentences: readonly string[];
}

/** A document whose source is its passages, with an empty line between them, and a section for each. */
export function documentOf(sketches: readonly PassageSketch[]): Document {
  let markdown = '';
  const sections: Document['sections'][number][] = [];
  const passages: Passage[] = [];
  for (const { section, kind = 'paragraph', sentences } of sketches) {
    if (markdown !== '') markdown += '\n\n';
    const [start, text] = [markdown.length, sentences.join(' ')];
    markdown += text;
    sections.push({ type: section, heading: '', level: 1, start, end: markdown.length });
    const passage = { kind, section: passages.length, start, end: markdown.length, text };
    passages.push({ ...passage, offsets: identityMap(start, text.length), sentences: boundsOf(sentences) });
  }
  return { paperId: ID, origin: 'full-text', markdown, sections, passages };
}

function boundsOf(sentences: readonly string[]): Int32Array {
  let at = 0;
  const bounds = sentences.flatMap((sentence) => {
    const start = at;
    at += sentence.length + 1;
    return [start, start + sentence.length];
  });
  return Int32Array.from(bounds);
}

export interface MentionSketch {
  readonly text: string;
  readonly type?: MentionType;
  /** Ids that it is linked to; or why it is NIL. */
  readonly to: readonly (string | Partial<ConceptLink>)[] | NilReason;
}

/** Annotations for the texts, each at its next place in the document after the one before. */
export function annotate(document: Document, sketches: readonly MentionSketch[]): GroundedDocument {
  let from = 0;
  const annotations = sketches.map((sketch) => {
    const start = document.markdown.indexOf(sketch.text, from);
    if (start < 0) throw new Error(`"${sketch.text}" does not stand after ${from}`);
    from = start + 1;
    return annotationAt(document, start, sketch);
  });
  return { document, abbreviations: [], annotations };
}

function annotationAt(document: Document, start: number, { text, type = 'Gene', to }: MentionSketch): Annotation {
  const passage = document.passages.findIndex((candidate) => candidate.start <= start && start < candidate.end);
  const plainStart = start - (document.passages[passage]?.start ?? 0);
  const mention = {
    type,
    passage,
    plainStart,
    plainEnd: plainStart + text.length,
    start,
    end: start + text.length,
    text,
    longForm: null,
    evidence: 'lexicon',
    score: 1,
  } as const;
  if (typeof to === 'string') return { mention, grounding: { kind: 'nil', reason: to, detail: '', runnersUp: [] } };
  const [first, ...others] = to.map(link);
  if (first === undefined) throw new Error(`"${text}" is linked to nothing`);
  return { mention, grounding: { kind: 'linked', links: [first, ...others] } };
}

function link(given: string | Partial<ConceptLink>): ConceptLink {
  const more = typeof given === 'string' ? { conceptId: given } : given;
  return {
    conceptId: '',
    matchedName: 'a name',
    scope: 'EXACT',
    forgiven: [],
    justification: 'semapv:LexicalMatching',
    reason: 'a name of it',
    confidence: 0.9,
    runnersUp: [],
    part: 0,
    ...more,
  };
}

/** A concept with nothing but what is given. */
export function conceptOf(id: string, more: Partial<Concept> = {}): Concept {
  const kind = id.startsWith('NCBIGene') ? 'Gene' : id.startsWith('NCBITaxon') ? 'Taxon' : 'Disease';
  return {
    id,
    kind,
    name: `name of ${id}`,
    fullName: null,
    parents: [],
    treeNumbers: [],
    taxonId: null,
    geneType: null,
    exactMatches: [],
    ...more,
  };
}

/** A lexicon of these concepts; `retired` leads old ids to new ones, `references` genes to those that they are orthologs of. */
export function lexiconOf(
  concepts: readonly Concept[],
  retired: Readonly<Record<string, string>> = {},
  references: Readonly<Record<string, readonly string[]>> = {},
) {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  const formerIds = (id: string) => Object.keys(retired).filter((old) => retired[old] === id);
  const referenceGenes = (id: string) => references[id] ?? [];
  return { concept: (id: string) => byId.get(retired[id] ?? id) ?? null, formerIds, referenceGenes };
}

export function cardOf(more: Partial<PaperCard> = {}): PaperCard {
  return {
    id: ID,
    place: { path: 'card.md', line: 1 },
    title: 'A *title* of H<sub>2</sub>O',
    authors: ['Ada Example'],
    pmcid: 'PMC7',
    pmid: null,
    doi: null,
    journal: null,
    date: null,
    tldr: null,
    contribution: null,
    keyFindings: [],
    abstract: null,
    assertions: [],
    fullTextUrl: null,
    figureCount: null,
    referenceCount: null,
    sourceUrl: null,
    otherSections: [],
    markdown: '',
    ...more,
  };
}

export function textOf(more: Partial<PaperText> = {}): PaperText {
  const markdown = '';
  return { paperId: ID, origin: 'full-text', url: null, markdown, sha256: 'c'.repeat(64), failure: null, ...more };
}

export function asserted(conceptId: string | null, more: Partial<AssertedEntity> = {}): AssertedEntity {
  return {
    section: 'linked',
    group: 'Diseases',
    kind: 'Disease',
    name: 'named so',
    fullName: null,
    conceptId,
    aliases: [],
    line: 1,
    ...more,
  };
}
