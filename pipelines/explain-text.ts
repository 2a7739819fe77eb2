/** One text in, everything that the linker thinks of it out. */
import type { Lexicon } from '../src/lexicon/types.js';
import type { Abbreviation, Concept, ConceptId, GroundedDocument, SpeciesMention } from '../src/model.js';
import { readPaper } from '../src/recognize/recognize.js';
import { textDocument } from '../src/text/document.js';
import { toSource } from '../src/text/offset-map.js';
import { createLinker } from './link-document.js';
import { type LinkingConfig, readLinkingConfig } from './linking-config.js';

/** Offsets `[start, end)` are UTF-16 units of the text. */
export interface Explanation {
  readonly text: string;
  readonly abbreviations: readonly Pick<Abbreviation, 'shortForm' | 'longForm'>[];
  readonly species: readonly {
    readonly taxonId: ConceptId;
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly annotations: GroundedDocument['annotations'];
  /** Every concept that is named above, runners-up included. */
  readonly concepts: Readonly<Record<ConceptId, Pick<Concept, 'name' | 'fullName' | 'taxonId'>>>;
}

/** The annotations are those that `annotate` gives to the text. */
export function explainText(text: string, lexicon: Lexicon, config: LinkingConfig = readLinkingConfig()): Explanation {
  const document = textDocument('text', text);
  const { abbreviations, annotations } = createLinker(lexicon, config).linkDocument(document);
  const { species } = readPaper(document, { ...config, lexicon, abbreviations });
  const places = species.map((mention) => ({
    ...placeOf(mention, document),
    taxonId: mention.taxonId,
    text: mention.text,
  }));
  return {
    text,
    abbreviations: abbreviations.map(({ shortForm, longForm }) => ({ shortForm, longForm })),
    species: places,
    annotations,
    concepts: conceptsOf([...places.map(({ taxonId }) => taxonId), ...annotations.flatMap(idsOf)], lexicon),
  };
}

function placeOf(
  { passage, plainStart, plainEnd }: SpeciesMention,
  { passages }: GroundedDocument['document'],
): { readonly start: number; readonly end: number } {
  const found = passages[passage];
  return found === undefined ? { start: 0, end: 0 } : toSource(found, plainStart, plainEnd);
}

function idsOf({ grounding }: GroundedDocument['annotations'][number]): ConceptId[] {
  const links = grounding.kind === 'nil' ? [] : grounding.links;
  const runnersUp = grounding.kind === 'nil' ? grounding.runnersUp : links.flatMap((link) => link.runnersUp);
  return [...links, ...runnersUp].map(({ conceptId }) => conceptId);
}

function conceptsOf(ids: readonly ConceptId[], lexicon: Lexicon): Explanation['concepts'] {
  const concepts = new Map<ConceptId, Pick<Concept, 'name' | 'fullName' | 'taxonId'>>();
  for (const id of ids) addConcept(id, lexicon, concepts);
  return Object.fromEntries(concepts);
}

function addConcept(
  id: ConceptId,
  lexicon: Lexicon,
  concepts: Map<ConceptId, Pick<Concept, 'name' | 'fullName' | 'taxonId'>>,
): void {
  const concept = lexicon.concept(id);
  if (concept === null || concepts.has(id)) return;
  const { name, fullName, taxonId } = concept;
  concepts.set(id, { name, fullName, taxonId });
  if (taxonId !== null) addConcept(taxonId, lexicon, concepts);
}
