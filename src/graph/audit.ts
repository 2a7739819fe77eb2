/** What a card asserts beside what was found in its paper: agreed, only one of the two, conflicting, or by a retired id. */
import { prefixOf } from '../curie.js';
import type { AuditRow, ConceptId, ConceptKind, PaperId, Verdict } from '../model.js';
import { normalizeName } from '../text/normalize.js';

export const VERDICTS: readonly Verdict[] = ['agreed', 'conflicting', 'obsolete', 'only-asserted', 'only-derived'];

/** A concept that a card asserts, as its edge has it. */
export interface Asserted {
  readonly conceptId: ConceptId;
  readonly kind: ConceptKind;
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  /** As the card has them. */
  readonly ids: readonly ConceptId[];
}

/** A concept that a paper mentions, as its edge has it. */
export interface Derived {
  readonly conceptId: ConceptId;
  readonly kind: ConceptKind;
  readonly names: readonly string[];
  readonly confidence: number;
}

export interface PaperClaims {
  readonly paper: PaperId;
  readonly asserted: readonly Asserted[];
  readonly derived: readonly Derived[];
}

/** True for two ids that a published mapping calls the same. */
export type IsSame = (a: ConceptId, b: ConceptId) => boolean;

/** Rows of one paper: asserted concepts in the order given, then those only derived. Other kinds than genes and diseases are not linked, so they are left out. */
export function auditPaper({ paper, asserted, derived }: PaperClaims, isSame: IsSame): AuditRow[] {
  const claims = asserted.filter(({ kind }) => kind !== 'Other');
  const rows = claims.flatMap((claim) => rowsOf(claim, derived, isSame).map((row) => ({ paper, ...row })));
  const told = new Set(rows.map((row) => row.derived));
  const meant = (one: Derived) => claims.some(({ conceptId }) => isEqual(conceptId, one.conceptId, isSame));
  const rest = derived.filter((one) => one.kind !== 'Other' && !told.has(one.conceptId) && !meant(one));
  return [...rows, ...rest.map((one) => ({ paper, ...onlyDerived(one) }))];
}

type Row = Omit<AuditRow, 'paper'>;

function rowsOf(claim: Asserted, derived: readonly Derived[], isSame: IsSame): Row[] {
  const { conceptId, kind, names, ids } = claim;
  const text = names[0] ?? conceptId;
  const asserted = ids[0] ?? conceptId;
  const found = derived.find((one) => isEqual(one.conceptId, conceptId, isSame));
  const retired = ids.find((id) => id !== conceptId);
  if (retired !== undefined) {
    return [
      { text, asserted: retired, derived: conceptId, verdict: 'obsolete', kind, confidence: confidenceOf(found) },
    ];
  }
  if (found !== undefined)
    return [{ text, asserted, derived: found.conceptId, verdict: 'agreed', kind, confidence: found.confidence }];
  const others = conflicts(claim, derived);
  if (others.length === 0) return [{ text, asserted, derived: null, verdict: 'only-asserted', kind, confidence: null }];
  return others.map(({ name, other }) => {
    const { conceptId: id, confidence } = other;
    return { text: name, asserted, derived: id, verdict: 'conflicting', kind, confidence };
  });
}

/** Concepts of the same terminology that the card's own words stand for in the text. */
function conflicts({ conceptId, names, aliases }: Asserted, derived: readonly Derived[]) {
  const words = new Map([...aliases, ...names].map((name) => [normalizeName(name), name]));
  return derived.flatMap((other) => {
    if (prefixOf(other.conceptId) !== prefixOf(conceptId)) return [];
    const surface = other.names.find((name) => words.has(normalizeName(name)));
    return surface === undefined ? [] : [{ name: words.get(normalizeName(surface)) ?? surface, other }];
  });
}

function onlyDerived({ conceptId, kind, names, confidence }: Derived): Row {
  return { text: names[0] ?? conceptId, asserted: null, derived: conceptId, verdict: 'only-derived', kind, confidence };
}

function isEqual(a: ConceptId, b: ConceptId, isSame: IsSame): boolean {
  return a === b || isSame(a, b);
}

function confidenceOf(found: Derived | undefined): number | null {
  return found?.confidence ?? null;
}
