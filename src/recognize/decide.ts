/** From names found in the text to mentions: doubtful ones stay only where the paper supports them. */
import type { ConceptId, Mention } from '../model.js';
import { isShortForm } from './disease-spelling.js';
import type { LexiconMatch } from './lexicon-matches.js';
import { isLowerWord, mayStandFor, shapeOf } from './name-shape.js';
import type { Reading } from './reading.js';
import { hasCue } from './support.js';
import { speciesOf } from './taxa.js';

/** A mention without its source offsets. */
export type PlainMention = Omit<Mention, 'start' | 'end'>;

/** What in the paper may speak for a doubtful name. */
export interface PaperClues {
  readonly readings: ReadonlyMap<number, Reading>;
  /** Species that the paper names, and those that are always thought of. */
  readonly taxa: ReadonlySet<ConceptId>;
}

const ACCEPTED = 0.8;
const SUPPORTED = 0.6;
const UNSUPPORTED_SHORT_FORM = 0.2;

/**
 * Mentions of the matches, in their order. Undefined short capitals of a disease ("ED") stay mentions without support,
 * for ground to say that they are undefined; other doubtful names without support are dropped.
 */
export function decideMatches(matches: readonly LexiconMatch[], paper: PaperClues): readonly PlainMention[] {
  const spelledOut = conceptsSpelledOut(matches);
  const joined = joinedToGenes(matches, paper);
  return matches.flatMap((match) => {
    if (match.kind === 'gene' && !isOfSpeciesAtHand(match, paper)) return [];
    const isSure = match.verdict === 'accept';
    const score = isSure ? ACCEPTED : joined.has(match) ? SUPPORTED : scoreOfDoubtful(match, spelledOut, paper);
    return score === null ? [] : [mentionOf(match, score)];
  });
}

/** Doubtful genes that a hyphen or slash joins to one that is beyond doubt: `ABL` in "BCR-ABL". */
function joinedToGenes(matches: readonly LexiconMatch[], { readings }: PaperClues): ReadonlySet<LexiconMatch> {
  const joined = new Set<LexiconMatch>();
  for (const [index, match] of matches.entries()) {
    const next = matches[index + 1];
    if (next === undefined || match.kind !== 'gene' || next.kind !== 'gene' || match.passage !== next.passage) continue;
    const between = readings.get(match.passage)?.text.slice(match.plainEnd, next.plainStart) ?? '';
    if (!/^[-–/]$/.test(between)) continue;
    if (match.verdict === 'accept') joined.add(next);
    if (next.verdict === 'accept') joined.add(match);
  }
  return joined;
}

/** Words that only genes of other species have for a name are something else: "decay", "Meta", "in excess". */
function isOfSpeciesAtHand({ names, text, verdict }: LexiconMatch, { taxa }: PaperClues): boolean {
  if (verdict === 'accept' && shapeOf(text) === 'symbol') return true;
  return names.some(({ taxonId }) => taxonId !== null && taxa.has(speciesOf(taxonId)));
}

/** Concepts that the paper gives a name of, by a word or a phrase rather than by a symbol. */
export function conceptsSpelledOut(matches: readonly LexiconMatch[]): ReadonlySet<ConceptId> {
  const concepts = new Set<ConceptId>();
  for (const match of matches) {
    if (match.verdict !== 'accept' || shapeOf(match.text) === 'symbol') continue;
    for (const name of match.names) concepts.add(name.conceptId);
  }
  return concepts;
}

function scoreOfDoubtful(match: LexiconMatch, spelledOut: ReadonlySet<ConceptId>, paper: PaperClues): number | null {
  const names = match.names.filter((name) => mayStandFor(match.text, name.name));
  if (isLowerWord(match.text)) return isWordOfSpecies(match, paper) ? SUPPORTED : null;
  const reading = paper.readings.get(match.passage);
  const named = names.some((name) => spelledOut.has(name.conceptId));
  if (named || (reading !== undefined && hasCue(reading.tokens, match, match.kind))) return SUPPORTED;
  if (reading !== undefined && isPieceOfShortForm(reading.text, match)) return null;
  return match.kind === 'disease' && isShortForm(match.text) ? UNSUPPORTED_SHORT_FORM : null;
}

/** Whether a hyphen or slash joins capitals to further ones: `MS` in "LC-MS/MS" is a method, `SARS` in "SARS-CoV-2" part of a virus. */
function isPieceOfShortForm(text: string, { plainStart, plainEnd }: LexiconMatch): boolean {
  return (
    /\p{Lu}{2}[-–/]$/u.test(text.slice(Math.max(0, plainStart - 3), plainStart)) ||
    /^[-–/]\p{Lu}\p{Ll}?\p{Lu}/u.test(text.slice(plainEnd, plainEnd + 4))
  );
}

/**
 * Lower-case words are symbols in the fly and few others: only in a paper on that species, and what is an ordinary or a
 * short word too (`white`, `for`) only beside a cue.
 */
function isWordOfSpecies(match: LexiconMatch, { readings, taxa }: PaperClues): boolean {
  const names = match.names.filter(
    ({ name, taxonId }) => name === match.text && taxonId !== null && taxa.has(speciesOf(taxonId)),
  );
  if (names.length === 0) return false;
  if (match.text.length > 3 && !names.some(({ commonWord }) => commonWord)) return true;
  const reading = readings.get(match.passage);
  return reading !== undefined && hasCue(reading.tokens, match, match.kind);
}

function mentionOf(match: LexiconMatch, score: number): PlainMention {
  const { passage, plainStart, plainEnd, text } = match;
  const type = match.kind === 'gene' ? 'Gene' : 'Disease';
  return { type, passage, plainStart, plainEnd, text, longForm: null, evidence: 'lexicon', score };
}
