/** One paper as an HTML page that stands alone: from the ledger, and of the graph what its card asserts. */
import { CannotRunError } from '../src/errors.js';
import type { AuditRow } from '../src/model.js';
import type { Settings } from '../src/settings.js';
import { reportPage } from '../src/watch/pages/report-page.js';
import { auditGraph } from './audit-graph.js';
import { readSectionPatterns } from './linking-config.js';
import { graphLocation } from './open-graph.js';
import { pageFiles } from './page-files.js';
import { findPapers, type PaperStory, withLedger } from './paper-status.js';
import { readAnnotatedText } from './read-annotated-text.js';

/**
 * The page as HTML.
 *
 * @param name a paper's id, or a part of its title, link or file name that no other paper has
 * @throws CannotRunError when there is no such paper, there are several, or no annotations are kept of it
 */
export async function reportPaper(settings: Settings, name: string): Promise<string> {
  const { graphId, entry } = onlyOne(name, ofGraph(settings, findPapers(settings, name).papers));
  const body = withLedger(settings, (ledger) => ledger.annotations(graphId, entry.paperId));
  if (body === null) {
    throw new CannotRunError(
      `${entry.paperId}: expected kept annotations, found none. Link it with state.keepAnnotations on`,
    );
  }
  const text = readAnnotatedText(body, readSectionPatterns());
  const audit = await auditOf(settings, entry.paperId);
  return `${await reportPage({ entry, text, audit }, pageFiles())}\n`;
}

/** Where a graph is named, what was linked into that one. @throws CannotRunError when the papers were linked into others */
function ofGraph(settings: Settings, papers: readonly PaperStory[]): readonly PaperStory[] {
  if (settings.graph.uri === null || papers.length === 0) return papers;
  const location = graphLocation(settings);
  const there = papers.filter(({ graph }) => graph === location);
  if (there.length > 0) return there;
  const others = [...new Set(papers.map(({ graph }) => graph))].join(', ');
  throw new CannotRunError(
    `report: expected a paper that was linked into ${location}, found it linked into ${others} only`,
  );
}

function onlyOne(name: string, papers: readonly PaperStory[]): PaperStory {
  const [first] = papers;
  if (first === undefined)
    throw new CannotRunError(`report: expected a paper that was linked, found none named ${name}`);
  const ids = [...new Set(papers.map(({ entry }) => entry.paperId))];
  if (ids.length === 1) return first;
  throw new CannotRunError(
    `report: expected the name of one paper, found ${ids.length} with ${name}: ${ids.slice(0, 5).join(', ')} …`,
  );
}

/** The graph may be away, or written to at the moment: the text can be shown all the same. */
async function auditOf(settings: Settings, paperId: string): Promise<readonly AuditRow[] | null> {
  const rows: AuditRow[] = [];
  try {
    await auditGraph(settings, [paperId], (found) => void rows.push(...found));
    return rows;
  } catch (error) {
    if (error instanceof CannotRunError) return null;
    throw error;
  }
}
