/**
 * Other spellings under which a gene may stand in the lexicon, in the order in which they are tried: each step forgives
 * more. A step may tell of a species ("hLysoPLA" is the human one, "Bud4p" a protein of yeast).
 */
import { curie, PREFIX } from '../curie.js';
import type { ConceptId } from '../model.js';
import { greekLetterOf } from '../text/normalize.js';

/** What was done to the text; the order is that of the steps. */
export const VARIANT_RULES = ['whole', 'words', 'affix', 'greek', 'isoform', 'receptor', 'part'] as const;
export type VariantRule = (typeof VARIANT_RULES)[number];

export interface NameVariant {
  readonly rule: VariantRule;
  readonly text: string;
  /** The species that the spelling tells of, else null. */
  readonly taxonId: ConceptId | null;
}

const GREEK = 'alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|sigma|omega';

/** Words around a name that are no part of it: species, states, and what all genes are. */
const BEFORE =
  /^(?:the|an?|human|mouse|murine|rat|bovine|porcine|chicken|rabbit|yeast|mammalian|vertebrate|drosophila|xenopus|zebrafish|arabidopsis|putative|recombinant|soluble|secreted|endogenous|exogenous|native|wild[- ]type|mutant|full[- ]length|truncated|activated?|active|mature|novel|total|plasma|serum|circulating|intracellular|membrane[- ]bound|phosphorylated|phospho|unphosphorylated|cleaved|anti|pro|pre|mitochondrial|cytosolic|nuclear|neuronal|placental|(?:skeletal )?muscle|cardiac|brain|liver)[\s-]+/iu;
const AFTER =
  /[\s-]+(?:genes?|proteins?|loc(?:us|i)|mrnas?|cdnas?|rnas?|transcripts?|(?:poly)?peptides?|products?|isoforms?|homolog(?:ue)?s?|ortholog(?:ue)?s?|oncogenes?|oncoproteins?|proto-oncogenes?|promoters?|alleles?|antigens?|molecules?|antibod(?:y|ies)|mutants?|null|siRNAs?|shRNAs?|subunits?|chains?|domains?|tumou?r suppressors?|transcription factors?)$/iu;

/** Heads that say what the gene does; the name is often written without ("Csk kinase", "NHE3 exchanger"). */
const HEAD =
  /[\s-]+(?:receptors?|kinases?|phosphatases?|factors?|enzymes?|hormones?|cytokines?|chemokines?|ligands?|channels?|transporters?|inhibitors?|proteases?|co-?receptors?|tyrosine kinases?|complex(?:es)?)$/iu;

/** Letters before a symbol that tell of a species, and those species. */
const SPECIES_PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^(?:h|hum|Hum|hu|Hs|rh|Rh)-?(?=\p{Lu})/u, '9606'],
  [/^h(?=[a-z]{3,5}\d*$)/u, '9606'], // "htau", but no "hedgehog"
  [/^(?:m|mu|Mm|rm)-?(?=\p{Lu})/u, '10090'],
  [/^(?:r|Rn)-?(?=\p{Lu})/u, '10116'],
  [/^(?:d|D|Dm)-?(?=\p{Lu}\p{L})/u, '7227'],
  [/^(?:Sc|y)-?(?=\p{Lu})/u, '4932'],
  [/^(?:Sp)-?(?=\p{Lu})/u, '4896'],
  [/^(?:At)-?(?=\p{Lu})/u, '3702'],
  [/^(?:Ce|Ce-)(?=\p{L})/u, '6239'],
  [/^(?:x|X|Xl)-?(?=\p{Lu}\p{L})/u, '8355'],
  [/^(?:z|zf|Dr)-?(?=\p{Lu})/u, '7955'],
  [/^(?:c|ch|g)(?=\p{Lu})/u, '9031'],
  [/^(?:b)(?=\p{Lu})/u, '9913'],
];

/** Signs of a genotype or form behind a symbol: "DAT(-/-)", "Bcl-x(L)", "Idh1R132H" is left alone. */
const GENOTYPE = /\s*[([]?(?:[-+−–/]{2,}|[-+]\/[-+]|flox\/flox|fl\/fl|null|(?<=\d)\+)[)\]]?$/u;

const STATE_PREFIX =
  /^(?:p|phospho|pro|pre|anti|apo|holo|s|c|v|n|DN|ΔN?|delta|dn|wt|WT|t|i)-?(?=\p{Lu}|[a-z]{3}\b|p\d)/u;

/** All variants of a text, the text itself first, each once. */
export function nameVariants(text: string): readonly NameVariant[] {
  const variants = new VariantList(text);
  for (const shorter of withoutWords(text)) variants.add('words', shorter);
  const bare = variants.last;
  const bases = new Set([text, bare]);
  const before = variants.all.length;
  for (const name of bases) addAffixes(name, variants);
  for (const { text: name, taxonId } of variants.all.slice(before)) {
    bases.add(name);
    if (name.length > 3) addAffixes(name, variants, taxonId); // "ScUap1p" has one at each end
  }
  for (const name of bases) for (const other of greekSpellings(name)) variants.add('greek', other);
  for (const name of bases) for (const other of isoforms(name)) variants.add('isoform', other);
  for (const other of receptorForms(bare)) variants.add('receptor', other);
  for (const part of partsIn(bare)) variants.add('part', part);
  return variants.all;
}

class VariantList {
  readonly all: NameVariant[] = [];
  readonly #seen = new Set<string>();

  constructor(text: string) {
    this.add('whole', text);
  }

  /** Text of the variant added last. */
  get last(): string {
    return this.all.at(-1)?.text ?? '';
  }

  add(rule: VariantRule, text: string, taxonId: ConceptId | null = null): void {
    const trimmed = text.trim();
    if (trimmed.length < 2 || this.#seen.has(trimmed)) return;
    this.#seen.add(trimmed);
    this.all.push({ rule, text: trimmed, taxonId });
  }
}

/** The name with ever fewer words around it, shortest last. */
function withoutWords(text: string): string[] {
  const found: string[] = [];
  let name = text.replace(GENOTYPE, '');
  if (name !== text) found.push(name);
  for (let step = 0; step < 4; step++) {
    const shorter = name.replace(BEFORE, '').replace(AFTER, '');
    if (shorter === name || shorter.length < 2) break;
    found.push(shorter);
    name = shorter;
  }
  return found;
}

function addAffixes(name: string, variants: VariantList, known: ConceptId | null = null): void {
  for (const [prefix, taxon] of SPECIES_PREFIXES) {
    if (prefix.test(name)) variants.add('affix', name.replace(prefix, ''), curie(PREFIX.taxon, taxon));
  }
  if (/^\p{Lu}[\p{L}]{1,3}\d+p$/u.test(name)) variants.add('affix', name.slice(0, -1), curie(PREFIX.taxon, '4932'));
  if (STATE_PREFIX.test(name)) variants.add('affix', name.replace(STATE_PREFIX, ''), known);
  const molecularWeight = /^(?:p|gp|pp)\d{2,3}[\s/-]?(?=\p{L}{3})/u;
  if (molecularWeight.test(name)) variants.add('affix', name.replace(molecularWeight, ''));
  const brackets = name.replace(/[()[\]]/gu, '');
  if (brackets !== name) variants.add('affix', brackets);
  const outside = name.replace(/\s*[([][^()[\]]*[)\]]/gu, '');
  if (outside !== name) variants.add('affix', outside);
  const of = /^(.+?)\s+(?:of|for)\s+(?:the\s+)?(.+)$/iu.exec(name);
  if (of !== null) variants.add('affix', `${of[2]} ${of[1]}`);
  const inside = /[([]([^()[\]]{2,12})[)\]]-?\s*(\S{0,6})$/u.exec(name); // "Transforming growth factor (TGF)-b1"
  if (inside !== null) variants.add('affix', `${inside[1]}${inside[2]}`);
  const micro = /^mi(?:cro)?-?RNA-?(?=\d)/iu;
  if (micro.test(name)) variants.add('affix', name.replace(micro, 'mir-'));
  const glued = name.replace(/(?<=\p{Ll}{4})(?=\p{Lu}\p{L}?\d)/u, ' '); // "AnnexinA7"
  if (glued !== name) variants.add('affix', glued);
}

const GREEK_OF_LETTER: Readonly<Record<string, string>> = {
  a: 'alpha',
  b: 'beta',
  g: 'gamma',
  d: 'delta',
  e: 'epsilon',
  z: 'zeta',
  k: 'kappa',
};

/** Greek letters as Latin ones and the other way: "TNFa", "b-catenin", "IL-1b", "PKCalpha" ↔ "PKCA", "NFkB". */
function greekSpellings(name: string): string[] {
  const found: string[] = [];
  const tail = /^(.*[\p{L}\d])[\s-]?([abgdezk])(\d?)$/u.exec(name);
  if (tail !== null) found.push(`${tail[1]} ${GREEK_OF_LETTER[tail[2] ?? ''] ?? ''}${tail[3] ?? ''}`);
  const head = /^([abgdezk])-?(\d?)-(?=\p{L}{3})/u.exec(name);
  const spelled =
    head === null ? name : `${GREEK_OF_LETTER[head[1] ?? ''] ?? ''}${head[2] ?? ''} ${name.slice(head[0].length)}`;
  if (head !== null) found.push(spelled);
  found.push(...greekLast(spelled));
  const latin = name.replace(new RegExp(`[\\s-]?(?:${GREEK}|[\\u03b1-\\u03c9])(?![a-z])`, 'giu'), latinOf);
  if (latin !== name) found.push(latin);
  const moved = new RegExp(`^(.+?)[\\s-]+(${GREEK}|[\\u03b1-\\u03c9])[\\s-]+(.+)$`, 'iu').exec(name);
  if (moved !== null) found.push(`${moved[1]} ${moved[3]} ${moved[2]}`);
  const numbered = name.replace(/(?<=\d)([ab])(?=-\p{L}{3})/u, (letter) => ` ${GREEK_OF_LETTER[letter] ?? ''}`);
  if (numbered !== name) found.push(numbered);
  const romanInside = name.replace(/(?<=\p{Ll})(I{1,3})(?=[A-C]?$)/u, (number) => String(number.length));
  if (romanInside !== name) found.push(romanInside);
  const roman = name.replace(/(?<=[\s-])(I{1,3}|IV|VI{0,3}|IX|X)$/u, (number) => String(ROMAN.indexOf(number) + 1));
  if (roman !== name) found.push(roman);
  const arabic = name.replace(/(?<=[\s-])([1-9]|10)$/u, (number) => ROMAN[Number(number) - 1] ?? number);
  if (arabic !== name) found.push(arabic);
  return found;
}

const GREEK_FIRST = new RegExp(`^(${GREEK}|[\\u03b1-\\u03c9])[\\s-]?(\\d?)[\\s-](\\p{L}{4}.*)$`, 'iu');

/** Full names have Greek letters last and number what has no number: "alpha-catenin" is "catenin alpha 1". */
function greekLast(name: string): string[] {
  const [, letter, digit, rest] = GREEK_FIRST.exec(name) ?? [];
  if (letter === undefined || rest === undefined) return [];
  return digit === '' ? [`${rest} ${letter}`, `${rest} ${letter} 1`] : [`${rest} ${letter} ${digit}`];
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** "alpha" → "A": in symbols a Greek letter is commonly the Latin one (PRKCA). */
function latinOf(match: string): string {
  const word = match.replace(/^[\s-]/u, '').toLowerCase();
  const letters: Readonly<Record<string, string>> = { α: 'A', β: 'B', γ: 'G', δ: 'D', ε: 'E', ζ: 'Z', κ: 'K' };
  return letters[word] ?? letters[greekLetterOf(word) ?? ''] ?? match;
}

/** Without what tells an isoform or a form: "SH2B1a", "p63alpha", "Bcl-xL", "VEGF-165", "TCF-4J". */
function isoforms(name: string): string[] {
  const found: string[] = [];
  const shorter = (pattern: RegExp): void => {
    const rest = name.replace(pattern, '');
    if (rest !== name && rest.length >= 3) found.push(rest);
  };
  shorter(/(?<=\d)[\s-]?(?:[a-zA-Z]|alpha|beta|gamma|delta|\p{Script=Greek})$/u);
  shorter(/(?<=\p{L})[\s-]?(?:alpha|beta|gamma|delta|\p{Script=Greek})\d?$/iu);
  shorter(/(?<=\p{Lu})[-(]?[LS][)]?$/u);
  shorter(/[\s-]\d{2,3}$/u);
  shorter(/(?<=^[a-z]{2,4}\d+)-\d{1,3}$/u); // alleles: "ctf7-1"
  shorter(/(?<=\d)(?:tg|s|sv|fl)$/u);
  shorter(/(?<=\p{L}{2})[\s-]?1$/u);
  shorter(/s$/u);
  shorter(/(?<=\p{L}\p{L}\d)\.\d+$/u);
  if (/^\p{L}[\p{L} -]+\p{L}$/u.test(name) && name.length <= 24) found.push(`${name} 1`, `${name} 2`);
  return found;
}

/** What tells receptors apart: "D2", "H3", "1", "IIb". */
const WHICH = String.raw`(\p{Lu}?\d{1,2}\p{L}?|\p{Lu}|[IV]{1,3}\p{L}?)`;
const WHICH_FIRST = new RegExp(String.raw`^${WHICH}[\s-](\p{L}.+?)[\s-]receptors?$`, 'u');
const WHICH_MIDDLE = new RegExp(String.raw`^(.+?)[\s-](?:type[\s-])?${WHICH}[\s-]receptors?$`, 'u');
const SUBUNIT = new RegExp(
  String.raw`^(.+?)[\s-]receptor[\s-](${GREEK}|[\u03b1-\u03c9])(?:[\s-](?:chain|subunit))?$`,
  'iu',
);

/** Receptors with what tells them apart in the places where names have it: "D2-dopamine receptor" → "dopamine receptor D2". */
function receptorOrders(name: string): string[] {
  const [, first, rest] = WHICH_FIRST.exec(name) ?? [];
  if (first !== undefined) return [`${rest} receptor ${first}`, `${rest} receptor type ${first}`];
  const [, before, which] = WHICH_MIDDLE.exec(name) ?? [];
  if (which !== undefined) return [`${before} receptor ${which}`, `${before} receptor type ${which}`];
  const [, whose, letter] = SUBUNIT.exec(name) ?? [];
  return letter === undefined ? [] : [`${whose}R${latinOf(letter)}`, `${whose} receptor subunit ${letter}`];
}

/**
 * "TNF receptor" → "TNFR", "TNF-R" ↔ "TNF receptor"; "glucose-6-phosphatase" has its catalytic subunit as a gene; without the
 * head word that says what it does.
 */
function receptorForms(name: string): string[] {
  const found = receptorOrders(name);
  if (/(?:kinase|phosphatase)$/iu.test(name)) found.push(`${name} catalytic subunit`);
  const receptor = /^(.+?)[\s-]*receptors?(?:[\s-]*([\dIV]+\p{L}?|[A-Z]))?$/iu.exec(name);
  if (receptor !== null) found.push(`${receptor[1]}R${receptor[2] ?? ''}`);
  const short = /^(.+?)-?R([\d]*\p{L}?)$/u.exec(name);
  if (short !== null && (short[1] ?? '').length > 1) found.push(`${short[1]} receptor ${short[2] ?? ''}`);
  const headless = name.replace(HEAD, '');
  if (headless !== name && headless.length >= 3) found.push(headless);
  return found;
}

const MOST_PARTS = 6;

/** Words and slashed parts that are spelled as symbols are, the last first; then the name without its first words. */
function partsIn(name: string): string[] {
  const pieces = name.split(/[\s/,;()]+|-(?=\p{Lu})/u).filter((piece) => piece.length >= 3);
  const symbols = pieces.filter((piece) => /\d|\p{Lu}/u.test(piece) && piece !== name).toReversed();
  const words = name.split(/\s+/u);
  const tails = words.slice(1, -1).map((_, index) => words.slice(index + 1).join(' '));
  const heads = words.length > 2 ? [words.slice(0, -1).join(' ')] : [];
  return [...symbols, ...tails, ...heads].slice(0, MOST_PARTS);
}
