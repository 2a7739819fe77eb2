/** The features that a gene is chosen by: their names, as they stand in the ranker's file, and their places in a row. */

const NAME_KINDS = ['symbol', 'fullName', 'synonym', 'description'] as const;
const SPELLINGS = ['exact', 'case', 'loose'] as const;
const CASES = ['capitals', 'capitalized', 'lower', 'mixed', 'phrase'] as const;
export const TAXON_GROUPS = [
  'human',
  'mouse',
  'rat',
  'fly',
  'zebrafish',
  'yeast',
  'worm',
  'plant',
  'frog',
  'other',
] as const;

/** Species whose genes have the same names, told apart by their spelling. */
const MODELS = ['human', 'mouse', 'rat'] as const;

export type NameKind = (typeof NAME_KINDS)[number];
export type Spelling = (typeof SPELLINGS)[number];
export type LetterCase = (typeof CASES)[number];
export type TaxonGroup = (typeof TAXON_GROUPS)[number];

/** What speaks for a gene by its names and by itself, whatever species is spoken of. */
const GENE_FEATURES = [
  // Kind of the name that the text is, and how exactly it is spelled.
  ...NAME_KINDS.flatMap((kind) => SPELLINGS.map((spelling) => `text ${kind} ${spelling}` as const)),
  'text words',
  'text affix',
  'text greek',
  'text isoform',
  'text receptor',
  'text part',
  'text none',
  'text remembered',
  // The other form of the definition.
  ...NAME_KINDS.map((kind) => `other ${kind}` as const),
  'other variant',
  'other none',
  'both forms',
  /** Share of the words of text and other form that the full name has, and the other way. */
  'words in full name',
  'full name in words',
  'ortholog',
  'spelling hints at species',
  'spelling hints at another',
  // The gene itself.
  'protein coding',
  'pseudogene',
  'non-coding',
  'predicted gene',
  /** Logarithm of the number in NCBI Gene: what got its number early is what is most written about. */
  'number',
  'lowest number of its species',
  'alone of its species',
  'log candidates of its species',
  // What else the paper says.
  'full name words in paper',
  'full name words count',
  'symbol is another mention',
  'other mentions name it',
  'symbol in paper',
  // What training remembers of the name.
  'remembered share',
  'remembered log count',
  'remembered otherwise',
  /** The same for the symbol whatever its species, against the other candidates of the species. */
  'remembered symbol share',
  'remembered symbol otherwise',
  /** No other candidate of the species has a better name. */
  'best name of its species',
] as const;

/** What speaks for a species. */
const SPECIES_FEATURES = [
  ...TAXON_GROUPS.map((group) => `is ${group}` as const),
  // Where man, mouse and rat are named little or not at all; divided by one and the number of words that name them.
  ...MODELS.flatMap((model) => [
    `little named ${model}` as const,
    `little named capitals ${model}` as const,
    `little named capitalized ${model}` as const,
    `little named lower ${model}` as const,
  ]),
  'named',
  'not named but others',
  'only one named',
  'main',
  'share',
  'title',
  'log mentions',
  /** Logarithm of the probability of the species by all that the text says; see species-topics.ts. */
  'topic',
  'topic of little named',
  'directly before',
  'adjacent before',
  'adjacent after',
  'last before',
  'next after',
  'in sentence',
  'alone in sentence',
  'in sentence before',
  'in passage above',
  'passage share',
  /** Over all mentions of the same text: how many have the species in their sentence, or right beside them. */
  'text in sentence',
  'text adjacent',
  ...CASES.flatMap((letters) => TAXON_GROUPS.map((group) => `${letters} ${group}` as const)),
] as const;

/** What the answers of a first pass over the paper add in the second. */
const COMPANY_FEATURES = [
  /** Share of the species among the answers of the other texts. */
  'company',
  'company main',
  /** Share of the species among the answers at all places of the text. */
  'same text',
  /** Whether another text means this gene, or a gene with this symbol in another species. */
  'other text means it',
  'other text means its ortholog',
] as const;

export const FEATURES = [...GENE_FEATURES, ...SPECIES_FEATURES, ...COMPANY_FEATURES] as const;
export type GeneFeature = (typeof FEATURES)[number];

/** Number of features that do not depend on the place of a mention; they come first. */
export const GENE_FEATURE_COUNT: number = GENE_FEATURES.length;

/** Place of the first of the features of company; they come last. */
export const COMPANY_START: number = FEATURES.length - COMPANY_FEATURES.length;

const PLACES: ReadonlyMap<string, number> = new Map(FEATURES.map((name, place) => [name, place]));

/** Place of a feature in a row. */
export function placeOf(feature: GeneFeature): number {
  return PLACES.get(feature) ?? -1;
}
