/** What each row of curation does, and in how many papers. */
import { existsSync } from 'node:fs';
import { Ledger, ledgerPath } from '../src/flow/ledger.js';
import type { CuratedRow } from '../src/ground/curation/curated-row.js';
import { Curation } from '../src/ground/curation/curation.js';
import type { CurationRow } from '../src/ground/curation/curation-row.js';
import type { ConceptId, SourcePlace } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { unpackAnnotations } from './annotation-blob.js';
import { graphTarget, withGraph } from './open-graph.js';
import { openConfiguredLexicon } from './open-lexicon.js';
import { checkedCuration } from './read-curation.js';

export interface CheckedRow extends Omit<CurationRow, 'place'>, SourcePlace {
  /** The concept as the lexicon has it, another than the row's for a retired id; null for `never`. */
  readonly links: { readonly id: ConceptId; readonly name: string } | null;
  /** Papers of the graph in which string and context occur; null when there is no graph or they are not counted. */
  readonly papers: number | null;
}

export interface CurationCheck {
  readonly files: readonly string[];
  /** Rows that have an effect. */
  readonly rows: readonly CheckedRow[];
  /** Rows that make a run impossible, and then those without an effect, as `file:line: what is wrong`. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface CheckOptions {
  /** Files and folders; none for those of package and settings. */
  readonly paths: readonly string[];
  /** Whether papers are counted, which reads all texts that are kept. */
  readonly papers: boolean;
}

/** @throws CannotRunError for a file that is not there, and when lexicon, ledger or graph cannot be opened */
export async function checkCuration(settings: Settings, { paths, papers }: CheckOptions): Promise<CurationCheck> {
  const errors: string[] = [];
  const tell = ({ message }: Error): void => void errors.push(message);
  const { rows, files } = checkedCuration(settings.link.curation, paths, tell);
  const { lexicon } = await openConfiguredLexicon(settings);
  const curation = new Curation(rows, lexicon, tell);
  const counts = papers && curation.rows.length > 0 ? await countPapers(settings, curation) : null;
  return {
    files,
    rows: curation.rows.map((row) => checked(row, counts)),
    errors,
    warnings: curation.problems.map(({ place, message }) => `${place.path}:${place.line}: ${message}`),
  };
}

type Counts = ReadonlyMap<CuratedRow, number>;

function checked(curated: CuratedRow, counts: Counts | null): CheckedRow {
  const { concept } = curated;
  const { place, ...row } = curated.row;
  const links = concept === null ? null : { id: concept.id, name: concept.name };
  return { ...place, ...row, links, papers: counts === null ? null : (counts.get(curated) ?? 0) };
}

/** By the texts that are kept with the annotations; null when there is no graph yet. */
async function countPapers(settings: Settings, curation: Curation): Promise<Counts | null> {
  const path = ledgerPath(settings.state.dir);
  const target = graphTarget(settings);
  if (!existsSync(path) || (target.kind === 'embedded' && !existsSync(target.path))) return null;
  const graphId = await withGraph(settings, { readOnly: true }, async (_graph, id) => id);
  const ledger = Ledger.open(path);
  try {
    const counts = new Map<CuratedRow, number>();
    for (const { body } of ledger.annotationsOf(graphId)) {
      const { markdown } = unpackAnnotations(body).grounded.document;
      for (const row of curation.rowsIn(markdown)) counts.set(row, (counts.get(row) ?? 0) + 1);
    }
    return counts;
  } finally {
    ledger.close();
  }
}
