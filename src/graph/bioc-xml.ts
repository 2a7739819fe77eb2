/** BioC as XML, after BioC.dtd: head, one piece for each document, tail. */
import type { BiocAnnotation, BiocDocument, BiocHead, BiocInfons, BiocPassage } from './bioc-record.js';

/** The file up to its first document. */
export function biocXmlHead({ source, date, key }: BiocHead): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n' +
    `<collection>${element('source', source)}${element('date', date)}${element('key', key)}\n`
  );
}

/** What follows the last document. */
export const biocXmlTail = '</collection>\n';

/** One document on one line, line breaks of its texts aside. */
export function toBiocXml({ id, infons, passages }: BiocDocument): string {
  return `<document>${element('id', id)}${infonElements(infons)}${passages.map(passageElement).join('')}</document>\n`;
}

function passageElement({ infons, offset, text, annotations }: BiocPassage): string {
  const inside = `${infonElements(infons)}${element('offset', String(offset))}${element('text', text)}`;
  return `<passage>${inside}${annotations.map(annotationElement).join('')}</passage>`;
}

function annotationElement({ id, infons, offset, length, text }: BiocAnnotation): string {
  const location = `<location offset="${offset}" length="${length}"/>`;
  return `<annotation id="${escaped(id)}">${infonElements(infons)}${location}${element('text', text)}</annotation>`;
}

function infonElements(infons: BiocInfons): string {
  return Object.entries(infons)
    .map(([key, value]) => `<infon key="${escaped(key)}">${escaped(value)}</infon>`)
    .join('');
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** What XML 1.0 cannot hold, not even as a reference: control characters, halves of pairs, two that are no characters. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader takes a bare one for a line feed, and two of them with a line feed for one: offsets would be wrong.
  '\r': '&#13;',
};

/** Text for an element or an attribute. What cannot be held becomes U+FFFD, one for one, so that offsets hold. */
function escaped(text: string): string {
  return text.replace(NO_XML, '\ufffd').replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}
