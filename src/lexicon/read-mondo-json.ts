/** MONDO in OBO Graphs JSON (`mondo.json`). */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { curie, normalizeCurie, PREFIX, prefixOf } from '../curie.js';
import { FormatError, messageOf } from '../errors.js';
import type { NameScope } from '../model.js';
import { isGzip } from './lines.js';
import { omimMatch } from './omim.js';
import { BARE, type FileRead, type TermName, type TermSink } from './records.js';
import { KIND } from './types.js';

interface GraphFile {
  readonly graphs?: readonly Graph[];
}

interface Graph {
  readonly meta?: { readonly version?: string };
  readonly nodes?: readonly Node[];
  readonly edges?: readonly { readonly sub: string; readonly pred: string; readonly obj: string }[];
}

interface Node {
  readonly id: string;
  readonly lbl?: string;
  readonly meta?: {
    readonly deprecated?: boolean;
    readonly synonyms?: readonly { readonly pred: string; readonly val: string }[];
    readonly basicPropertyValues?: readonly { readonly pred: string; readonly val: string }[];
    readonly xrefs?: readonly { readonly val: string }[];
  };
}

const SCOPES: Readonly<Record<string, NameScope>> = {
  hasExactSynonym: 'EXACT',
  hasNarrowSynonym: 'NARROW',
  hasBroadSynonym: 'BROAD',
  hasRelatedSynonym: 'RELATED',
};
const REPLACED_BY = 'http://purl.obolibrary.org/obo/IAO_0100001';
const ALTERNATIVE = 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId';
const EXACT_MATCH = 'http://www.w3.org/2004/02/skos/core#exactMatch';

/**
 * Reads the whole file at once: about five times its size in memory. Obsolete classes are kept as retired ids only.
 *
 * @throws FormatError when it is no JSON of OBO Graphs
 */
export async function readMondoJson(path: string, xrefs: boolean, sink: TermSink): Promise<FileRead> {
  const bytes = await readFile(path);
  const graph = parseGraph(path, bytes);
  const parents = parentsByChild(graph);
  for (const node of graph.nodes ?? []) {
    const id = curieOf(node.id);
    if (prefixOf(id) === PREFIX.mondo) readNode(node, { id, parents: parents.get(id) ?? [], xrefs }, sink);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, release: /releases\/[\d-]+/.exec(graph.meta?.version ?? '')?.[0] ?? null };
}

function parseGraph(path: string, bytes: Buffer): Graph {
  try {
    const file: GraphFile = JSON.parse((isGzip(path) ? gunzipSync(bytes) : bytes).toString('utf8'));
    const graph = file.graphs?.[0];
    if (graph?.nodes !== undefined) return graph;
  } catch (error) {
    throw notGraphs(path, messageOf(error), error);
  }
  throw notGraphs(path, 'JSON without graphs[0].nodes');
}

function notGraphs(path: string, found: string, cause?: unknown): FormatError {
  const message = `expected OBO Graphs JSON ({"graphs": [{"nodes": …}]}), found: ${found}`;
  return new FormatError({ path, line: 0 }, `${message}; take mondo.json or mondo.obo from MONDO's releases`, cause);
}

function parentsByChild(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { sub, pred, obj } of graph.edges ?? []) {
    if (pred !== 'is_a') continue;
    const child = curieOf(sub);
    const known = parents.get(child);
    if (known === undefined) parents.set(child, [curieOf(obj)]);
    else known.push(curieOf(obj));
  }
  return parents;
}

function readNode(
  node: Node,
  about: { readonly id: string; readonly parents: readonly string[]; readonly xrefs: boolean },
  sink: TermSink,
): void {
  const { id, parents, xrefs } = about;
  const properties = node.meta?.basicPropertyValues ?? [];
  for (const { pred, val } of properties) if (pred === ALTERNATIVE) sink.retired(curieOf(val), id);
  if (node.meta?.deprecated === true) {
    const successor = properties.find(({ pred }) => pred === REPLACED_BY);
    if (successor !== undefined) sink.retired(id, curieOf(successor.val));
    return;
  }
  if (node.lbl === undefined) return;
  sink.term({ ...BARE, id, kind: KIND.disease, names: namesOf(node, node.lbl), parents });
  for (const { pred, val } of properties) {
    const match = pred === EXACT_MATCH ? curieOf(val) : '';
    if (prefixOf(match) === PREFIX.omim) omimMatch({ id, label: node.lbl.trim() }, match, sink);
    else if (xrefs && prefixOf(match) === PREFIX.mesh) sink.match(id, match);
  }
}

function namesOf(node: Node, label: string): readonly TermName[] {
  const synonyms = node.meta?.synonyms ?? [];
  return [
    { text: label.trim(), scope: 'LABEL' },
    ...synonyms.map(({ pred, val }): TermName => ({ text: val.trim(), scope: SCOPES[pred] ?? 'RELATED' })),
  ];
}

/**
 * `http://purl.obolibrary.org/obo/MONDO_0000001` → `MONDO:0000001`, `http://identifiers.org/mesh/D004194` → `MESH:D004194`,
 * `https://omim.org/entry/312080` → `OMIM:312080`.
 */
function curieOf(iri: string): string {
  const entry = /omim\.org\/entry\/(\d+)$/.exec(iri);
  if (entry !== null) return curie(PREFIX.omim, entry[1] ?? '');
  const match = /([A-Za-z]+)[_/]([A-Za-z]*\d+)$/.exec(iri);
  return match === null ? normalizeCurie(iri) : normalizeCurie(`${match[1]}:${match[2]}`);
}
