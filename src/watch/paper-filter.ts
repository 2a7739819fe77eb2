/** What of the papers is asked for, from and to the query of an address. */
import type { PaperSelection } from '../flow/paper-selection.js';
import type { FailureClass, FailureKind, PaperId } from '../model.js';

export interface PaperFilter {
  /** A part of id, title, link or place. */
  readonly text: string;
  readonly class: FailureClass | null;
  readonly kind: FailureKind | null;
  readonly parked: boolean | null;
  /** Papers without trouble too. */
  readonly all: boolean;
  /** Id of the last paper of the page before; null for the first page. */
  readonly after: PaperId | null;
}

const CLASSES: readonly FailureClass[] = ['skip', 'retry', 'stop'];

/** Reads a query; what it says that cannot be is taken as not said. */
export function filterFrom(query: Readonly<Record<string, string>>, kinds: readonly FailureKind[]): PaperFilter {
  const { q = '', show, parked = '', after = '' } = query;
  return {
    text: q.trim(),
    class: CLASSES.find((name) => name === query['class']) ?? null,
    kind: kinds.find((name) => name === query['kind']) ?? null,
    parked: parked === 'yes' ? true : parked === 'no' ? false : null,
    all: show === 'all',
    after: after === '' ? null : after,
  };
}

/** The query for the papers after one. */
export function queryFor(filter: PaperFilter, after: PaperId): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.text !== '') query.set('q', filter.text);
  if (filter.all) query.set('show', 'all');
  if (filter.class !== null) query.set('class', filter.class);
  if (filter.kind !== null) query.set('kind', filter.kind);
  if (filter.parked !== null) query.set('parked', filter.parked ? 'yes' : 'no');
  query.set('after', after);
  return query;
}

/** The same for the ledger. */
export function selectionFor({ text, class: failureClass, kind, parked, all }: PaperFilter): PaperSelection {
  return {
    ...(text === '' ? {} : { text }),
    ...(failureClass === null ? {} : { class: failureClass }),
    ...(kind === null ? {} : { kind }),
    ...(parked === null ? {} : { parked }),
    ...(all ? {} : { inTrouble: true }),
  };
}

/** True when something is asked for beside "in trouble" or "all". */
export function isNarrowed({ text, class: failureClass, kind, parked }: PaperFilter): boolean {
  return text !== '' || failureClass !== null || kind !== null || parked !== null;
}
