/** Which papers of a ledger are meant, and how SQL says so. */
import type { FailureClass, FailureKind, PaperId, PaperText, StageName } from '../model.js';
import type { LedgerEntry } from './ledger-rows.js';

/** Of papers in trouble: due for another try at a time (ISO 8601 UTC), waiting for it then, or given up until something changes. */
export interface NextTry {
  readonly is: 'due' | 'waiting' | 'none';
  readonly now: string;
}

/** Which papers are meant; all that are given must hold. */
export interface PaperSelection {
  readonly paperId?: PaperId;
  /** The paper's id, or another that it is known by: a DOI, say. */
  readonly anyId?: PaperId;
  readonly inTrouble?: boolean;
  readonly class?: FailureClass;
  readonly kind?: FailureKind;
  readonly stage?: StageName;
  readonly parked?: boolean;
  readonly state?: LedgerEntry['state'];
  /** The run that last changed something. All rows are read for it: there is no index. */
  readonly runId?: string;
  /** What the graph was made of at the last success. */
  readonly origin?: PaperText['origin'];
  readonly next?: NextTry;
  /** A part of an id, the title, the link or the place, whatever its case. */
  readonly text?: string;
}

export interface Page {
  /** Most entries; default 100. */
  readonly limit?: number;
  /** Entries after this id. */
  readonly after?: PaperId;
}

const NEXT: Readonly<Record<NextTry['is'], string>> = {
  due: 'AND next_attempt <= ?',
  waiting: 'AND next_attempt > ?',
  none: 'AND kind IS NOT NULL AND next_attempt IS NULL AND NOT parked',
};

/** Conditions of a selection, each beginning with AND, and the values for their question marks. */
export function whereOf(selection: PaperSelection): {
  readonly where: string;
  readonly values: readonly (string | number)[];
} {
  const { text, ...columns } = selection;
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const { paperId, class: failureClass, kind, stage, state, runId, origin } = columns;
  const equal = { paper_id: paperId, class: failureClass, kind, stage, state, run_id: runId, origin };
  for (const [column, value] of Object.entries(equal)) {
    if (value === undefined) continue;
    parts.push(`AND ${column} = ?`);
    values.push(value);
  }
  if (columns.anyId !== undefined) {
    parts.push("AND (paper_id = ? OR instr(' ' || other_ids || ' ', ' ' || ? || ' ') > 0)");
    values.push(columns.anyId, columns.anyId);
  }
  if (columns.next !== undefined) {
    parts.push(NEXT[columns.next.is]);
    if (columns.next.is !== 'none') values.push(columns.next.now);
  }
  if (columns.inTrouble !== undefined) parts.push(`AND kind IS ${columns.inTrouble ? 'NOT ' : ''}NULL`);
  if (columns.parked !== undefined) parts.push(`AND parked = ${columns.parked ? 1 : 0}`);
  if (text !== undefined && text !== '') {
    parts.push(
      "AND instr(lower(paper_id || ' ' || other_ids || ' ' || title || ' ' || coalesce(url, '') || ' ' || place), lower(?)) > 0",
    );
    values.push(text);
  }
  return { where: parts.join(' '), values };
}
