/** What becomes of one mention by curation. */
import { forgivenBetween } from '../../lexicon/differences.js';
import { KIND } from '../../lexicon/types.js';
import type { Candidate, Concept, ConceptLink, Grounding, Mention, MentionType } from '../../model.js';
import { confidenceByMapping } from '../confidence.js';
import { completedDiseases, rankOfTerminology } from '../disease-links.js';
import { nil } from '../nil.js';
import { mappingReason } from '../reasons.js';
import { told } from './curation-row.js';
import type { LinkingRow, PaperCuration, Verdict } from './paper-curation.js';

const MOST_RUNNERS_UP = 5;

/** What a mention is compared by. */
export type MentionWords = Pick<Mention, 'text' | 'longForm'>;

export interface CuratedGrounding {
  readonly type: MentionType;
  readonly grounding: Grounding;
}

/**
 * The answer for a mention by the rows for its text, else by those for what the text stands for; null when no row says
 * anything, and for an added name when there is a better answer. Type and grounding as they were found come as `found`; null
 * for a place where nothing was.
 */
export function curatedGrounding(
  words: MentionWords,
  found: CuratedGrounding | null,
  paper: PaperCuration,
): CuratedGrounding | null {
  const { verdict, by } = verdictOn(words, paper);
  if (verdict === null) return null;
  const others = found === null ? [] : runnersUpOf(found.grounding);
  if (verdict.kind === 'never') {
    const detail = `"${by}" is never linked, ${told(verdict.row.row)}`;
    return { type: found?.type ?? 'Disease', grounding: nil('never-linked', detail, others) };
  }
  if (verdict.kind === 'name' && found !== null && isNameOfAnother(by, found.grounding, { verdict, paper }))
    return null;
  const links = linksOf(verdict.rows, { words, by, others, paper });
  return { type: verdict.rows[0].concept.kind === 'Gene' ? 'Gene' : 'Disease', grounding: { kind: 'linked', links } };
}

/** The rows for a text have the first say; but an added name says nothing against the paper's own definition of it. */
function verdictOn({ text, longForm }: MentionWords, paper: PaperCuration) {
  const byText = paper.verdict(text);
  if (longForm === null) return { verdict: byText, by: text };
  if (byText !== null && byText.kind !== 'name') return { verdict: byText, by: text };
  return { verdict: paper.verdict(longForm), by: longForm };
}

/** Whether a terminology itself has the text for a name of what was linked, and that is none of the rows' concepts. */
function isNameOfAnother(
  text: string,
  grounding: Grounding,
  { verdict, paper }: { readonly verdict: Exclude<Verdict, { kind: 'never' }>; readonly paper: PaperCuration },
): boolean {
  if (grounding.kind === 'nil') return false;
  const ids = new Set(grounding.links.map(({ conceptId }) => conceptId));
  const isOurs = ({ concept: { id, exactMatches } }: LinkingRow) => [id, ...exactMatches].some((one) => ids.has(one));
  if (verdict.rows.some(isOurs)) return false;
  return paper.lexicon.lookup(text, KIND.gene | KIND.disease).some(({ conceptId }) => ids.has(conceptId));
}

interface LinkParts {
  readonly words: MentionWords;
  /** Text or long form, whichever the rows are for. */
  readonly by: string;
  readonly others: readonly Candidate[];
  readonly paper: PaperCuration;
}

type Links = readonly [ConceptLink, ...ConceptLink[]];

function linksOf([first, ...rest]: readonly [LinkingRow, ...LinkingRow[]], parts: LinkParts): Links {
  const named: Links = [linkOf(first, parts), ...rest.map((row) => linkOf(row, parts))];
  const concepts = [first, ...rest].map(({ concept }) => concept);
  const mapped = completedDiseases(concepts, parts.paper.lexicon).flatMap(({ concept, from }) =>
    named.filter(({ conceptId }) => conceptId === from.id).map((link) => mappedLink(link, concept, from)),
  );
  const inOrder = [...named, ...mapped].toSorted(
    (a, b) => rankOfTerminology(a.conceptId) - rankOfTerminology(b.conceptId),
  );
  const [best = named[0], ...others] = inOrder;
  return [best, ...others];
}

function mappedLink(link: ConceptLink, concept: Concept, from: Concept): ConceptLink {
  return {
    ...link,
    conceptId: concept.id,
    justification: 'semapv:MappingChaining',
    reason: mappingReason(from, concept),
    confidence: confidenceByMapping(link.confidence),
    runnersUp: [],
  };
}

function linkOf({ row, concept }: LinkingRow, { words, by, others }: LinkParts): ConceptLink {
  return {
    conceptId: concept.id,
    matchedName: row.text,
    scope: 'EXACT',
    forgiven: forgivenBetween(by, row.text),
    justification: 'semapv:ManualMappingCuration',
    reason: reasonOf({ row, concept }, words, by),
    confidence: 1,
    runnersUp: others.filter(({ conceptId }) => conceptId !== concept.id),
    part: 0,
  };
}

/** "always Scleroderma, Limited where the paper has "limited"; curated by Ada Lovelace, 2026-11-27: …". */
function reasonOf(
  { row, concept }: Pick<LinkingRow, 'row' | 'concept'>,
  { text, longForm }: MentionWords,
  by: string,
): string {
  const short = longForm !== null && by === longForm && by !== text ? `short form of "${longForm}"; ` : '';
  const what = row.action === 'always' ? `always ${concept.name}` : `added name of ${concept.name}`;
  const where = row.context === null ? '' : ` where the paper has "${row.context}"`;
  const retired = row.concept === concept.id ? '' : ` (successor of ${row.concept})`;
  return `${short}${what}${retired}${where}; ${told(row)}`;
}

/** What would have been linked, then what would not. */
function runnersUpOf(grounding: Grounding): readonly Candidate[] {
  if (grounding.kind === 'nil') return grounding.runnersUp;
  const links = grounding.links.map(({ conceptId, matchedName: name, scope, forgiven, confidence: score }) => {
    return { conceptId, name, scope, forgiven, score };
  });
  return [...links, ...grounding.links.flatMap(({ runnersUp }) => runnersUp)].slice(0, MOST_RUNNERS_UP);
}
