/** MONDO in OBO 1.2 or 1.4 (`mondo.obo`): labels, scoped synonyms, parents, retired ids. */
import { curie, normalizeCurie, PREFIX, prefixOf } from '../curie.js';
import { FormatError } from '../errors.js';
import type { NameScope } from '../model.js';
import { forEachLine } from './lines.js';
import { BareXrefs, omimMatch } from './omim.js';
import { BARE, type FileRead, type TermName, type TermSink } from './records.js';
import { KIND } from './types.js';

interface Stanza {
  id: string;
  label: string;
  readonly synonyms: TermName[];
  readonly parents: string[];
  readonly alternatives: string[];
  readonly equivalents: string[];
  /** OMIM xrefs that do not say what they stand for. */
  readonly bare: string[];
  successor: string | null;
  obsolete: boolean;
}

/** Source of an xref that stands for the same disease. */
const EQUIVALENT = `"${curie(PREFIX.mondo, 'equivalentTo')}"`;

const SYNONYM = /^"((?:[^"\\]|\\.)*)" (EXACT|NARROW|BROAD|RELATED)\b/;

/**
 * Obsolete classes are no concepts: only `replaced_by` and `alt_id` are kept of them, never `consider`. Equivalence xrefs
 * to MeSH go to `sink.match` when `xrefs` says so, for want of a mapping set; those to OMIM always, with concepts for them,
 * because OMIM's own names are not free. Extracts that keep the xrefs without their sources: see {@link BareXrefs}.
 *
 * @throws FormatError for a file that is no OBO, or a synonym that cannot be read
 */
export async function readMondoObo(path: string, xrefs: boolean, sink: TermSink): Promise<FileRead> {
  let release: string | null = null;
  let stanza: Stanza | null = null;
  const to: Target = { xrefs, sink, bare: new BareXrefs() };
  const sha256 = await forEachLine(path, (line, number) => {
    if (number === 1 && !line.startsWith('format-version:')) throw notObo(path, line);
    if (line.startsWith('[')) {
      if (stanza !== null) emit(stanza, to);
      stanza = line === '[Term]' ? emptyStanza() : null;
    } else if (stanza !== null) readTag(stanza, line, { path, line: number });
    else if (line.startsWith('data-version: ')) release = line.slice('data-version: '.length).trim();
  });
  if (stanza !== null) emit(stanza, to);
  to.bare.emit(sink);
  return { sha256, release };
}

function emptyStanza(): Stanza {
  return {
    id: '',
    label: '',
    synonyms: [],
    parents: [],
    alternatives: [],
    equivalents: [],
    bare: [],
    successor: null,
    obsolete: false,
  };
}

function readTag(stanza: Stanza, line: string, place: { readonly path: string; readonly line: number }): void {
  const colon = line.indexOf(': ');
  const tag = colon < 0 ? '' : line.slice(0, colon);
  if (tag === '' || tag === 'def') return;
  const value = line.slice(colon + 2);
  if (tag === 'id') stanza.id = normalizeCurie(value);
  else if (tag === 'name') stanza.label = unescapeObo(value);
  else if (tag === 'synonym') stanza.synonyms.push(synonymOf(value, place));
  else if (tag === 'is_a') stanza.parents.push(firstId(value));
  else if (tag === 'alt_id') stanza.alternatives.push(firstId(value));
  else if (tag === 'replaced_by') stanza.successor = firstId(value);
  else if (tag === 'is_obsolete') stanza.obsolete = value.startsWith('true');
  else if (tag === 'xref') readXref(stanza, value);
}

function readXref(stanza: Stanza, value: string): void {
  if (value.includes(EQUIVALENT)) stanza.equivalents.push(firstId(value));
  else if (!value.includes('{') && prefixOf(firstId(value)) === PREFIX.omim) stanza.bare.push(firstId(value));
}

function synonymOf(value: string, place: { readonly path: string; readonly line: number }): TermName {
  const match = SYNONYM.exec(value);
  if (match === null) {
    const message = `expected a synonym as in \`synonym: "name" EXACT []\`, found "${value.slice(0, 60)}"`;
    throw new FormatError(place, `${message}; fetch the file again`);
  }
  return { text: unescapeObo(match[1] ?? ''), scope: scopeOf(match[2] ?? '') };
}

function scopeOf(word: string): NameScope {
  return word === 'EXACT' || word === 'NARROW' || word === 'BROAD' ? word : 'RELATED';
}

/** `MONDO:0000314 {source="…"} ! a comment` → `MONDO:0000314`. */
function firstId(value: string): string {
  return normalizeCurie(/^\S+/.exec(value)?.[0] ?? '');
}

function unescapeObo(value: string): string {
  return value.includes('\\') ? value.replace(/\\(.)/g, '$1').trim() : value.trim();
}

/** Where stanzas go, and which xrefs. */
interface Target {
  readonly xrefs: boolean;
  readonly sink: TermSink;
  readonly bare: BareXrefs;
}

function emit(stanza: Stanza, { xrefs, sink, bare }: Target): void {
  if (prefixOf(stanza.id) !== PREFIX.mondo) return;
  for (const old of stanza.alternatives) sink.retired(old, stanza.id);
  if (stanza.obsolete) {
    if (stanza.successor !== null) sink.retired(stanza.id, stanza.successor);
    return;
  }
  const names: readonly TermName[] = [{ text: stanza.label, scope: 'LABEL' }, ...stanza.synonyms];
  sink.term({ ...BARE, id: stanza.id, kind: KIND.disease, names, parents: stanza.parents });
  for (const id of stanza.equivalents) {
    if (prefixOf(id) === PREFIX.omim) omimMatch({ id: stanza.id, label: stanza.label }, id, sink);
    else if (xrefs && prefixOf(id) === PREFIX.mesh) sink.match(stanza.id, id);
  }
  for (const id of stanza.bare) bare.add({ id: stanza.id, label: stanza.label }, id);
}

function notObo(path: string, line: string): FormatError {
  const message = `expected an OBO file that starts with "format-version:", found "${line.slice(0, 40)}"`;
  return new FormatError({ path, line: 1 }, `${message}; take mondo.obo or mondo.json from MONDO's releases`);
}
