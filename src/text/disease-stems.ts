/** What a word of a disease's name is compared by when no name is spelled as the text is: its stem, or that of a word that says the same. */
import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { foldToken, isSilent } from './normalize.js';
import { americanSpelling } from './respell.js';
import { tokenize } from './tokens.js';

/**
 * Endings of medicine that Porter's stemmer does not bring together, noun and adjective: cirrhosis and cirrhotic, anemia
 * and anemic, epilepsy and epileptic. The first that fits is replaced.
 */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/eys?$/, 'e'],
  [/(?:oses|osis|otics?)$/, 'osi'],
  [/(?:itis|itics?|itides)$/, 'iti'],
  [/(?:abet(?:es|ics?))$/, 'abet'],
  [/(?:plasi[ac]s?|plastic)$/, 'plas'],
  [/(?:ep(?:sy|sies|sis|ses|tics?))$/, 'ept'],
  [/(?:omas?|omata|omatous|omatos[ie]s)$/, 'om'],
  [/(?:emas?|ematous)$/, 'em'],
  [/(?:hma|hmatics?)$/, 'hm'],
  [/(?:genes[ei]s|genetics?|genic|genous)$/, 'gen'],
  [/(?:[ey]si[as]s?|esics?|etics?)$/, 'es'],
  [/(?:lys[ei]s|lytic)$/, 'lys'],
  [/(?:stas[ei]s|static)$/, 'stas'],
  [/(?:ectas[ie][as]s?|ectatic)$/, 'ectas'],
  [/(?:rex(?:ia|ic)s?)$/, 'rex'],
  [/(?:ensi(?:on|ons|ve|ves))$/, 'ens'],
  [/(?:ism|ismus|isms|ist|istic|ians?)$/, ''],
  [/(?:i[ac]|i[ac]s|ical|iacs?|y|ies)$/, ''],
];

/** Letters of a word below which it is no English word to be stemmed: `als`, `ckd`. */
const SHORTEST = 5;

/** Words of names that carry no meaning of their own. */
const EMPTY: ReadonlySet<string> = new Set(
  [
    'of',
    'the',
    'and',
    'or',
    'in',
    'with',
    'due',
    'to',
    'by',
    'a',
    'an',
    'on',
    'for',
    'from',
    'at',
    'as',
    'type',
  ].concat(['nos', 'other', 'unspecified', ',', '(', ')', '/', '-', '.', ':', ';', '[', ']', '"', "'", '+', '&']),
);

/** Words whose stems are remembered (about 4 MB): all names of diseases have 26,000. */
const MOST_KEPT = 40_000;

/** Stems of words, and which words say the same. */
export class DiseaseStems {
  /** By stem. */
  readonly #meanings: ReadonlyMap<string, string>;
  /**
   * The same for words too short to be stemmed, by the word itself: these say what others do only if they are listed. Stems
   * of longer words look like short forms: `ach` of "aches" is no ACH, `card` of "cardiac" no CARD (12 of 209 words are so).
   */
  readonly #shortMeanings: ReadonlyMap<string, string>;
  readonly #kept = new Map<string, string>();

  /** @param meanings by word in American spelling: `renal` → `kidney` */
  constructor(meanings: ReadonlyMap<string, string> = new Map()) {
    const entries = [...meanings].map(([word, meaning]): [string, string] => [word, stemOf(meaning)]);
    this.#meanings = new Map(entries.map(([word, meaning]) => [stemOf(word), meaning]));
    this.#shortMeanings = new Map(entries.filter(([word]) => word.length < SHORTEST));
  }

  /** Stem of a folded word, or of what it is read as; empty for words without meaning: `hepatic` → `liver`, `of` → ``. */
  of(word: string): string {
    const kept = this.#kept.get(word);
    if (kept !== undefined) return kept;
    const american = americanSpelling(word);
    const stem = EMPTY.has(word) ? '' : stemOf(american);
    const meanings = american.length < SHORTEST ? this.#shortMeanings : this.#meanings;
    const meaning = meanings.get(stem) ?? stem;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(word, meaning);
    return meaning;
  }

  /** Stems of a text, sorted, each once: "carcinomas of the kidney" has those of "renal cancer". */
  ofText(text: string): readonly string[] {
    const { count, starts, ends, kinds } = tokenize(text);
    const found = new Set<string>();
    for (let i = 0; i < count; i++) {
      const stem = isSilent(kinds[i]) ? '' : this.of(foldToken(text.slice(starts[i], ends[i])));
      if (stem !== '') found.add(stem);
    }
    return [...found].sort();
  }
}

function stemOf(word: string): string {
  if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) return word;
  for (const [ending, stem] of ENDINGS) {
    const shorter = word.replace(ending, stem);
    if (shorter !== word && shorter.length >= 3) return shorter;
  }
  return PorterStemmer.stem(word);
}
