/** recognize: where a paper speaks of genes, diseases and species. Which ones they are is left to ground. */
import type { Abbreviation, Document, Mention, RecognizedDocument, SectionType, SpeciesMention } from '../model.js';
import { lastAtOrBefore } from '../text/binary-search.js';
import { groupBy } from '../text/group-by.js';
import { toSource } from '../text/offset-map.js';
import { growComposite } from './composites.js';
import { conceptsSpelledOut, decideMatches, type PlainMention } from './decide.js';
import { listedMatches, respelledMatches } from './disease-matches.js';
import type { DiseaseLookup } from './disease-names.js';
import { withoutTwins } from './gene-or-disease.js';
import { type LexiconMatch, LexiconMatcher } from './lexicon-matches.js';
import { definesItself } from './long-forms.js';
import { isOfOrganization } from './organizations.js';
import { withoutNested } from './overlaps.js';
import { type Reading, readingsOf } from './reading.js';
import { mentionsOfUses } from './short-form-mentions.js';
import { type ShortFormUse, shortFormUses } from './short-forms.js';
import { SpansAt } from './spans-at.js';
import { speciesIn } from './species.js';
import type { SpeciesWords } from './species-words.js';
import { taggedMentions } from './tagged-mentions.js';
import type { TaggerInput } from './tagger/scene.js';
import type { Tagger } from './tagger/tagger.js';
import { DEFAULT_TAXA, speciesOf } from './taxa.js';

export interface RecognizeDeps extends DiseaseLookup {
  /** Short forms that the paper defines, in the order of their definitions. */
  readonly abbreviations: readonly Abbreviation[];
  readonly speciesWords: SpeciesWords;
  /** Trained models; without, names and rules decide alone. */
  readonly tagger?: Tagger;
  /** Sections that are not read. Default: {@link SKIPPED_SECTIONS}. */
  readonly skipSections?: ReadonlySet<SectionType>;
}

/** People, money and literature: names there are no findings of the paper. */
export const SKIPPED_SECTIONS: ReadonlySet<SectionType> = new Set(['REF', 'ACK_FUND', 'AUTH_CONT', 'COMP_INT']);

/**
 * Finds the mentions of a paper: by the tagger, if there is one; else, and beside a tagger that has no whole lexicon to ask,
 * the longest names of the lexicon that are spelled as such, and every use of a short form whose long form is a gene or a
 * disease. A defined short form is never looked up by itself.
 */
export function recognize(document: Document, deps: RecognizeDeps): RecognizedDocument {
  const { species, ...input } = readPaper(document, deps);
  const { tagger } = deps;
  const named = tagger?.asksLexicon ? [] : namedMentions(input, species, deps);
  const mentions = tagger === undefined ? named : taggedMentions(input, { ...deps, tagger }, named);
  return {
    document,
    abbreviations: deps.abbreviations,
    species,
    mentions: mentions
      .filter((mention) => !isPartOfOrganization(document, mention))
      .map((mention) => withSource(document, mention)),
  };
}

function isPartOfOrganization({ passages }: Document, { type, passage, plainStart, plainEnd }: PlainMention): boolean {
  return type === 'Disease' && isOfOrganization(passages[passage]?.text ?? '', plainStart, plainEnd);
}

interface ReadPaper extends TaggerInput {
  readonly species: readonly SpeciesMention[];
}

/** What is read of a paper before mentions are looked for: all that a tagger is given, in its use and in its training. */
export function readPaper(document: Document, deps: RecognizeDeps): ReadPaper {
  const { abbreviations, lexicon, speciesWords } = deps;
  const readings = readingsOf(document, deps.skipSections ?? SKIPPED_SECTIONS, lexicon);
  const uses = shortFormUses(readings, abbreviations);
  const species = withoutOtherSenses(
    readings.flatMap((reading) => speciesIn(reading, lexicon, speciesWords)),
    uses,
  );
  return { document, readings, abbreviations, uses, species };
}

/** AGS is a line of human cells, but not in a paper that defines it as a syndrome. */
function withoutOtherSenses(species: readonly SpeciesMention[], uses: readonly ShortFormUse[]): SpeciesMention[] {
  const usesAt = new SpansAt(uses);
  const speciesAt = new SpansAt(species);
  return species.filter((mention) =>
    usesAt.at(mention).every(({ abbreviation: { passage, longStart, longEnd, longForm } }) => {
      const said = { passage, plainStart: longStart, plainEnd: longEnd };
      return /\bcells?\b/i.test(longForm) || speciesAt.some(said, ({ taxonId }) => taxonId === mention.taxonId);
    }),
  );
}

/** Mentions by names and definitions alone. */
function namedMentions(
  { readings, abbreviations }: TaggerInput,
  species: readonly SpeciesMention[],
  deps: RecognizeDeps,
): readonly PlainMention[] {
  const uses = shortFormUses(
    readings,
    abbreviations.filter((abbreviation) => !definesItself(abbreviation)),
  );
  const matches = withoutUses(lexiconMatches(readings, deps), uses);
  const defined = mentionsOfUses(uses, { ...deps, readings });
  const clues = {
    readings: new Map(readings.map((reading) => [reading.passage, reading])),
    taxa: new Set([...DEFAULT_TAXA, ...species.map(({ taxonId }) => speciesOf(taxonId))]),
  };
  const found = decideMatches(matches, clues);
  const byPassage = groupBy(found, ({ passage }) => passage);
  const grown = found.map((mention) => {
    const reading = clues.readings.get(mention.passage);
    if (reading === undefined) return mention;
    const whole = growComposite(mention, reading, deps);
    return overlapsAnother(whole, mention, byPassage.get(mention.passage) ?? []) ? mention : whole;
  });
  return withoutNested([...defined, ...grown]);
}

/** Whether a mention that has grown reaches into another one: "type 1 diabetes and type 2 diabetes mellitus" is two. */
function overlapsAnother(grown: PlainMention, from: PlainMention, all: readonly PlainMention[]): boolean {
  if (grown === from) return false;
  return all.some(
    (other) =>
      other !== from &&
      other.type === from.type &&
      other.plainStart < grown.plainStart &&
      grown.plainStart < other.plainEnd,
  );
}

function lexiconMatches(readings: readonly Reading[], deps: RecognizeDeps): LexiconMatch[] {
  const genes = new LexiconMatcher('gene', deps.lexicon, deps.stopList);
  const diseases = new LexiconMatcher('disease', deps.lexicon, deps.stopList);
  const found = readings.map((reading) => ({
    reading,
    ofGenes: genes.matches(reading),
    ofDiseases: [...diseases.matches(reading), ...respelledMatches(reading, diseases), ...listedMatches(reading, deps)],
  }));
  const spelledOut = conceptsSpelledOut(found.flatMap(({ ofGenes, ofDiseases }) => [...ofGenes, ...ofDiseases]));
  return found.flatMap(({ reading, ofGenes, ofDiseases }) =>
    withoutTwins(ofGenes, ofDiseases, { tokens: reading.tokens, spelledOut }),
  );
}

/** Without matches that are a defined short form, or a part of one that is one word ("PD" of "PD-L1"). */
function withoutUses(matches: readonly LexiconMatch[], uses: readonly ShortFormUse[]): LexiconMatch[] {
  const byPassage = groupBy(uses, (use) => use.passage);
  return matches.filter((match) => {
    const use = useAround(byPassage.get(match.passage) ?? [], match);
    return use === null || !claims(use, match);
  });
}

/** The use that a match lies within; uses are in order and do not overlap. */
function useAround(uses: readonly ShortFormUse[], match: LexiconMatch): ShortFormUse | null {
  const use = uses[lastAtOrBefore(uses.length, (index) => uses[index]?.plainStart ?? 0, match.plainStart)];
  return use !== undefined && match.plainEnd <= use.plainEnd ? use : null;
}

function claims(use: ShortFormUse, match: LexiconMatch): boolean {
  const isWhole = use.plainEnd - use.plainStart === match.plainEnd - match.plainStart;
  return isWhole || !/[\s(]/.test(use.abbreviation.shortForm); // "Idh1 KO" says nothing against Idh1
}

function withSource(document: Document, mention: PlainMention): Mention {
  const passage = document.passages[mention.passage];
  if (passage === undefined) throw new RangeError(`Mention in passage ${mention.passage}, which the document lacks`);
  return { ...mention, ...toSource(passage, mention.plainStart, mention.plainEnd) };
}
