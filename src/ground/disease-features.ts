/** What can be said of each disease that a mention may denote, as numbers; the ranker weighs them. */
import { curie, localOf, PREFIX } from '../curie.js';
import type { ConceptId } from '../model.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import type { DiseaseStems } from '../text/disease-stems.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import { DISEASE_WIDTH, type SetFeature, setterOf } from './disease-feature-names.js';
import type { DiseaseHierarchy } from './disease-hierarchy.js';
import type { DiseaseMemory, RememberedWords } from './disease-memory.js';
import { nameFeatures } from './disease-name-features.js';

/** A text with its candidates. */
export interface DiseaseText {
  /** The mention, or the long form of a short form. */
  readonly text: string;
  /** Candidates of one terminology. */
  readonly candidates: readonly DiseaseCandidate[];
  /** Candidates of all terminologies. */
  readonly all: readonly DiseaseCandidate[];
}

/** Diseases that texts of a paper are names of. */
export interface DiseaseCompany {
  /** Number of distinct texts of the paper by concept. */
  readonly texts: ReadonlyMap<ConceptId, number>;
  /** Concepts that stand above some of these. */
  readonly above: ReadonlySet<ConceptId>;
}

export interface DiseaseFeatureDeps {
  readonly memory: DiseaseMemory;
  readonly hierarchy: DiseaseHierarchy;
  readonly stems: DiseaseStems;
}

/** A row for each candidate, in their order, and one more for "none of them": what does not depend on the paper. */
export function textFeatures(question: DiseaseText, deps: DiseaseFeatureDeps): Float32Array {
  const { candidates } = question;
  const values = new Float32Array((candidates.length + 1) * DISEASE_WIDTH);
  const remembered = candidates.map(({ concept }) => deps.memory.documentsOf(question.text, concept.id));
  const seen = remembered.reduce((sum, documents) => sum + documents, 0);
  const words = deps.memory.wordsOf(question.text);
  for (const [row, candidate] of candidates.entries()) {
    const set = setterOf(values, row);
    nameFeatures(question.text, candidate, { ...deps, set });
    conceptFeatures(candidate, question, { ...deps, set });
    memoryFeatures(candidate, { here: remembered[row] ?? 0, seen, words, text: question.text }, { ...deps, set });
  }
  noneFeatures(question, setterOf(values, candidates.length));
  return values;
}

interface FeatureRow extends DiseaseFeatureDeps {
  readonly set: SetFeature;
}

/** MONDO's root of what only animals have: "infertility, dog". */
const ANIMAL_DISEASE: ConceptId = curie(PREFIX.mondo, '0005583');

/** What the concept is. */
function conceptFeatures(candidate: DiseaseCandidate, { candidates, all }: DiseaseText, deps: FeatureRow): void {
  const { concept, route } = candidate;
  const { hierarchy, set } = deps;
  const local = localOf(concept.id);
  set('supplementary record', Number(/^C\d/.test(local)));
  set('record of the newest ids', Number(/^D000\d{6}$/.test(local)));
  set('no disease of MeSH', Number(concept.kind !== 'Disease'));
  const trees = concept.treeNumbers;
  set('only a symptom', Number(trees.length > 0 && trees.every((tree) => !/^(?:C(?!23)|F03)/.test(tree))));
  set('disease of animals', Number(hierarchy.isUnder(concept.id, ANIMAL_DISEASE)));
  set(route === 'name' ? 'depth' : 'depth of similar', hierarchy.depth(concept.id) / 10);
  const named = candidates.filter((other) => other.route === 'name' && other !== candidate);
  if (route === 'name' && named.length > 0) {
    set('named more than one', 1);
    set('above all others named', Number(named.every((other) => hierarchy.isUnder(other.concept.id, concept.id))));
  }
  const matching = all.filter((other) => concept.exactMatches.includes(other.concept.id));
  const agreed = matching.some((other) => other.route === 'name');
  set('agreed by exactMatch', Number(agreed && route !== 'mapped'));
  const partly = route === 'head' || route === 'front' || route === 'similar';
  set('part agreed by exactMatch', Number(partly && !agreed && matching.some((other) => other.route === route)));
}

interface Remembered {
  readonly text: string;
  readonly words: RememberedWords;
  /** Documents in which the text meant the concept, and any candidate. */
  readonly here: number;
  readonly seen: number;
}

/** What training has seen. */
function memoryFeatures(candidate: DiseaseCandidate, { text, here, seen, words }: Remembered, deps: FeatureRow): void {
  const { memory, set } = deps;
  const { concept, route, readAs } = candidate;
  set('remembered', Math.log1p(here));
  set('remembered share', seen > 0 ? here / seen : 0);
  set('remembered as another', Math.log1p(seen - here));
  const match = concept.exactMatches.reduce((sum, id) => sum + memory.documentsOf(text, id), 0);
  set('match remembered', Math.log1p(match));
  if (seen === 0) set('same words remembered', Math.log1p(words.same(concept.id)));
  set(route === 'name' || seen > 0 ? 'word remembered, named' : 'word remembered', words.share(concept.id));
  if (route === 'head' || route === 'front') set('part remembered', Math.log1p(memory.documentsOf(readAs, concept.id)));
  const prior = memory.priorOf(concept.id);
  set('how often meant', Math.log1p(prior));
  set('never meant', Number(prior === 0 && !memory.isOff));
}

function noneFeatures({ text, candidates }: DiseaseText, set: SetFeature): void {
  set('none', 1);
  set('none: nothing by name', Number(!candidates.some(({ route }) => route === 'name')));
  set('none: short form', Number(isShortForm(text)));
  set('none: one word', Number(!/[\s-]/.test(text)));
  set('none: best similarity', Math.max(0, ...candidates.map(({ similarity }) => similarity)));
}

/** A text of a paper. */
export interface DiseaseQuestion {
  readonly candidates: readonly DiseaseCandidate[];
  /** Features of the text alone; see {@link textFeatures}. */
  readonly rows: Float32Array;
  /** Its short form in this paper; null without one. */
  readonly shortForm: string | null;
  /** What the paper's other texts name. */
  readonly company: DiseaseCompany;
}

/** The rows with what the paper says added. */
export function diseaseFeatures(question: DiseaseQuestion, { memory, hierarchy }: DiseaseFeatureDeps): Float32Array {
  const values = question.rows.slice();
  const { texts, above } = question.company;
  for (const [row, { concept, route }] of question.candidates.entries()) {
    const set = setterOf(values, row);
    const here = route === 'name' || route === 'mapped' ? 1 : 0;
    const elsewhere = (texts.get(concept.id) ?? 0) - here;
    set('named elsewhere in the paper', Math.log1p(Math.max(0, elsewhere)));
    set('above what is named elsewhere', Number(above.has(concept.id)));
    set('under what is named elsewhere', Number(isUnderAny(concept.id, texts, hierarchy)));
    if (question.shortForm === null) continue;
    set('short form remembered', Math.log1p(memory.documentsOf(question.shortForm, concept.id)));
  }
  return values;
}

function isUnderAny(id: ConceptId, texts: ReadonlyMap<ConceptId, number>, hierarchy: DiseaseHierarchy): boolean {
  if (texts.size === 0) return false;
  for (const ancestor of hierarchy.ancestors(id).keys()) if (texts.has(ancestor)) return true;
  return false;
}
