/**
 * Chooses the genes of one paper. Candidates and what speaks for them by themselves are found once for each distinct text;
 * what is said of species is looked at for each distinct place. A second pass knows what the first has found.
 */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptId, Mention, RecognizedDocument, SpeciesMention } from '../model.js';
import { DEFAULT_TAXA, speciesOf } from '../recognize/taxa.js';
import { GeneCandidateFinder, type GeneCandidates, type RemovedNames } from './gene-candidates.js';
import { type Company, companyOf, NO_COMPANY, scoreOfCompany } from './gene-company.js';
import { FEATURES, GENE_FEATURE_COUNT } from './gene-features.js';
import { taxonGroup } from './gene-letters.js';
import type { GeneChoice, GenePlace, GeneText } from './gene-places.js';
import type { GeneRanker } from './gene-ranker.js';
import { type GeneSurroundings, geneRows } from './gene-rows.js';
import { PaperWords } from './paper-words.js';
import { FeatureRows } from './ranker/feature-rows.js';
import { softmax } from './ranker/ranker.js';
import { type NearSpecies, type PaperSpecies, type SpeciesEvidence, speciesEvidence } from './species-evidence.js';
import { type SharedCases, sharedCases, speciesFeatures } from './species-features.js';
import { type SpeciesTopics, topicClues, topicsOf } from './species-topics.js';

export interface PaperGenesOptions {
  readonly lexicon: Lexicon;
  readonly ranker: GeneRanker;
  readonly removes?: RemovedNames | undefined;
}

export class PaperGenes {
  readonly species: PaperSpecies;
  readonly #ranker: GeneRanker;
  readonly #finder: GeneCandidateFinder;
  readonly #others: ReadonlyMap<string, string>;
  readonly #around: GeneSurroundings;
  readonly #topics: SpeciesTopics;
  readonly #cases: SharedCases;
  readonly #nears = new Map<string, Map<ConceptId, number>[]>();
  readonly #texts = new Map<string, GeneText>();
  readonly #places = new Map<string, GenePlace>();
  readonly #placeOf = new Map<Mention, GenePlace>();
  readonly #found = new Map<string, GeneCandidates>();
  /** Features of each species at each place, made for the first pass and used again in the second. */
  readonly #speciesAt = new Map<GenePlace, Map<ConceptId, Float32Array>>();
  /** By pass. */
  readonly #nameScores: Map<GeneText, Float64Array>[] = [];
  readonly #choices = new Map<GenePlace, GeneChoice>();
  #company: Company | null = null;

  constructor(recognized: RecognizedDocument, { lexicon, ranker, removes }: PaperGenesOptions) {
    const { document, mentions, abbreviations } = recognized;
    const named = speciesEvidence(document, recognized.species);
    this.#ranker = ranker;
    const taxa = new Set([...DEFAULT_TAXA, ...named.counts.keys()]);
    this.#finder = new GeneCandidateFinder(lexicon, { taxa, main: named.main, memory: ranker.memory, removes });
    this.#others = new Map(abbreviations.map(({ longForm, shortForm }) => [longForm, shortForm]));
    const genes = mentions.filter(({ type }) => type === 'Gene');
    this.#around = {
      words: new PaperWords(document),
      memory: ranker.memory,
      texts: new Set(genes.map(({ text }) => text.toLowerCase())),
      textsOf: this.#countTexts(genes),
    };
    const species = speciesEvidence(document, this.#speciesOfGenes(recognized, genes));
    this.species = { ...species, lacking: lackingShare(named, species) };
    this.#cases = sharedCases(new Set(genes.map(({ text }) => text)));
    // A full text has words of everything.
    const { topics } = ranker;
    const isTold = topics !== null && !this.species.isFullText;
    this.#topics = isTold ? topicsOf(topicClues(document, recognized.species), topics) : new Map();
    for (const mention of genes) this.#countNear(mention);
    for (const mention of genes) this.#placeOf.set(mention, this.#place(mention, this.species.near(mention), 1));
  }

  /** All distinct places, in the order of the text. */
  get places(): readonly GenePlace[] {
    return [...this.#places.values()].filter(({ count }) => count > 0);
  }

  /** The place of a mention; of a part of a mention, that of the part's text where the mention stands. */
  placeOf(mention: Mention): GenePlace {
    return this.#placeOf.get(mention) ?? this.#place(mention, this.species.near(mention), 0);
  }

  /** Rows of features of a place's candidates, for training; good until the next call. */
  rowsOf(place: GenePlace, company: Company): Float32Array {
    const rows = SCRATCH;
    rows.clear();
    const { text } = place;
    for (const [index, gene] of text.candidates.genes.entries()) {
      const values = rows.row(rows.add());
      values.set(text.rows.row(index).subarray(0, GENE_FEATURE_COUNT));
      values.set(this.#speciesAtPlace(place, gene.taxonId), GENE_FEATURE_COUNT);
      company.write(values, text.key, gene);
    }
    return rows.values;
  }

  /** Features of a species at a place. */
  #speciesAtPlace(place: GenePlace, taxonId: ConceptId): Float32Array {
    const bySpecies = this.#speciesAt.get(place) ?? new Map<ConceptId, Float32Array>();
    this.#speciesAt.set(place, bySpecies);
    const known = bySpecies.get(taxonId);
    if (known !== undefined) return known;
    const { text, near } = place;
    const values = speciesFeatures(taxonId, {
      text: text.candidates.text,
      near,
      ofText: text.species,
      evidence: this.species,
      topics: this.#topics,
      cases: this.#cases,
    });
    bySpecies.set(taxonId, values);
    return values;
  }

  /** The choice at a place: in the last pass, with what those before have found in the whole paper. */
  choiceAt(place: GenePlace): GeneChoice {
    const known = this.#choices.get(place);
    if (known !== undefined) return known;
    this.#company ??= this.#companyOfPasses();
    const choice = this.chooseAt(place, this.#company, this.#ranker.passes - 1);
    this.#choices.set(place, choice);
    return choice;
  }

  /**
   * The choice of one pass. A score is the sum of what a candidate's names add, the same at all places of a text, what its
   * species adds, the same for all candidates of a species, and what company adds.
   */
  chooseAt(place: GenePlace, company: Company, pass: number): GeneChoice {
    const ranker = this.#ranker.pass(pass);
    const { text } = place;
    const ofNames = this.#scoresOfNames(text, pass);
    const ofSpecies = new Map<ConceptId, number>();
    const scores = new Float64Array(ofNames.length);
    for (const [index, gene] of text.candidates.genes.entries()) {
      const { taxonId } = gene;
      const species = ofSpecies.get(taxonId) ?? ranker.part(this.#speciesAtPlace(place, taxonId), GENE_FEATURE_COUNT);
      ofSpecies.set(taxonId, species);
      scores[index] = (ofNames[index] ?? 0) + species + scoreOfCompany(ranker, company, { key: text.key, gene });
    }
    return { place, probabilities: softmax(scores) };
  }

  #scoresOfNames(text: GeneText, pass: number): Float64Array {
    const known = this.#nameScores[pass]?.get(text);
    if (known !== undefined) return known;
    const ranker = this.#ranker.pass(pass);
    const scores = Float64Array.from(text.candidates.genes, (_, index) =>
      ranker.part(text.rows.row(index).subarray(0, GENE_FEATURE_COUNT), 0),
    );
    const byText = this.#nameScores[pass] ?? new Map<GeneText, Float64Array>();
    this.#nameScores[pass] = byText.set(text, scores);
    return scores;
  }

  /** What all passes but the last find. */
  #companyOfPasses(): Company {
    let company = NO_COMPANY;
    for (let pass = 0; pass < this.#ranker.passes - 1; pass++) {
      const last = company;
      company = companyOf(this.places.map((place) => this.chooseAt(place, last, pass)));
    }
    return company;
  }

  #keyOf({ text, longForm }: Mention): { key: string; other: string | null } {
    const other = longForm ?? this.#others.get(text) ?? null;
    return { key: `${text}\t${other ?? ''}`, other };
  }

  #candidates(mention: Mention): GeneCandidates {
    const { key, other } = this.#keyOf(mention);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const candidates = this.#finder.find(mention.text, other);
    this.#found.set(key, candidates);
    return candidates;
  }

  /** Species that some candidate is of: a strain of E. coli that the vector grew in says nothing of the genes. */
  #speciesOfGenes({ species }: RecognizedDocument, genes: readonly Mention[]): readonly SpeciesMention[] {
    const taxa = new Set<ConceptId>();
    for (const candidates of new Set(genes.map((mention) => this.#candidates(mention)))) {
      for (const { taxonId } of candidates.genes) taxa.add(taxonId);
    }
    return species.filter(({ taxonId }) => taxa.has(speciesOf(taxonId)));
  }

  #countTexts(genes: readonly Mention[]): ReadonlyMap<ConceptId, number> {
    const counts = new Map<ConceptId, number>();
    for (const candidates of new Set(genes.map((mention) => this.#candidates(mention)))) {
      for (const { concept, byText } of candidates.genes) {
        if (byText?.variant.rule === 'whole') counts.set(concept.id, (counts.get(concept.id) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Notes the species around a mention for all mentions of its text. */
  #countNear(mention: Mention): void {
    const { key } = this.#keyOf(mention);
    const [inSentence = new Map(), adjacent = new Map(), total = new Map()] = this.#nears.get(key) ?? [];
    this.#nears.set(key, [inSentence, adjacent, total]);
    const near = this.species.near(mention);
    const add = (counts: Map<ConceptId, number>, taxon: ConceptId) => counts.set(taxon, (counts.get(taxon) ?? 0) + 1);
    for (const taxon of near.taxa) add(inSentence, taxon);
    if (near.adjacent !== null) add(adjacent, near.adjacent);
    add(total, '');
  }

  #textOf(mention: Mention): GeneText {
    const { key } = this.#keyOf(mention);
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const candidates = this.#candidates(mention);
    const [inSentence = new Map(), adjacent = new Map(), total = new Map()] = this.#nears.get(key) ?? [];
    const share = (counts: ReadonlyMap<ConceptId, number>) =>
      new Map([...counts].map(([taxon, count]) => [taxon, count / (total.get('') ?? 1)]));
    const species = { inSentence: share(inSentence), adjacent: share(adjacent) };
    const text = { key, candidates, rows: geneRows(candidates, this.#around), species };
    this.#texts.set(key, text);
    return text;
  }

  #place(mention: Mention, near: NearSpecies, count: number): GenePlace {
    const text = this.#textOf(mention);
    const key = [
      text.key,
      near.passageKey,
      near.direct,
      near.adjacent,
      near.follows,
      near.before,
      near.next,
      ...near.taxa,
      '<',
      ...near.earlier,
      '<<',
      ...near.above,
    ].join('\t');
    const known = this.#places.get(key);
    if (known !== undefined) {
      known.count += count;
      return known;
    }
    const place = { text, near, count };
    this.#places.set(key, place);
    return place;
  }
}

/** See {@link PaperSpecies.lacking}; of other species, such as viruses and what vectors grow in, papers speak beside their genes. */
function lackingShare(named: SpeciesEvidence, species: SpeciesEvidence): number {
  let share = 0;
  for (const [taxon, part] of named.share) {
    if (!species.counts.has(taxon) && taxonGroup(taxon) !== 'other') share += part;
  }
  return share;
}

/** Rows of the place at hand, used again for each: one thread works on one paper at a time. */
const SCRATCH = new FeatureRows(FEATURES.length);
