/** What of the papers is asked for, from and to the query of an address. */
import type { NextTry, PaperSelection } from '../flow/paper-selection.js';
import type { FailureClass, FailureKind, PaperId } from '../model.js';

export interface PaperFilter {
  /** A part of id, title, link or place. */
  readonly text: string;
  readonly class: FailureClass | null;
  readonly kind: FailureKind | null;
  readonly parked: boolean | null;
  readonly state: NonNullable<PaperSelection['state']> | null;
  readonly origin: NonNullable<PaperSelection['origin']> | null;
  readonly next: NextTry['is'] | null;
  /** Papers without trouble too. */
  readonly all: boolean;
  /** Id of the last paper of the page before; null for the first page. */
  readonly after: PaperId | null;
}

const CLASSES: readonly FailureClass[] = ['skip', 'retry', 'stop'];
const STATES: readonly NonNullable<PaperFilter['state']>[] = ['written', 'failed'];
const ORIGINS: readonly NonNullable<PaperFilter['origin']>[] = ['full-text', 'card'];
const NEXT: readonly NextTry['is'][] = ['due', 'waiting', 'none'];

/** Reads a query; what it says that cannot be is taken as not said. */
export function filterFrom(query: Readonly<Record<string, string>>, kinds: readonly FailureKind[]): PaperFilter {
  const { q = '', show, parked = '', after = '' } = query;
  const oneOf = <Word extends string>(words: readonly Word[], name: string) =>
    words.find((word) => word === query[name]) ?? null;
  return {
    text: q.trim(),
    class: oneOf(CLASSES, 'class'),
    kind: oneOf(kinds, 'kind'),
    parked: parked === 'yes' ? true : parked === 'no' ? false : null,
    state: oneOf(STATES, 'state'),
    origin: oneOf(ORIGINS, 'origin'),
    next: oneOf(NEXT, 'next'),
    all: show === 'all',
    after: after === '' ? null : after,
  };
}

/** The query for the papers after one. */
export function queryFor(filter: PaperFilter, after: PaperId): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.text !== '') query.set('q', filter.text);
  if (filter.all) query.set('show', 'all');
  for (const name of ['class', 'kind', 'state', 'origin', 'next'] as const) {
    const value = filter[name];
    if (value !== null) query.set(name, value);
  }
  if (filter.parked !== null) query.set('parked', filter.parked ? 'yes' : 'no');
  query.set('after', after);
  return query;
}

/** The same for the ledger. @param now milliseconds since 1970, for what is due */
export function selectionFor(filter: PaperFilter, now: number): PaperSelection {
  const { text, class: failureClass, kind, parked, state, origin, next, all } = filter;
  return {
    ...(text === '' ? {} : { text }),
    ...(failureClass === null ? {} : { class: failureClass }),
    ...(kind === null ? {} : { kind }),
    ...(parked === null ? {} : { parked }),
    ...(state === null ? {} : { state }),
    ...(origin === null ? {} : { origin }),
    ...(next === null ? {} : { next: { is: next, now: new Date(now).toISOString() } }),
    ...(all ? {} : { inTrouble: true }),
  };
}

/** True when something is asked for beside "in trouble" or "all". */
export function isNarrowed({ text, class: failureClass, kind, parked, state, origin, next }: PaperFilter): boolean {
  return text !== '' || [failureClass, kind, parked, state, origin, next].some((value) => value !== null);
}
