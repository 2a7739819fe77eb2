/** What the linker thinks of a text, as a person reads it. */
import type { Explanation } from '../../pipelines/explain-text.js';
import type { Annotation, Candidate, ConceptId, ConceptLink } from '../model.js';
import { printable } from './terminal.js';

export function explanationText(explanation: Explanation): string {
  const { abbreviations, species, annotations, concepts } = explanation;
  const taxa = species.map(({ text, taxonId }) => `  "${text}"  ${taxonId} ${concepts[taxonId]?.name ?? ''}`);
  const lines = [
    ...(annotations.length === 0 ? ['No gene and no disease found.'] : []),
    ...annotations.flatMap((annotation, index) => [...(index > 0 ? [''] : []), ...mentionLines(annotation, concepts)]),
    ...section(
      'Abbreviations',
      abbreviations.map(({ shortForm, longForm }) => `  ${shortForm} = ${longForm}`),
    ),
    ...section('Species', taxa),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${name}:`, ...lines];
}

type Concepts = Explanation['concepts'];

function mentionLines({ mention, grounding }: Annotation, concepts: Concepts): string[] {
  const { text, type, start, end, longForm, evidence, score } = mention;
  const meaning = longForm === null ? '' : `, short for "${longForm}"`;
  const head = `"${text}" at ${start}-${end}: ${type}, found by ${evidence} with score ${rounded(score)}${meaning}`;
  if (grounding.kind === 'linked') return [head, ...grounding.links.flatMap((link) => linkLines(link, concepts))];
  return [head, `  NIL, ${grounding.reason}: ${grounding.detail}`, ...runnerUpLines(grounding.runnersUp, concepts)];
}

function linkLines(link: ConceptLink, concepts: Concepts): string[] {
  const { conceptId, matchedName, scope, forgiven, justification, reason, confidence, runnersUp, part } = link;
  const differences = forgiven.length === 0 ? 'nothing forgiven' : `forgiven: ${forgiven.join(', ')}`;
  return [
    `  ${part > 0 ? `part ${part + 1}: ` : ''}${described(conceptId, concepts)}`,
    `    by the name "${matchedName}" (${scope}), ${differences}`,
    `    ${justification}, confidence ${rounded(confidence)}: ${reason}`,
    ...runnerUpLines(runnersUp, concepts).map((line) => `  ${line}`),
  ];
}

function runnerUpLines(runnersUp: readonly Candidate[], concepts: Concepts): string[] {
  return runnersUp.map(
    ({ conceptId, name, score }) =>
      `    not chosen: ${described(conceptId, concepts)}, by "${name}", score ${rounded(score)}`,
  );
}

/** `NCBIGene:22059 Trp53 (transformation related protein 53), Mus musculus` */
function described(id: ConceptId, concepts: Concepts): string {
  const { name = '', fullName = null, taxonId = null } = concepts[id] ?? {};
  const full = fullName === null || fullName === '' ? '' : ` (${fullName})`;
  const taxon = taxonId === null ? '' : `, ${concepts[taxonId]?.name ?? taxonId}`;
  return `${id} ${name}${full}${taxon}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
