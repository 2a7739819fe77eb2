/** What can be said of each disease that a mention may denote, as numbers; the ranker weighs them. */
import { localOf } from '../curie.js';
import type { ConceptId } from '../model.js';
import { isShortForm } from '../recognize/disease-spelling.js';
import type { DiseaseCandidate, DiseaseRoute } from './disease-candidates.js';
import type { DiseaseHierarchy } from './disease-hierarchy.js';
import type { DiseaseMemory } from './disease-memory.js';
import { FeatureRows } from './ranker/feature-rows.js';

/** What a mention says. */
export interface DiseaseQuestion {
  /** The mention, or the long form of a short form. */
  readonly text: string;
  /** Its short form in this paper; null without one. */
  readonly shortForm: string | null;
  /** Candidates of one terminology. */
  readonly candidates: readonly DiseaseCandidate[];
  /** Candidates of all terminologies. */
  readonly all: readonly DiseaseCandidate[];
  /** What the paper's other texts name. */
  readonly company: DiseaseCompany;
}

/** Diseases that texts of the paper are names of. */
export interface DiseaseCompany {
  /** Number of distinct texts of the paper by concept. */
  readonly texts: ReadonlyMap<ConceptId, number>;
  /** Concepts that stand above some of these. */
  readonly above: ReadonlySet<ConceptId>;
}

const ROUTES: readonly DiseaseRoute[] = ['name', 'similar', 'head', 'front', 'mapped', 'parent', 'memory', 'short'];
const SCOPES = ['LABEL', 'EXACT', 'NARROW', 'BROAD', 'RELATED'] as const;
const FORGIVEN = ['case', 'plural', 'spelling', 'edit', 'word-order'] as const;

/** Names of the features, in the order of a row. */
export const DISEASE_FEATURES: readonly string[] = [
  ...ROUTES.map((route) => `route ${route}`),
  ...SCOPES.map((scope) => `name is ${scope}`),
  ...SCOPES.map((scope) => `similar name is ${scope}`),
  ...FORGIVEN.map((difference) => `forgiven ${difference}`),
  'capitals forgiven',
  'similarity',
  'same words',
  'words of text left out',
  'words of name left out',
  'part of text',
  'same last word',
  'number too many',
  'number missing',
  'steps up',
  'supplementary record',
  'record of the newest ids',
  'no disease of MeSH',
  'only a symptom',
  'depth',
  'depth of similar',
  'above all others named',
  'named more than one',
  'agreed by exactMatch',
  'named elsewhere in the paper',
  'above what is named elsewhere',
  'under what is named elsewhere',
  'remembered',
  'remembered share',
  'remembered as another',
  'short form remembered',
  'how often meant',
  'never meant',
  'none',
  'none: nothing by name',
  'none: short form',
  'none: one word',
  'none: best similarity',
];

const AT: Readonly<Record<string, number>> = Object.fromEntries(DISEASE_FEATURES.map((name, index) => [name, index]));

export interface DiseaseFeatureDeps {
  readonly memory: DiseaseMemory;
  readonly hierarchy: DiseaseHierarchy;
}

/** A row for each candidate, in their order, and one more for "none of them". */
export function diseaseFeatures(question: DiseaseQuestion, deps: DiseaseFeatureDeps): FeatureRows {
  const rows = new FeatureRows(DISEASE_FEATURES.length);
  for (const candidate of question.candidates) {
    const row = rows.add();
    const set = (feature: string, value: number): void => {
      const at = AT[feature];
      if (at === undefined) throw new RangeError(`No feature ${feature}`);
      rows.set(row, at, value);
    };
    nameFeatures(question, candidate, set);
    conceptFeatures(question, candidate, { ...deps, set });
    memoryFeatures(question, candidate, { ...deps, set });
  }
  addNone(question, rows);
  return rows;
}

type SetFeature = (feature: string, value: number) => void;

/** How the text and the name compare. */
function nameFeatures(question: DiseaseQuestion, candidate: DiseaseCandidate, set: SetFeature): void {
  const { route, scope, forgiven, similarity, ofText, ofName, steps } = candidate;
  set(`route ${route}`, 1);
  const exact = route === 'name' || route === 'mapped';
  if (scope !== 'SYMBOL' && route !== 'memory') set(`${exact ? '' : 'similar '}name is ${scope}`, 1);
  for (const difference of FORGIVEN) if (forgiven.includes(difference)) set(`forgiven ${difference}`, Number(exact));
  if (forgiven.includes('case') && isShortForm(candidate.name)) set('capitals forgiven', 1);
  set('steps up', steps / 3);
  if (route === 'head' || route === 'front') set('part of text', ofText);
  if (route !== 'similar') return;
  set('similarity', similarity);
  set('same words', Number(similarity > 0.999));
  set('words of text left out', 1 - ofText);
  set('words of name left out', 1 - ofName);
  const [text, name] = [question.text.toLowerCase(), candidate.name.toLowerCase()];
  set('same last word', Number(lastWord(text) === lastWord(name)));
  set('number too many', Number(numbersOf(name).some((number) => !numbersOf(text).includes(number))));
  set('number missing', Number(numbersOf(text).some((number) => !numbersOf(name).includes(number))));
}

interface ConceptDeps extends DiseaseFeatureDeps {
  readonly set: SetFeature;
}

/** What the concept is, and what else of the paper speaks for it. */
function conceptFeatures(
  question: DiseaseQuestion,
  candidate: DiseaseCandidate,
  { hierarchy, set }: ConceptDeps,
): void {
  const { concept, route } = candidate;
  const { texts, above } = question.company;
  const local = localOf(concept.id);
  set('supplementary record', Number(/^C\d/.test(local)));
  set('record of the newest ids', Number(/^D000\d{6}$/.test(local)));
  set('no disease of MeSH', Number(concept.kind !== 'Disease'));
  const trees = concept.treeNumbers;
  set('only a symptom', Number(trees.length > 0 && trees.every((tree) => !/^(?:C(?!23)|F03)/.test(tree))));
  set(route === 'name' ? 'depth' : 'depth of similar', hierarchy.depth(concept.id) / 10);
  const named = question.candidates.filter((other) => other.route === 'name' && other !== candidate);
  if (route === 'name' && named.length > 0) {
    set('named more than one', 1);
    set('above all others named', Number(named.every((other) => hierarchy.isUnder(other.concept.id, concept.id))));
  }
  const agreed = question.all.some(
    (other) => other.route === 'name' && concept.exactMatches.includes(other.concept.id),
  );
  set('agreed by exactMatch', Number(agreed && route !== 'mapped'));
  const here = route === 'name' || route === 'mapped' ? 1 : 0;
  const elsewhere = (texts.get(concept.id) ?? 0) - here;
  set('named elsewhere in the paper', Math.log1p(Math.max(0, elsewhere)));
  set('above what is named elsewhere', Number(above.has(concept.id)));
  set('under what is named elsewhere', Number(isUnderAny(concept.id, texts, hierarchy)));
}

function isUnderAny(id: ConceptId, texts: ReadonlyMap<ConceptId, number>, hierarchy: DiseaseHierarchy): boolean {
  for (const ancestor of hierarchy.ancestors(id).keys()) if (texts.has(ancestor)) return true;
  return false;
}

/** What training has seen. */
function memoryFeatures(question: DiseaseQuestion, candidate: DiseaseCandidate, { memory, set }: ConceptDeps): void {
  const { id } = candidate.concept;
  const { text, shortForm } = question;
  const [seen, here] = [documentsOfTerminology(text, question, memory), memory.documentsOf(text, id)];
  set('remembered', Math.log1p(here));
  set('remembered share', seen > 0 ? here / seen : 0);
  set('remembered as another', Math.log1p(seen - here));
  if (shortForm !== null) set('short form remembered', Math.log1p(memory.documentsOf(shortForm, id)));
  const prior = memory.priorOf(id);
  set('how often meant', Math.log1p(prior));
  set('never meant', Number(prior === 0));
}

/** Documents in which a text meant some concept among the candidates: those of the other terminology do not count. */
function documentsOfTerminology(text: string, { candidates }: DiseaseQuestion, memory: DiseaseMemory): number {
  let documents = 0;
  for (const { concept } of candidates) documents += memory.documentsOf(text, concept.id);
  return documents;
}

function addNone({ text, candidates }: DiseaseQuestion, rows: FeatureRows): void {
  const row = rows.add();
  const set: SetFeature = (feature, value) => rows.set(row, AT[feature] ?? 0, value);
  set('none', 1);
  set('none: nothing by name', Number(!candidates.some(({ route }) => route === 'name')));
  set('none: short form', Number(isShortForm(text)));
  set('none: one word', Number(!/[\s-]/.test(text)));
  set('none: best similarity', Math.max(0, ...candidates.map(({ similarity }) => similarity)));
}

function lastWord(text: string): string {
  return /[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u.exec(text)?.[0] ?? '';
}

/** Numbers and single letters of a name: "type 2", "hepatitis b". */
function numbersOf(text: string): readonly string[] {
  return text.match(/(?<![\p{L}\p{N}])(?:\d+[a-z]?|[b-z]|i{1,3}v?)(?![\p{L}\p{N}])/gu) ?? [];
}
