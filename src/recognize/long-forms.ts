/** What a long form is: a disease, a gene, or something that is not looked for. It decides for its short form everywhere. */
import { KIND, type Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import { agrees } from './agreement.js';
import { type DiseaseLookup, diseaseNames } from './disease-names.js';
import { judgeGene } from './gene-spelling.js';
import { compactLength, mayStandFor, sameLetters } from './name-shape.js';

/** Last words of what is a disease although no terminology has it: "…ic distress syndrome", "… transport defect". */
const DISEASE_HEAD = new RegExp(
  '(?:^|[ -])(?:diseases?|syndromes?|disorders?|cancers?|tumou?rs?|neoplasms?|deficienc(?:y|ies)|defects?|anomal(?:y|ies)|' +
    'malformations?|infections?|failure|injur(?:y|ies)|toxicit(?:y|ies)|palsy|retardation|insufficiency|seizures?|' +
    'impairments?|dysfunctions?|stenosis|sclerosis|fibrosis|cirrhosis|thrombosis|necrosis|ataxias?|dystonia|dementia|' +
    'hypertension|psychosis|tuberculosis|deafness|blindness|' +
    '\\p{L}+(?:itis|oma|omas|emia|emias|aemia|pathy|pathies|penia|plasia|trophy|trophies|plegia|algia|esthesia))$',
  'iu',
);

/** Words that make a phrase more than a disease with what tells it apart: "Deleted in Colorectal Cancer". */
const JOINING = /\s(?:in|of|by|for|to|with|from|and|or|on|at)\s/i;

/** Whether a long form ends in a word for a disease and says nothing but which: "dose-limiting toxicities". */
export function endsInDisease(longForm: string): boolean {
  return DISEASE_HEAD.test(longForm) && !JOINING.test(longForm);
}

/** How some disease answers to treatment (RECIST) or how far it has spread; the short forms are PD, SD, MRD. */
const STATE_OF_DISEASE =
  /^(?:the )?(?:progressive|stable|(?:minimal |measurable )?residual|measurable|evaluable|active|advanced|extensive|limited|metastatic|recurrent) disease$/i;

/** Whether a long form says how a disease is and not which: "progressive disease (PD)" is not Parkinson's. */
export function isStateOfDisease(longForm: string): boolean {
  return STATE_OF_DISEASE.test(longForm);
}

/** Last words of what is a gene or its product. */
const GENE_HEAD =
  /(?:receptor|protein|factor|ligand|transporter|channel|hormone|antigen|subunit|cytokine|chemokine|oncogene|gene|homolog|homologue|inhibitor|symporter|exchanger|element|repressor|activator|regulator|coactivator|molecule|chain|globulin|peptide|box|\p{L}{2,}ase|\p{L}{3,}in)s?(?:[ -](?:\d{1,2}|[A-Z]\d?|[IVX]+|alpha|beta|gamma|delta|\p{Script=Greek}))*$/iu;

/** Words around a name that are no part of it. */
const BEFORE = /^(?:the|a|an|human|mouse|murine|rat|mammalian|drosophila|putative|recombinant|soluble)\s+/iu;
const AFTER = /\s+(?:genes?|proteins?|locus|mrna|cdna|patients?|antibody)$/iu;

/** `longForm` itself and without words around it: "the human sodium/iodide symporter gene" → "sodium/iodide symporter". */
export function spellingsOf(longForm: string): readonly string[] {
  const spellings = [longForm];
  for (const strip of [BEFORE, AFTER, BEFORE]) {
    const shorter = (spellings.at(-1) ?? '').replace(strip, '');
    if (shorter !== spellings.at(-1) && shorter.length > 2) spellings.push(shorter);
  }
  return spellings;
}

/** The more general disease that an unknown long form ends in: "toxicities" of "dose-limiting toxicities"; null without. */
export function diseaseHeadOf(longForm: string, lookup: DiseaseLookup): string | null {
  for (const match of longForm.matchAll(/(?<=[\s-])\S/gu)) {
    const head = longForm.slice(match.index);
    if (diseaseNames(head, lookup).verdict === 'accept') return head;
  }
  return null;
}

/** A short form and its long form. */
interface Forms {
  readonly shortForm: string;
  readonly longForm: string;
}

/** Genes that have the short form among their names and a full name that says the same as the long form. */
export function genesAgreeing({ shortForm, longForm }: Forms, lexicon: Lexicon): readonly ConceptId[] {
  return lexicon.lookup(shortForm, KIND.gene).flatMap(({ name, conceptId }) => {
    const fullName = mayStandFor(shortForm, name) ? (lexicon.concept(conceptId)?.fullName ?? null) : null;
    return fullName !== null && agrees(longForm, fullName) ? [conceptId] : [];
  });
}

/** Whether a text is spelled as nothing but a symbol is: four and more letters and digits, of both kinds (`Sam68`, `BMP7`). */
export function isDistinctSymbol(text: string, lexicon: Lexicon): boolean {
  if (compactLength(text) < 4 || !/\d/.test(text) || !/\p{L}/u.test(text)) return false;
  return lexicon.lookup(text, KIND.gene).some(({ name }) => sameLetters(text, name));
}

/** What a short form stands for: the type of its mentions, or null when it is none. */
export function typeOfLongForm(forms: Forms, lookup: DiseaseLookup): 'Gene' | 'Disease' | null {
  const { shortForm, longForm } = forms;
  const { lexicon, stopList } = lookup;
  if (isStateOfDisease(longForm)) return null;
  const spellings = spellingsOf(longForm);
  const disease = spellings.some((s) => diseaseNames(s, lookup).verdict === 'accept');
  const gene = spellings.some((s) => judgeGene(s, lexicon.lookup(s, KIND.gene), stopList) === 'accept');
  if (disease && gene) return GENE_HEAD.test(longForm) || isRodentSymbol(shortForm) ? 'Gene' : 'Disease';
  if (disease) return 'Disease';
  if (gene) return 'Gene';
  if (lexicon.lookup(longForm, KIND.other).length > 0) return null;
  if (DISEASE_HEAD.test(longForm) || diseaseHeadOf(longForm, lookup) !== null) return 'Disease';
  if (!isNamedSo(shortForm, lookup)) return null;
  const isGene = GENE_HEAD.test(longForm) || isDistinctSymbol(shortForm, lexicon);
  return isGene || genesAgreeing(forms, lexicon).length > 0 ? 'Gene' : null;
}

/** Whether some gene has exactly that short name. */
function isNamedSo(shortForm: string, { lexicon, stopList }: DiseaseLookup): boolean {
  const names = lexicon.lookup(shortForm, KIND.gene).filter(({ name }) => sameLetters(shortForm, name));
  return judgeGene(shortForm, names, stopList) !== 'reject';
}

/** `Apc` is the gene of mouse and rat, `APC` (adenomatous polyposis coli) as well the disease. */
function isRodentSymbol(shortForm: string): boolean {
  return /^\p{Lu}\p{Ll}+\d*$/u.test(shortForm);
}

/** Whether a definition only says that something is made from its short form: "Sox9flox/flox (Sox9)". */
export function definesItself({ shortForm, longForm }: Forms): boolean {
  return longForm.includes(shortForm);
}
