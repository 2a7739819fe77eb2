/** Answers for names as rows of a file. */
import type { GroundedName, NameGrounder, NameType } from '../../pipelines/ground-names.js';
import { prefixOf } from '../curie.js';
import type { ConceptLink } from '../model.js';

/** Which ids are asked for. */
export interface WantedIds {
  readonly type: NameType;
  /** Prefixes of the ids to give, best first. */
  readonly prefixes: readonly string[];
}

/** What makes answers of names. */
export interface GroundWork extends WantedIds {
  readonly grounder: NameGrounder;
}

type Names = Iterable<string> | AsyncIterable<string>;

/** Text of a file with the answers, in pieces, by the name of its format. */
export const FORMATS: Readonly<Record<'tsv' | 'json', (names: Names, work: GroundWork) => AsyncGenerator<string>>> = {
  tsv: tsvOf,
  json: jsonOf,
};

async function* tsvOf(names: Names, { grounder, type, prefixes }: GroundWork): AsyncGenerator<string> {
  yield 'mention\tid\n';
  for await (const name of names) {
    const links = linksOf(grounder.groundName(name, type), prefixes);
    yield `${oneLine(name)}\t${firstOf(links, prefixes)?.conceptId ?? '-'}\n`;
  }
}

async function* jsonOf(names: Names, { grounder, type, prefixes }: GroundWork): AsyncGenerator<string> {
  for await (const name of names) {
    const grounded = grounder.groundName(name, type);
    const { grounding } = grounded;
    const links = linksOf(grounded, prefixes);
    const nil = grounding.kind === 'nil' ? { reason: grounding.reason, detail: grounding.detail } : null;
    const runnersUp = grounding.kind === 'nil' ? grounding.runnersUp : [];
    yield `${JSON.stringify({ name, type, id: firstOf(links, prefixes)?.conceptId ?? null, links, nil, runnersUp })}\n`;
  }
}

function linksOf({ grounding }: GroundedName, prefixes: readonly string[]): readonly ConceptLink[] {
  if (grounding.kind === 'nil') return [];
  return grounding.links.filter(({ conceptId }) => prefixes.includes(prefixOf(conceptId)));
}

/** The link of the best prefix; of a composite name ("breast and ovarian cancer") that of its first part. */
function firstOf(links: readonly ConceptLink[], prefixes: readonly string[]): ConceptLink | undefined {
  const ofPrefix = prefixes.map((prefix) => links.find(({ conceptId }) => prefixOf(conceptId) === prefix));
  return ofPrefix.find((link) => link !== undefined);
}

/** Without what would end a line or a column for any reader of the file. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}
