/** Features of the candidates of a mention that do not depend on its place, once for each distinct text of a paper. */
import { localOf } from '../curie.js';
import type { ConceptId } from '../model.js';
import { type FoundName, type GeneCandidate, type GeneCandidates, nameCost } from './gene-candidates.js';
import { FEATURES, type GeneFeature, placeOf } from './gene-features.js';
import { nameKind, spellingOf } from './gene-letters.js';
import { hashConcept, memoryKey, type NameMemory } from './memory.js';
import { type PaperWords, tellingWords } from './paper-words.js';
import { FeatureRows } from './ranker/feature-rows.js';

/** What the paper and the training say beside the mention itself. */
export interface GeneSurroundings {
  readonly words: PaperWords;
  readonly memory: NameMemory;
  /** Distinct gene mentions of the paper, in lower case. */
  readonly texts: ReadonlySet<string>;
  /** How many different texts of the paper have a gene among their candidates by a whole name. */
  readonly textsOf: ReadonlyMap<ConceptId, number>;
}

/** Hash under which the memory keeps a symbol, whatever the species: `TP53` of man and `Tp53` of the rat are one. */
export function hashSymbol(symbol: string): number {
  return hashConcept(`symbol:${symbol.toUpperCase()}`);
}

/** One row for each candidate; the features of species and company are 0. */
export function geneRows(candidates: GeneCandidates, around: GeneSurroundings): FeatureRows {
  const rows = new FeatureRows(FEATURES.length);
  const names = namesOf(candidates);
  for (const gene of candidates.genes) {
    const row = new RowWriter(rows);
    writeNames(row, gene, candidates.other !== null);
    writeWords(row, gene, names);
    writeGene(row, gene, candidates.genes);
    writePaper(row, gene, { names, around });
    writeMemory(row, gene, { candidates, memory: around.memory });
  }
  return rows;
}

class RowWriter {
  readonly #rows: FeatureRows;
  readonly #row: number;

  constructor(rows: FeatureRows) {
    this.#rows = rows;
    this.#row = rows.add();
  }

  set(feature: GeneFeature, value: number | boolean): void {
    this.#rows.set(this.#row, placeOf(feature), Number(value));
  }
}

function writeNames(row: RowWriter, gene: GeneCandidate, isDefined: boolean): void {
  const { byText, byOther, orthologOf, taxonId } = gene;
  row.set('text remembered', gene.remembered);
  if (byText === null) row.set('text none', 1);
  else {
    const { match, variant } = byText;
    row.set(`text ${nameKind(match.scope)} ${spellingOf(match.forgiven)}`, 1);
    if (variant.rule !== 'whole') row.set(`text ${variant.rule}`, 1);
  }
  if (byOther !== null) {
    row.set(`other ${nameKind(byOther.match.scope)}`, 1);
    row.set('other variant', byOther.variant.rule !== 'whole');
  } else row.set('other none', isDefined);
  row.set('both forms', byText !== null && byOther !== null);
  row.set('ortholog', orthologOf !== null);
  const hint = hintOf(byText) ?? hintOf(byOther);
  row.set('spelling hints at species', hint === taxonId);
  row.set('spelling hints at another', hint !== null && hint !== taxonId);
}

function hintOf(found: FoundName | null): ConceptId | null {
  return found?.variant.taxonId ?? null;
}

/** Telling words of the mention and the other form, longest first. */
function namesOf({ text, other }: GeneCandidates): readonly string[] {
  return tellingWords(other === null ? text : `${text} ${other}`);
}

function writeWords(row: RowWriter, { concept }: GeneCandidate, names: readonly string[]): void {
  const full = tellingWords(concept.fullName ?? '');
  if (names.length === 0 || full.length === 0) return;
  const shared = names.filter((word) => full.includes(word)).length;
  row.set('words in full name', shared / names.length);
  row.set('full name in words', shared / full.length);
}

/** Symbols of genes that were predicted by programs or are known by their place alone. */
const PREDICTED = /^(?:LOC\d+|Gm\d+|RGD\d+|\d*[A-Z]\d+[A-Z]\d+Rik|CG\d+|C\d+orf\d+|zgc:\d+|si:.*|MGC\d+)$/u;

function writeGene(row: RowWriter, gene: GeneCandidate, genes: readonly GeneCandidate[]): void {
  const { concept, taxonId } = gene;
  const { geneType } = concept;
  row.set('protein coding', geneType === 'protein-coding');
  row.set('pseudogene', geneType?.includes('pseudo') ?? false);
  row.set('non-coding', geneType !== null && /RNA/.test(geneType));
  row.set('predicted gene', PREDICTED.test(concept.name));
  const number = Number(localOf(concept.id)) || 1;
  row.set('number', Math.log10(number) / 5);
  const same = genes.filter((other) => other.taxonId === taxonId);
  row.set('alone of its species', same.length === 1);
  row.set('log candidates of its species', Math.log(same.length));
  const cost = nameCost(gene);
  row.set(
    'best name of its species',
    same.every((other) => nameCost(other) >= cost),
  );
  row.set(
    'lowest number of its species',
    same.length > 1 && same.every((other) => (Number(localOf(other.concept.id)) || 1) >= number),
  );
}

function writePaper(
  row: RowWriter,
  { concept }: GeneCandidate,
  { names, around }: { readonly names: readonly string[]; readonly around: GeneSurroundings },
): void {
  const full = tellingWords(concept.fullName ?? '').filter((word) => !names.includes(word));
  const said = full.filter((word) => around.words.has(word)).length;
  row.set('full name words in paper', full.length === 0 ? 0 : said / full.length);
  row.set('full name words count', Math.log1p(said));
  const symbol = concept.name.toLowerCase();
  const isOther = !names.includes(symbol);
  row.set('symbol is another mention', isOther && around.texts.has(symbol));
  row.set('symbol in paper', isOther && around.words.has(symbol));
  row.set('other mentions name it', (around.textsOf.get(concept.id) ?? 0) > 1);
}

function writeMemory(
  row: RowWriter,
  gene: GeneCandidate,
  { candidates, memory }: { readonly candidates: GeneCandidates; readonly memory: NameMemory },
): void {
  const name = memoryKey(candidates.text);
  const documents = memory.documents(name);
  if (documents === 0) return;
  const own = memory.documentsOf(name, hashConcept(gene.concept.id));
  row.set('remembered share', own / documents);
  row.set('remembered log count', Math.log1p(own));
  row.set('remembered otherwise', own === 0 ? Math.log1p(documents) : 0);
  const ofSymbol = ({ concept }: GeneCandidate) => memory.documentsOf(name, hashSymbol(concept.name));
  const same = candidates.genes.filter(({ taxonId }) => taxonId === gene.taxonId);
  const most = Math.max(...same.map(ofSymbol));
  if (most === 0) return;
  row.set('remembered symbol share', ofSymbol(gene) / most);
  row.set('remembered symbol otherwise', ofSymbol(gene) === 0 ? Math.log1p(most) : 0);
}
