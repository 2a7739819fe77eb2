/** config/stop-list.tsv: names that are wrong more often than right, each with what to do and why. */
import { FormatError } from '../errors.js';
import { type TsvRow, tsvRows } from './tsv-rows.js';

/**
 * - `never`: is no mention, whatever stands beside it
 * - `support`: is one only beside a word such as "gene" or "protein", or where the paper has another name of it
 * - `allow`: is one although it looks doubtful: `AIDS`, `flu`
 */
export type StopRule = 'never' | 'support' | 'allow';

/** What a row is for: genes, diseases, or both. */
export type StopKind = 'gene' | 'disease' | 'any';

export interface StopList {
  /** The rule for a text as it stands in the paper; null when the list says nothing about it. */
  ruleFor(text: string, kind: 'gene' | 'disease'): StopRule | null;
  readonly size: number;
}

const RULES: readonly string[] = ['never', 'support', 'allow'] satisfies StopRule[];
const KINDS: readonly string[] = ['gene', 'disease', 'any'] satisfies StopKind[];
const COLUMNS = 'text, kind, rule, count, reason';

/**
 * Reads the list. A row in lower case holds for every spelling, with hyphens or spaces and for the plural, one with a
 * capital only for exactly that and with a plural s. Lines that begin with `#` and empty lines are skipped; the first
 * other line is the header.
 *
 * @param path for messages only
 * @throws FormatError with the line, for a row without five columns, an unknown kind or rule, or one that stands twice
 */
export function parseStopList(tsv: string, path: string): StopList {
  const rules = new Map<string, StopRule>();
  for (const row of tsvRows(tsv)) {
    const [key, rule] = parseRow(row, path);
    if (rules.has(key)) {
      throw new FormatError(
        { path, line: row.line },
        `"${row.fields[0]}" stands here for the second time; keep one row`,
      );
    }
    rules.set(key, rule);
  }
  return { size: rules.size, ruleFor: (text, kind) => find(rules, text, kind) };
}

function parseRow(row: TsvRow, path: string): [string, StopRule] {
  const [text = '', kind = '', rule = '', count = '', reason = ''] = row.fields;
  if (text === '' || reason === '' || !/^\d+$/.test(count) || !KINDS.includes(kind) || !isRule(rule)) {
    const expected = `expected the columns ${COLUMNS} with kind ${KINDS.join('|')} and rule ${RULES.join('|')}`;
    throw new FormatError({ path, line: row.line }, `${expected}, got "${row.text}"`);
  }
  return [`${kind}\t${text === text.toLowerCase() ? anySpelling(text) : text}`, rule];
}

function isRule(text: string): text is StopRule {
  return RULES.includes(text);
}

function find(rules: ReadonlyMap<string, StopRule>, text: string, kind: 'gene' | 'disease'): StopRule | null {
  for (const spelling of [text, text.replace(/(?<=\p{Lu})s$/u, ''), anySpelling(text)]) {
    const rule = rules.get(`${kind}\t${spelling}`) ?? rules.get(`any\t${spelling}`);
    if (rule !== undefined) return rule;
  }
  return null;
}

/** What all spellings of a row in lower case have in common: `G-proteins` → `g protein`; `mass`, `was` and `virus` stay. */
function anySpelling(text: string): string {
  const lower = text.toLowerCase().replace(/[-–—]/g, ' ');
  return lower.length > 4 ? lower.replace(/(?<![siu])s$/, '') : lower;
}
