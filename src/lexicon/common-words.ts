/**
 * Ordinary English words among the names: "was", "impact", "white" are genes, too. Words come from the word list of
 * compromise and the tagged word list of natural (50,000 together, loaded in half a second and only when asked for), and
 * from a table written by hand (config/common-words.tsv), which has the last word.
 */
import { FormatError } from '../errors.js';

export interface CommonWords {
  /** For the names of genes, diseases and the like; small letters. */
  readonly words: ReadonlySet<string>;
  /** For the names of species. */
  readonly species: ReadonlySet<string>;
}

export const NO_COMMON_WORDS: CommonWords = { words: new Set(), species: new Set() };

/** A row of the table: `common`, `species` (common as a species' name, too) or `name` (not common). */
type Rule = 'common' | 'species' | 'name';

const RULES: readonly string[] = ['common', 'species', 'name'] satisfies readonly Rule[];
const HEADER = 'word\trule\treason';

/**
 * @param tsv the table: word, rule, reason; `#` lines are comments
 * @param options `path` for messages; `dictionary`: words that are common unless the table says `name`
 * @throws FormatError for a row of another form
 */
export function parseCommonWords(
  tsv: string,
  options: { readonly path: string; readonly dictionary: ReadonlySet<string> },
): CommonWords {
  const words = new Set(options.dictionary);
  const species = new Set<string>();
  for (const [index, line] of tsv.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#') || line === HEADER) continue;
    const [word = '', rule = '', reason] = line.split('\t');
    if (reason === undefined || !RULES.includes(rule) || word !== word.toLowerCase()) {
      const message = `expected a word in small letters, ${RULES.join(' or ')}, and a reason, parted by tabs; found "${line}"`;
      throw new FormatError({ path: options.path, line: index + 1 }, message);
    }
    if (rule === 'name') words.delete(word);
    else words.add(word);
    if (rule === 'species') species.add(word);
  }
  return { words, species };
}

/** Tags of compromise that are names and short forms, no ordinary words: `ada` (FemaleName), `amd` (Organization). */
const NO_WORD =
  /Name|Person|Place|City|Country|Region|Organization|Team|ProperNoun|Abbreviation|Currency|Unit|Honorific|Demonym/;

/** Ordinary words of English as natural and compromise have them, in small letters. */
export async function englishWords(): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  const [{ default: nlp }, { Lexicon }] = await Promise.all([
    import('compromise/two'),
    import('natural/lib/natural/brill_pos_tagger/index.js'),
  ]);
  for (const [word, tags] of Object.entries(compromiseWords(nlp.model()))) {
    if (isPlainWord(word) && !NO_WORD.test(String(tags))) words.add(word);
  }
  for (const word of Object.keys(new Lexicon('EN', '').lexicon)) if (isPlainWord(word)) words.add(word);
  return words;
}

function isPlainWord(word: string): boolean {
  return /^[a-z]+$/.test(word);
}

/** Its words by tag stand in `model().one.lexicon`; `model` itself is typed as `object`. */
function compromiseWords(model: { readonly one?: { readonly lexicon?: Readonly<Record<string, unknown>> } }) {
  return model.one?.lexicon ?? {};
}
