/** Diseases of one paper: candidates of all of its mentions, and the choice among them in the light of the others. */
import type { ConceptId, ConceptLink, Mention, RecognizedDocument } from '../model.js';
import { confidenceByMapping } from './confidence.js';
import type { DiseaseCandidate } from './disease-candidate.js';
import type { FoundDiseases } from './disease-candidates.js';
import type { ScoredDisease } from './disease-choice.js';
import type { DiseaseCompany, DiseaseQuestion } from './disease-features.js';
import type { DiseaseGrounder } from './disease-grounder.js';
import { type DiseaseAnswer, type DiseaseTextLink, diseaseLinks } from './disease-links.js';
import type { RemovedNames } from './gene-candidates.js';

/** What the ranker of one terminology is asked. */
export interface AskedOf {
  readonly prefix: string;
  readonly question: DiseaseQuestion;
}

/** Scored candidates of a mention, the choice in each terminology, and the links that follow. */
export interface ScoredMention extends DiseaseAnswer {
  readonly links: readonly DiseaseTextLink[];
}

export class PaperDiseases {
  readonly #grounder: DiseaseGrounder;
  /** Short forms by their long forms. */
  readonly #shortForms: ReadonlyMap<string, string>;
  readonly #company: DiseaseCompany;
  readonly #known = new Map<string, ScoredMention>();
  readonly #removes: RemovedNames | undefined;

  /** @param removes whether a text is no name of a disease, since a curator says so */
  constructor(recognized: RecognizedDocument, grounder: DiseaseGrounder, removes?: RemovedNames) {
    this.#grounder = grounder;
    this.#removes = removes;
    this.#shortForms = new Map(recognized.abbreviations.map(({ longForm, shortForm }) => [longForm, shortForm]));
    this.#company = companyOf(recognized.mentions, this.#grounder);
  }

  /** Scored candidates of a mention, once for each distinct text and long form. */
  of({ text, longForm }: Pick<Mention, 'text' | 'longForm'>): ScoredMention {
    const key = `${text}\t${longForm ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const questions = this.questions({ text, longForm });
    const scored = questions.map(({ prefix, question }) => this.#grounder.chooser.score(question, prefix));
    const chosen = scored.flatMap((candidates) => this.#grounder.chooser.best(candidates) ?? []);
    const answer = { scored: scored.flat(), chosen };
    const found = { ...answer, links: diseaseLinks({ text, longForm }, answer, this.#grounder.lexicon) };
    this.#known.set(key, found);
    return found;
  }

  /** What a ranker is asked for a mention, for each terminology. */
  questions({ text, longForm }: Pick<Mention, 'text' | 'longForm'>): readonly AskedOf[] {
    const whole = longForm ?? text;
    const shortForm = longForm === null ? (this.#shortForms.get(text) ?? null) : text;
    return this.#withoutRemoved(whole, this.#found(whole, shortForm)).byTerminology.map(
      ({ prefix, candidates, rows }) => ({
        prefix,
        question: { candidates, rows, shortForm, company: this.#company },
      }),
    );
  }

  /** A link as that of a mention, with its confidence. */
  linkOf(mention: Mention, { link, choice }: DiseaseTextLink): ConceptLink {
    const confidence = this.#grounder.chooser.confidence(mention, choice);
    const own = link.conceptId === choice.concept.id;
    return { ...link, confidence: own ? confidence : confidenceByMapping(confidence) };
  }

  /** Whether training has seen the text with a choice, or another text of the paper is a name of it. */
  supports({ text }: Pick<Mention, 'text'>, { concept }: ScoredDisease): boolean {
    return (this.#company.texts.get(concept.id) ?? 0) > 1 || this.#grounder.memory.documentsOf(text, concept.id) > 0;
  }

  #withoutRemoved(whole: string, found: FoundDiseases): FoundDiseases {
    const removes = this.#removes;
    if (removes === undefined) return found;
    const all = found.all.filter(({ concept: { id }, readAs }) => !removes(whole, id) && !removes(readAs, id));
    return all.length === found.all.length ? found : this.#grounder.finder.describe(whole, all);
  }

  /** Candidates of the long form; where no name is spelled so, also those that its short form names. */
  #found(whole: string, shortForm: string | null): FoundDiseases {
    const found = this.#grounder.finder.find(whole);
    if (shortForm === null || found.all.some(({ route }) => route === 'name')) return found;
    const known = new Set(found.all.map(({ concept }) => concept.id));
    const further = this.#grounder.finder.find(shortForm).all.filter(({ concept }) => !known.has(concept.id));
    if (further.length === 0) return found;
    const all = [...found.all, ...further.map((candidate): DiseaseCandidate => ({ ...candidate, route: 'short' }))];
    return this.#grounder.finder.describe(whole, all);
  }
}

/** What the paper's texts name, each distinct text once. */
function companyOf(mentions: readonly Mention[], { finder, hierarchy }: DiseaseGrounder): DiseaseCompany {
  const texts = new Map<ConceptId, number>();
  const above = new Set<ConceptId>();
  const seen = new Set<string>();
  for (const { type, text, longForm } of mentions) {
    const whole = longForm ?? text;
    if (type !== 'Disease' || seen.has(whole)) continue;
    seen.add(whole);
    for (const { concept, route, scope } of finder.find(whole).all) {
      if ((route !== 'name' && route !== 'mapped') || scope === 'RELATED') continue;
      texts.set(concept.id, (texts.get(concept.id) ?? 0) + 1);
    }
  }
  if (seen.size < 2) return { texts: new Map(), above }; // a text alone has no company
  for (const id of texts.keys()) for (const ancestor of hierarchy.ancestors(id).keys()) above.add(ancestor);
  return { texts, above };
}
