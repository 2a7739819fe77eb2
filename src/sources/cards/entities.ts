/**
 * The entities that a card claims for its paper, e.g.
 *
 *   - **Genes:** PDCD1 (programmed cell death 1) [NCBI Gene 5133] {aka PD-1, PD1}
 *   - **Diseases:** cancer (MONDO:0004992), toxicities (MESH:D064420), fatigue
 */
import { normalizeCurie, PREFIX, prefixOf } from '../../curie.js';
import type { AssertedEntity, ConceptId, ConceptKind } from '../../model.js';
import { partners, splitList } from './brackets.js';
import { labelOf, unescaped, withoutEmphasis } from './labels.js';
import type { Line } from './outline.js';

/** Reads the lines of one section. Each bullet is a group with its list, or one entity of the group above it. */
export function readEntities(lines: readonly Line[], section: AssertedEntity['section']): AssertedEntity[] {
  const entities: AssertedEntity[] = [];
  let group = '';
  for (const item of itemsOf(lines)) {
    const labelled = groupLabel(item.text);
    if (labelled !== null) group = labelled.label;
    for (const text of labelled === null ? bulletNames(item.text) : joinQualified(splitList(labelled.rest))) {
      entities.push(...readEntity(text).map((entity) => placed(entity, { section, group, line: item.line })));
    }
  }
  return entities;
}

interface Item {
  readonly text: string;
  readonly line: number;
}

/** Bullets and paragraphs, each with its lines joined; a heading (`### Genes`) counts as a label. */
function itemsOf(lines: readonly Line[]): Item[] {
  const items: { text: string; line: number }[] = [];
  let open = false;
  for (const line of lines) {
    const heading = /^ {0,3}#{1,6}\s+(.*?)[\s#]*$/.exec(line.text)?.[1];
    const bullet = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/s.exec(line.text)?.[1];
    const text = heading === undefined ? (bullet ?? line.text.trim()) : `**${heading.replace(/:$/, '')}:**`;
    const starts = heading !== undefined || bullet !== undefined || !open || groupLabel(text) !== null;
    const last = items.at(-1);
    if (text === '') open = false;
    else if (!starts && last !== undefined) last.text += ` ${text}`;
    else items.push({ text, line: line.number });
    if (text !== '') open = heading === undefined;
  }
  return items;
}

const GROUPS =
  /^(?:genes?|proteins?|diseases?|disorders?|phenotypes?|chemicals?|drugs?|species|organisms?|variants?|mutations?|cell ?lines?|pathways?|tissues?|anatomy)\b/i;

/** A marked label is a group whatever it says; an unmarked one must be a known word: `PD-1: a receptor` is no group. */
function groupLabel(text: string): { readonly label: string; readonly rest: string } | null {
  const labelled = labelOf(text);
  return labelled !== null && (labelled.marked || GROUPS.test(labelled.label)) ? labelled : null;
}

/** A bullet without label is one entity, commas and all, unless it has ids or brackets before its end. */
function bulletNames(text: string): string[] {
  const pieces = splitList(text);
  const single = /[)\]}]$/.test(pieces.at(-1) ?? '') && pieces.slice(0, -1).every((piece) => !/[)\]}]$/.test(piece));
  return single ? [pieces.join(', ')] : joinQualified(pieces);
}

/** What begins the second half of an inverted name: `ataxia, autosomal recessive 2`, `carcinoma, hepatocellular`. */
const QUALIFIER =
  /^non-|^(?:type|autosomal|[xy]-linked|familial|susceptibility|severe|mild|due to|with|without|not|in)(?![\p{L}\d])|^\d+[a-z]?(?=[\s([]|$)|^\p{L}{3,}(?:ar|al|ic|ous|ary|ory|ive|ile)(?=\s*[([]|$)/iu;

/**
 * Puts names with a comma of their own together again. A piece without id goes with the next one if that begins like
 * the second half of an inverted name; otherwise it is an entity without id (`fatigue, cancer (MONDO:0004992)`).
 */
function joinQualified(pieces: readonly string[]): string[] {
  const names: string[] = [];
  for (const piece of pieces) {
    const last = names.at(-1);
    if (last !== undefined && !/[)\]}]$/.test(last) && QUALIFIER.test(piece))
      names[names.length - 1] = `${last}, ${piece}`;
    else names.push(piece);
  }
  return names;
}

interface Entity {
  readonly name: string;
  readonly fullName: string | null;
  readonly conceptId: ConceptId | null;
  readonly aliases: readonly string[];
}

/** Ids and aliases come in one or two brackets; a name with a thousand of them is no entity's. */
const MAX_BRACKETS = 8;

/**
 * Reads one entity from its end: ids and `{aka …}` in any order, then the full name, then the name with whatever
 * brackets of its own. An entity with several ids (`(MESH:D003920, OMIM:125853)`) is given once for each.
 */
export function readEntity(text: string): Entity[] {
  let rest = text.trim().replace(/[.;]$/, '');
  let aliases: readonly string[] = [];
  let ids: readonly ConceptId[] = [];
  for (let count = 0; count < MAX_BRACKETS; count++) {
    const group = lastGroup(rest);
    if (group === null) break;
    const aka = /^aka:?\s+(.*)$/is.exec(group.inner)?.[1];
    const found = aka === undefined ? idsIn(group.inner) : [];
    if (aka !== undefined && group.open === '{') aliases = splitList(aka).map(plain);
    else if (found.length > 0) ids = [...found, ...ids];
    else break;
    rest = group.before;
  }
  const named = { ...splitFullName(rest, ids), aliases };
  if (named.name === '') return [];
  return (ids.length === 0 ? [null] : ids).map((conceptId) => ({ ...named, conceptId }));
}

interface BracketGroup {
  readonly open: string;
  readonly inner: string;
  /** What stands before the bracket, without the space between. */
  readonly before: string;
  readonly spaced: boolean;
}

/** The bracket that the text ends with: `CFTR (a (b))` has `a (b)`. */
function lastGroup(text: string): BracketGroup | null {
  const start = partners(text).at(-1) ?? -1;
  if (start < 0) return null;
  const before = text.slice(0, start);
  return {
    open: text[start] ?? '',
    inner: text.slice(start + 1, -1).trim(),
    before: before.trimEnd(),
    spaced: before !== before.trimEnd(),
  };
}

/** `MONDO:0004992`, `NCBI Gene 925`, `MESH:D003920, OMIM:125853`, `[NCBI Gene: 925](https://…)`; else empty. */
function idsIn(text: string): ConceptId[] {
  const pieces = text.split(/\s*[,;|]\s*/).map(idIn);
  return pieces.flatMap((id) => (id === null ? [] : [id])).slice(0, pieces.includes(null) ? 0 : undefined);
}

function idIn(text: string): ConceptId | null {
  const gene = /^(?:NCBI[ _-]?Gene|Entrez(?:[ _-]?Gene)?|Gene ?ID)[\s:#]*(\d+)$/i.exec(text)?.[1];
  if (gene !== undefined) return `${PREFIX.gene}:${gene}`;
  const taxon = /^(?:NCBI[ _-]?Tax(?:on|onomy)?|taxon|tax(?:onomy)? ?ID)[\s:#]*(\d+)$/i.exec(text)?.[1];
  if (taxon !== undefined) return `${PREFIX.taxon}:${taxon}`;
  const id = normalizeCurie(text);
  return /^[A-Za-z][\w.-]*:[A-Za-z]{0,8}[_-]?\d[\w.-]*$/.test(id) ? id : null;
}

/**
 * Beside a gene's id the bracket before it is the full name: `CD8A (CD8 subunit alpha) [NCBI Gene 925]`. Elsewhere it
 * may be part of the name: it is taken for the full name when it is longer than the name, so that `DLT (dose-limiting
 * toxicity)` has one and `interferon (IFN)` has none.
 */
function splitFullName(text: string, ids: readonly ConceptId[]): Pick<Entity, 'name' | 'fullName'> {
  const group = lastGroup(text);
  if (group?.open !== '(' || !group.spaced || group.before === '' || group.inner === '') {
    return { name: plain(text), fullName: null };
  }
  const ofGene = ids.some((id) => prefixOf(id) === PREFIX.gene);
  if (!ofGene && group.inner.length <= group.before.length) return { name: plain(text), fullName: null };
  return { name: plain(group.before), fullName: plain(group.inner) };
}

function plain(text: string): string {
  return unescaped(withoutEmphasis(text));
}

function placed(entity: Entity, place: Pick<AssertedEntity, 'section' | 'group' | 'line'>): AssertedEntity {
  return { ...place, kind: kindOf(place.group, entity.conceptId), ...entity };
}

/** What the card's own word for a group means; without one the id tells. */
export function kindOf(group: string, id: ConceptId | null): ConceptKind {
  if (/^(?:genes?|proteins?)\b/i.test(group)) return 'Gene';
  if (/^(?:diseases?|disorders?|phenotypes?)\b/i.test(group)) return 'Disease';
  if (group !== '' || id === null) return 'Other';
  if (prefixOf(id) === PREFIX.gene) return 'Gene';
  return prefixOf(id) === PREFIX.mondo ? 'Disease' : 'Other';
}
