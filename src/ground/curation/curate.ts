/** A paper's annotations as its curators want them. */
import type { Annotation, Document, GroundedDocument, Mention } from '../../model.js';
import { isOfOrganization } from '../../recognize/organizations.js';
import type { TokenizedPassage } from '../../recognize/reading.js';
import { SKIPPED_SECTIONS } from '../../recognize/recognize.js';
import { shortFormUses } from '../../recognize/short-forms.js';
import { holds, type Placed, SpansAt } from '../../recognize/spans-at.js';
import { toSource } from '../../text/offset-map.js';
import { tokenize } from '../../text/tokens.js';
import { curatedGrounding, type MentionWords } from './curated-grounding.js';
import type { PaperCuration } from './paper-curation.js';

/**
 * Applies the rows that hold in a paper. Mentions that were found get their curated answer. Names of `always` and `add-name`
 * become mentions wherever they stand in what is read, and so do the short forms that the paper defines for them. Such a
 * mention stands instead of whatever was found at the same place, within it, or reaching into it. A longer mention around it
 * stays if it is linked or never to be ("breast cancer" says more than "cancer"); one without a concept gives way.
 */
export function curate(grounded: GroundedDocument, paper: PaperCuration): GroundedDocument {
  const answered = grounded.annotations.map((annotation) => curateAnnotation(annotation, paper));
  const annotations = paper.givesNames ? withNames({ ...grounded, annotations: answered }, paper) : answered;
  return { ...grounded, annotations };
}

/** An annotation with its curated answer, if there is one; else itself. */
export function curateAnnotation(annotation: Annotation, paper: PaperCuration): Annotation {
  const { mention, grounding } = annotation;
  const curated = curatedGrounding(mention, { type: mention.type, grounding }, paper);
  if (curated === null) return annotation;
  return { mention: { ...mention, type: curated.type }, grounding: curated.grounding };
}

type NamePlace = Placed & MentionWords;
type PlacedAnnotation = Placed & { readonly annotation: Annotation };

function withNames(grounded: GroundedDocument, paper: PaperCuration): readonly Annotation[] {
  const places = namePlaces(grounded, paper);
  if (places.length === 0) return grounded.annotations;
  const found = new SpansAt(grounded.annotations.map((annotation) => ({ ...placeOf(annotation.mention), annotation })));
  const dropped = new Set<Annotation>();
  const added: Annotation[] = [];
  for (const place of places) {
    const change = changeAt(place, found.at(place), { document: grounded.document, paper });
    if (change === null) continue;
    for (const annotation of change.dropped) dropped.add(annotation);
    if (change.added !== null) added.push(change.added);
  }
  return [...grounded.annotations.filter((annotation) => !dropped.has(annotation)), ...added].toSorted(inOrder);
}

interface Change {
  readonly dropped: readonly Annotation[];
  readonly added: Annotation | null;
}

/** What changes where a name stands, given what was found that overlaps it. */
function changeAt(
  place: NamePlace,
  found: readonly PlacedAnnotation[],
  { document, paper }: { readonly document: Document; readonly paper: PaperCuration },
): Change | null {
  const here = found.filter((other) => isSame(other, place));
  if (found.some((other) => !isSame(other, place) && holds(other, place) && isSettled(other.annotation))) return null;
  const [kept] = here;
  if (kept !== undefined && !isCurated(kept.annotation)) return null; // an added name that has no say here
  const others = found.filter((other) => other !== kept).map(({ annotation }) => annotation);
  if (kept !== undefined) return { dropped: others, added: null };
  const curated = curatedGrounding(place, null, paper);
  if (curated?.grounding.kind !== 'linked') return null;
  if (curated.type === 'Disease' && isOrganization(place, document)) return null;
  const mention = mentionAt(place, curated.type, document);
  return { dropped: others, added: { mention, grounding: curated.grounding } };
}

/** Linked, or never to be. */
function isSettled({ grounding }: Annotation): boolean {
  return grounding.kind === 'linked' || grounding.reason === 'never-linked';
}

function isCurated({ grounding }: Annotation): boolean {
  if (grounding.kind === 'nil') return grounding.reason === 'never-linked';
  return grounding.links.some(({ justification }) => justification === 'semapv:ManualMappingCuration');
}

/** Where names stand, and short forms that the paper has for them. */
function namePlaces({ document, abbreviations }: GroundedDocument, paper: PaperCuration): readonly NamePlace[] {
  const passages = readPassages(document);
  const named = abbreviations.filter(({ longForm }) => isLinking(longForm, paper));
  const uses = named.length === 0 ? [] : shortFormUses(passages, named);
  const short = uses.map(({ abbreviation: { longForm }, ...place }): NamePlace => ({ ...place, longForm }));
  const shortAt = new SpansAt(short);
  const definitions = new Map(abbreviations.map(({ shortForm, longForm }) => [shortForm, longForm]));
  const all = passages.flatMap((passage) => namesIn(passage, definitions, paper));
  // The longer one stands: "PD-L1" rather than "PD" in it, "DLT grade" rather than "DLT".
  const names = all.filter((name) => !shortAt.some(name, (use) => holds(use, name) && !isSame(use, name)));
  const namesAt = new SpansAt(names);
  return [...names, ...short.filter((use) => !namesAt.some(use))];
}

function isLinking(text: string, paper: PaperCuration): boolean {
  const kind = paper.verdict(text)?.kind;
  return kind === 'always' || kind === 'name';
}

function namesIn(
  { passage, text, tokens }: TokenizedPassage,
  definitions: ReadonlyMap<string, string>,
  paper: PaperCuration,
): readonly NamePlace[] {
  return paper.namesIn(tokens).map(([first, last]) => {
    const [plainStart, plainEnd] = [tokens.starts[first] ?? 0, tokens.ends[last] ?? 0];
    const name = text.slice(plainStart, plainEnd);
    const longForm = definitions.get(name) ?? definitions.get(name.replace(/(?<=\p{Lu})s$/u, '')) ?? null;
    return { passage, plainStart, plainEnd, text: name, longForm };
  });
}

function readPassages({ passages, sections }: Document): readonly TokenizedPassage[] {
  return passages.flatMap(({ section, text }, passage) => {
    const type = sections[section]?.type;
    return type !== undefined && SKIPPED_SECTIONS.has(type) ? [] : [{ passage, text, tokens: tokenize(text) }];
  });
}

function isOrganization({ passage, plainStart, plainEnd }: Placed, { passages }: Document): boolean {
  return isOfOrganization(passages[passage]?.text ?? '', plainStart, plainEnd);
}

function mentionAt(
  { passage, plainStart, plainEnd, text, longForm }: NamePlace,
  type: Mention['type'],
  document: Document,
): Mention {
  const found = document.passages[passage];
  if (found === undefined) throw new RangeError(`Name in passage ${passage}, which the document lacks`);
  const source = toSource(found, plainStart, plainEnd);
  return { type, passage, plainStart, plainEnd, ...source, text, longForm, evidence: 'curation', score: 1 };
}

function placeOf({ passage, plainStart, plainEnd }: Mention): Placed {
  return { passage, plainStart, plainEnd };
}

function isSame(a: Placed, b: Placed): boolean {
  return a.plainStart === b.plainStart && a.plainEnd === b.plainEnd;
}

function inOrder({ mention: a }: Annotation, { mention: b }: Annotation): number {
  const place = a.passage - b.passage || a.plainStart - b.plainStart || b.plainEnd - a.plainEnd;
  return place || (a.type < b.type ? -1 : 1);
}
