/** What kind of section a heading begins, by the patterns of config/section-headings.yaml. */
import { CannotRunError, messageOf } from '../errors.js';
import type { SectionType } from '../model.js';

/** Patterns in the order in which they are tried. */
export type SectionPatterns = readonly { readonly type: SectionType; readonly pattern: RegExp }[];

const TYPES: ReadonlySet<string> = new Set<SectionType>([
  'TITLE',
  'ABSTRACT',
  'INTRO',
  'METHODS',
  'RESULTS',
  'DISCUSS',
  'CONCL',
  'CASE',
  'FIG',
  'TABLE',
  'SUPPL',
  'ABBR',
  'KEYWORD',
  'ACK_FUND',
  'AUTH_CONT',
  'COMP_INT',
  'APPENDIX',
  'REF',
  'OTHER',
]);

/** Sub-headings of these keep their type, whatever they say: "Methods" below "Abstract" is part of the abstract. */
const CLOSED: ReadonlySet<SectionType> = new Set(['ABSTRACT', 'REF', 'SUPPL', 'APPENDIX']);

/** But for these, which may stand below anything. */
const ANYWHERE: ReadonlySet<SectionType> = new Set(['FIG', 'TABLE', 'KEYWORD', 'ABBR', 'REF']);

/**
 * Patterns from the parsed YAML: section types, each with a list of regular expressions.
 *
 * @throws CannotRunError that names the entry when it is not of that form
 */
export function compileSectionPatterns(config: unknown): SectionPatterns {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new CannotRunError(`Section headings: expected section types with lists of patterns, got ${typeof config}.`);
  return Object.entries(config).map(([type, patterns]: [string, unknown]) => {
    if (!isSectionType(type))
      throw new CannotRunError(
        `Section headings: "${type}" is no section type; expected one of ${[...TYPES].join(', ')}.`,
      );
    if (!Array.isArray(patterns) || !patterns.every((item): item is string => typeof item === 'string'))
      throw new CannotRunError(
        `Section headings: expected a list of texts below ${type}; put quotes around its patterns.`,
      );
    return { type, pattern: compile(type, patterns) };
  });
}

function isSectionType(type: string): type is SectionType {
  return TYPES.has(type);
}

function compile(type: SectionType, patterns: readonly string[]): RegExp {
  try {
    return new RegExp(`^(?:${patterns.map((pattern) => `(?:${pattern})`).join('|')})$`, 'i');
  } catch (error) {
    throw new CannotRunError(
      `Section headings: a pattern of ${type} is no regular expression: ${messageOf(error)}`,
      error,
    );
  }
}

/** Type that a heading names by itself; null when no pattern fits it. */
export function typeOfHeading(heading: string, patterns: SectionPatterns): SectionType | null {
  const name = normalizeHeading(heading);
  return patterns.find(({ pattern }) => pattern.test(name))?.type ?? null;
}

const MAX_HEADING = 200;
const NUMBER =
  /^(?:(?:section|chapter|part) )?(?:\d+(?:\.\d+)*[.):]?\s+|\d+(?:\.\d+)*[.):]\s*|[ivxIVX]{1,5}[.):]\s+|[A-Za-z][.)]\s+)/;

/** `2.1. Materials & Methods:` → `Materials and Methods`. */
function normalizeHeading(heading: string): string {
  return heading
    .slice(0, MAX_HEADING)
    .replace(/\s+/g, ' ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/ ?& ?/g, ' and ')
    .trim()
    .replace(NUMBER, '')
    .replace(/^\W+(?=\w)|[\s.:;,*|–—-]+$/g, '');
}

/** Finds out the type of each heading as they come; keeps what sections they stand below. */
export class SectionTyper {
  readonly #patterns: SectionPatterns;
  /** Sections that the next heading may stand below, outermost first. */
  #open: { readonly level: number; readonly type: SectionType }[] = [];
  #titled = false;

  constructor(patterns: SectionPatterns) {
    this.#patterns = patterns;
  }

  /** Type of the section that a heading of this level (1 to 6) begins. */
  enter(heading: string, level: number): SectionType {
    this.#open = this.#open.filter((section) => section.level < level);
    const type = this.#typeOf(typeOfHeading(heading, this.#patterns), level);
    this.#open.push({ level, type });
    return type;
  }

  /** Whether a line that names a section of this type, but need not be a heading, may begin one here. */
  admits(type: SectionType): boolean {
    return this.#mayStandBelow(type, this.#open.at(-1)?.type);
  }

  #mayStandBelow(own: SectionType, parent: SectionType | undefined): boolean {
    return parent === undefined || !CLOSED.has(parent) || ANYWHERE.has(own);
  }

  #typeOf(own: SectionType | null, level: number): SectionType {
    const parent = this.#open.at(-1)?.type;
    if (own === null && level === 1 && !this.#titled) {
      this.#titled = true;
      return 'TITLE';
    }
    if (own !== null && this.#mayStandBelow(own, parent)) return own;
    return parent === undefined || parent === 'TITLE' ? 'OTHER' : parent;
  }
}
