/** Which papers of a ledger are meant, and how SQL says so. */
import type { FailureClass, FailureKind, PaperId, StageName } from '../model.js';

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
  /** A part of an id, the title, the link or the place, whatever its case. */
  readonly text?: string;
}

export interface Page {
  /** Most entries; default 100. */
  readonly limit?: number;
  /** Entries after this id. */
  readonly after?: PaperId;
}

/** Conditions of a selection, each beginning with AND, and the values for their question marks. */
export function whereOf(selection: PaperSelection): {
  readonly where: string;
  readonly values: readonly (string | number)[];
} {
  const { text, ...columns } = selection;
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const equal = { paper_id: columns.paperId, class: columns.class, kind: columns.kind, stage: columns.stage };
  for (const [column, value] of Object.entries(equal)) {
    if (value === undefined) continue;
    parts.push(`AND ${column} = ?`);
    values.push(value);
  }
  if (columns.anyId !== undefined) {
    parts.push("AND (paper_id = ? OR instr(' ' || other_ids || ' ', ' ' || ? || ' ') > 0)");
    values.push(columns.anyId, columns.anyId);
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
