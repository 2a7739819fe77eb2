/** Which sentences show that a paper speaks of a concept. */
import type { Document, Mention, PassageKind, SectionType } from '../model.js';
import { toSource } from '../text/offset-map.js';

/** A sentence as plain text, and where it stands in the source. */
export interface Evidence {
  readonly text: string;
  readonly section: SectionType;
  readonly start: number;
  readonly end: number;
}

/** Where a sentence stands: index of its passage, plain offsets there. */
export interface SentencePlace {
  readonly passage: number;
  readonly from: number;
  readonly to: number;
}

/** A sentence that a concept is mentioned in. */
export interface Occurrence {
  readonly place: SentencePlace;
  /** How sure the link is, 0..1. */
  readonly confidence: number;
  /** False when a gene and a disease stand in it together, which is what readers of the graph ask for. */
  readonly alone: boolean;
}

const MOST = 3;
/** Lengths between which a sentence says something and can be read at a glance, in UTF-16 units. */
const CLEAR_LENGTH = { min: 40, max: 300 };
/** A "sentence" beyond this is a list or a table that was not recognized as one. */
const MAX_LENGTH = 1000;

const PROSE: readonly PassageKind[] = ['title', 'paragraph', 'list-item', 'quote', 'caption'];
/** Where papers say what they found, and where they only say what was used or who paid. Others stand between. */
const FINDINGS: readonly SectionType[] = ['TITLE', 'ABSTRACT', 'RESULTS', 'DISCUSS', 'CONCL'];
const ASIDE: readonly SectionType[] = [
  'METHODS',
  'SUPPL',
  'ABBR',
  'KEYWORD',
  'ACK_FUND',
  'AUTH_CONT',
  'COMP_INT',
  'APPENDIX',
  'REF',
];

interface Sentence extends Evidence, Pick<Occurrence, 'confidence' | 'alone'> {
  /** 0 clear, 1 prose that is too short, too long or cut off, 2 a heading or a cell. */
  readonly form: number;
  /** 0 findings, 1 others, 2 aside. */
  readonly standing: number;
}

/**
 * Up to three clear sentences that the concept is mentioned in, the most telling first: findings before introduction
 * before methods, gene and disease together before one alone, surer links first, then as they stand in the paper. If
 * no sentence is clear, the one that comes nearest.
 */
export function chooseEvidence(document: Document, occurrences: readonly Occurrence[]): readonly Evidence[] {
  const sentences = occurrences
    .map((occurrence) => sentenceOf(document, occurrence))
    .filter((sentence) => sentence !== null);
  const best = distinct(sentences.toSorted(compare));
  const clear = best.filter(({ form }) => form === 0).slice(0, MOST);
  const chosen = clear.length > 0 ? clear : best.slice(0, 1);
  return chosen.map(({ text, section, start, end }) => ({ text, section, start, end }));
}

/**
 * The sentence that a mention begins in; null for a mention outside all of them. Of a "sentence" that is a long list, what
 * stands around the mention.
 */
export function sentenceAt(document: Document, { passage, plainStart }: Mention): SentencePlace | null {
  const { sentences, text } = document.passages[passage] ?? { sentences: new Int32Array(0), text: '' };
  const at = lastStartingBy(sentences, plainStart);
  const [from = 0, to = 0] = [sentences[at], sentences[at + 1]];
  if (plainStart >= to) return null;
  return { passage, ...(to - from > MAX_LENGTH ? windowAround(text, plainStart, { from, to }) : { from, to }) };
}

/** Index of the last pair that starts at or before a position, by halving: a passage may have very many. -2 for none. */
function lastStartingBy(pairs: Int32Array, position: number): number {
  let [low, high] = [0, pairs.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle * 2] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return (low - 1) * 2;
}

type Stretch = Pick<SentencePlace, 'from' | 'to'>;

/** Whole words around a position, as many as make a clear sentence. */
function windowAround(text: string, position: number, { from, to }: Stretch): Stretch {
  const first = Math.max(from, position - CLEAR_LENGTH.max / 2);
  const last = Math.min(to, position + CLEAR_LENGTH.max / 2);
  const space = first > from ? text.indexOf(' ', first) : -1;
  const lastSpace = last < to ? text.lastIndexOf(' ', last) : -1;
  return {
    from: space >= 0 && space < position ? space + 1 : first,
    to: lastSpace > position ? lastSpace : last,
  };
}

function sentenceOf(document: Document, { place, confidence, alone }: Occurrence): Sentence | null {
  const passage = document.passages[place.passage];
  const text = passage?.text.slice(place.from, place.to) ?? '';
  if (passage === undefined) return null;
  const section = document.sections[passage.section]?.type ?? 'OTHER';
  const standing = FINDINGS.includes(section) ? 0 : ASIDE.includes(section) ? 2 : 1;
  const span = toSource(passage, place.from, place.to);
  return { text, section, ...span, form: formOf(passage.kind, text), standing, alone, confidence };
}

function formOf(kind: PassageKind, text: string): number {
  if (!PROSE.includes(kind)) return 2;
  const whole = kind === 'title' || /[.!?]["'”’)\]]*$/.test(text);
  return whole && text.length >= CLEAR_LENGTH.min && text.length <= CLEAR_LENGTH.max ? 0 : 1;
}

function compare(a: Sentence, b: Sentence): number {
  return (
    a.form - b.form ||
    a.standing - b.standing ||
    Number(a.alone) - Number(b.alone) ||
    b.confidence - a.confidence ||
    a.start - b.start
  );
}

/** Each text once: headings and captions are repeated in papers. */
function distinct(sentences: readonly Sentence[]): Sentence[] {
  const seen = new Set<string>();
  return sentences.filter(({ text }) => !seen.has(text) && seen.add(text));
}
