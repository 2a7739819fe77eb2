/** Names in, concepts out: the same grounding as in a paper, for names that stand alone. */
import { curateAnnotation } from '../src/ground/curation/curate.js';
import { Curation } from '../src/ground/curation/curation.js';
import { ground } from '../src/ground/ground.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { Document, Grounding, Mention, MentionType } from '../src/model.js';
import { readPaper } from '../src/recognize/recognize.js';
import { plainDocument } from '../src/text/document.js';
import { groundDeps } from './ground-deps.js';
import { type LinkingConfig, readLinkingConfig } from './linking-config.js';

export type NameType = Exclude<MentionType, 'GeneFamily'>;

/** A name as given, and what it means. */
export interface GroundedName {
  readonly name: string;
  readonly type: NameType;
  readonly grounding: Grounding;
}

export interface NameGrounder {
  /** Whoever gives a name says with it that it is one: short capitals need no support from a context. */
  groundName(name: string, type: NameType): GroundedName;
}

/** A grounder with a lexicon and the word lists of config/. Make one and use it for many names; it keeps nothing of them. */
export function createNameGrounder(lexicon: Lexicon, config: LinkingConfig = readLinkingConfig()): NameGrounder {
  const { speciesWords } = config;
  const deps = groundDeps(lexicon, config);
  const curation = new Curation(config.curation, lexicon);
  return {
    groundName(name, type) {
      const document = plainDocument({ paperId: 'name', title: '', abstract: bare(name) });
      const abbreviations = [] as const;
      const { species } = readPaper(document, { ...deps, speciesWords, abbreviations });
      const mentions = [mentionOf(document, type)];
      const curated = curation.of(document.markdown);
      const [found] = ground({ document, abbreviations, species, mentions }, deps, curated?.removes).annotations;
      const answer = found === undefined || curated === null ? found : curateAnnotation(found, curated);
      // A row for a gene says nothing of the disease that was asked for.
      return { name, type, grounding: (answer?.mention.type === type ? answer : found)?.grounding ?? NOTHING };
    },
  };
}

const NOTHING: Grounding = { kind: 'nil', reason: 'no-candidate', detail: 'there is no name', runnersUp: [] };

/** The document as one mention from end to end. */
function mentionOf({ markdown, passages }: Document, type: NameType): Mention {
  const text = passages[0]?.text ?? '';
  const start = markdown.length - text.length;
  const span = { start, end: markdown.length, plainStart: 0, plainEnd: text.length };
  return { type, passage: 0, ...span, text, longForm: null, evidence: 'lexicon', score: 1 };
}

/** Lists of names cut out of texts have commas and the like at their ends (`CAMRQ2 syndrome,`). */
function bare(name: string): string {
  return name.trim().replace(/[\s,;:]+$/, '');
}
