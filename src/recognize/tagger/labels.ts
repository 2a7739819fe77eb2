/** Labels of the tagger: outside, and begin, inside, end, single for each type of mention (BIOES). */
import type { MentionType } from '../../model.js';

/** A run of units with one type. */
export interface LabeledSpan {
  readonly type: MentionType;
  /** First and last unit. */
  readonly first: number;
  readonly last: number;
}

export const OUTSIDE_LABEL = 0;
const PER_TYPE = 4;
const STEP = { begin: 0, inside: 1, end: 2, single: 3 } as const;

export function labelCount(types: readonly MentionType[]): number {
  return 1 + types.length * PER_TYPE;
}

/** Label of `unit` in a span of the type with this index. */
export function labelIn(type: number, unit: number, span: { readonly first: number; readonly last: number }): number {
  const base = 1 + type * PER_TYPE;
  if (span.first === span.last) return base + STEP.single;
  if (unit === span.first) return base + STEP.begin;
  return base + (unit === span.last ? STEP.end : STEP.inside);
}

/** The labels of the type with this index. */
export function labelsOfType(type: number): Readonly<Record<keyof typeof STEP, number>> {
  const base = 1 + type * PER_TYPE;
  return { begin: base + STEP.begin, inside: base + STEP.inside, end: base + STEP.end, single: base + STEP.single };
}

/** Number of types that so many labels are for. */
export function typeCount(labels: number): number {
  return (labels - 1) / PER_TYPE;
}

/** Bits of all labels of a type. */
export function bitsOfType(type: number): number {
  return 0b1111 << (1 + type * PER_TYPE);
}

const opens = (label: number) => label !== OUTSIDE_LABEL && ((label - 1) % PER_TYPE) % 3 === 0;
const isOpen = (label: number) => label !== OUTSIDE_LABEL && (label - 1) % PER_TYPE <= STEP.inside;

/** Whether a mention that is open goes on in the same type, and one that is not open does not. */
export function mayFollow(before: number, label: number): boolean {
  if (!isOpen(before)) return label === OUTSIDE_LABEL || opens(label);
  if (label === OUTSIDE_LABEL || opens(label)) return false;
  return Math.trunc((before - 1) / PER_TYPE) === Math.trunc((label - 1) / PER_TYPE);
}

export function mayStart(label: number): boolean {
  return mayFollow(OUTSIDE_LABEL, label);
}

export function mayEnd(label: number): boolean {
  return mayFollow(label, OUTSIDE_LABEL);
}
