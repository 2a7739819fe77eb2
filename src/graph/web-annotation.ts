/**
 * Annotations after the W3C's Web Annotation Data Model, as JSON-LD: one collection whose first page is all of it. Each
 * annotation stands on a line of its own, so that files of any size can be written and read line by line.
 */
import type { Annotation, ConceptLink } from '../model.js';
import { codePointCounter } from './code-points.js';
import { conceptAddress, linksOf, MENTION_TYPE_NAME, type NamedDocument } from './export-text.js';

/** Terms beyond the model's own: how sure a link is and how it came about, in the words of SSSOM. */
const CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  {
    sssom: 'https://w3id.org/sssom/',
    semapv: 'https://w3id.org/semapv/vocab/',
    confidence: 'sssom:confidence',
    matchedName: 'sssom:match_string',
    justification: { '@id': 'sssom:mapping_justification', '@type': '@id' },
    reason: 'rdfs:comment',
  },
];

/** Units of text before and after a quotation. */
const AROUND = 32;

/** The file up to its first annotation. */
export const webAnnotationHead =
  `{"@context":${JSON.stringify(CONTEXT)},"id":"#annotations","type":"AnnotationCollection",` +
  '"label":"Genes and diseases found by papergraph",' +
  '"first":{"id":"#page","type":"AnnotationPage","startIndex":0,"items":[\n';

/** What follows the last annotation; `total` is their number. */
export function webAnnotationTail(total: number): string {
  return `]},"total":${total}}\n`;
}

/** The annotations of one document, one a line with commas between them; empty for a document without any. */
export function toWebAnnotations({ name, grounded, url }: NamedDocument): string {
  const { markdown } = grounded.document;
  const position = codePointCounter(markdown);
  const source = url ?? encodeURIComponent(name);
  const items = grounded.annotations.map((annotation, index) => {
    const { start, end } = annotation.mention;
    return {
      id: `#${encodeURIComponent(name)}.${index + 1}`,
      type: 'Annotation',
      motivation: 'identifying',
      body: bodies(annotation),
      target: {
        source,
        selector: [
          { type: 'TextPositionSelector', start: position(start), end: position(end) },
          { type: 'TextQuoteSelector', ...quotation(markdown, start, end) },
        ],
      },
    };
  });
  return items.length === 0 ? '' : `${items.map((item) => JSON.stringify(item)).join(',\n')}\n`;
}

/** What the mention is, then each concept that it was linked to, or why there is none. */
function bodies(annotation: Annotation): readonly object[] {
  const { mention, grounding } = annotation;
  const type = { type: 'TextualBody', purpose: 'classifying', value: MENTION_TYPE_NAME[mention.type] };
  if (grounding.kind === 'linked') return [type, ...linksOf(annotation).map(linkBody)];
  const { reason, detail } = grounding;
  const value = detail === '' ? reason : `${reason}: ${detail}`;
  return [type, { type: 'TextualBody', purpose: 'commenting', value }];
}

function linkBody({ conceptId, matchedName, confidence, justification, reason }: ConceptLink): object {
  return {
    type: 'SpecificResource',
    purpose: 'identifying',
    source: conceptAddress(conceptId),
    matchedName,
    confidence,
    justification,
    reason,
  };
}

function quotation(text: string, start: number, end: number): Readonly<Record<'exact' | 'prefix' | 'suffix', string>> {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - AROUND), start).replace(/^[\udc00-\udfff]/, ''),
    suffix: text.slice(end, end + AROUND).replace(/[\ud800-\udbff]$/, ''),
  };
}
