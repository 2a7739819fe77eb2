/** MeSH in NLM's own XML, streamed: descriptors (`desc2026.xml`) and supplementary records (`supp2026.xml`). */
import { basename } from 'node:path';
import { SaxesParser } from 'saxes';
import { curie, PREFIX } from '../curie.js';
import { FormatError, messageOf } from '../errors.js';
import { forEachChunk } from './lines.js';
import { type MeshConcept, type MeshRecord, meshTerm } from './mesh-record.js';
import type { FileRead, TermSink } from './records.js';

/** Elements whose text is read, by their own name and those of the two around them. */
const LEAVES: Readonly<Record<string, (record: MeshRecord, text: string) => void>> = {
  'DescriptorRecordSet/DescriptorRecord/DescriptorUI': setId,
  'SupplementalRecordSet/SupplementalRecord/SupplementalRecordUI': setId,
  'DescriptorRecord/DescriptorName/String': setName,
  'SupplementalRecord/SupplementalRecordName/String': setName,
  'DescriptorRecord/TreeNumberList/TreeNumber': (record, text) => record.treeNumbers.push(text),
  'HeadingMappedTo/DescriptorReferredTo/DescriptorUI': (record, text) => {
    record.headings.push(curie(PREFIX.mesh, text.replace(/^\*/, '')));
  },
  'ConceptList/Concept/ConceptUI': (record, text) => {
    lastConcept(record).id = text;
  },
  'ConceptRelationList/ConceptRelation/Concept1UI': (record, text) => {
    record.relation.first = text;
  },
  'ConceptRelationList/ConceptRelation/Concept2UI': (record, text) => {
    record.relations.push({ ...record.relation, second: text });
  },
  'TermList/Term/String': (record, text) => {
    lastConcept(record).terms.push({ text, permuted: record.permuted });
  },
};

/**
 * @param classes classes of supplementary records that are taken ("3" is diseases)
 * @throws FormatError when the XML is broken, cut off, or holds no records of MeSH
 */
export async function readMesh(path: string, classes: ReadonlySet<string>, sink: TermSink): Promise<FileRead> {
  const reading = new MeshReading(path, classes, sink);
  const sha256 = await forEachChunk(path, (text) => reading.write(text));
  return { sha256, release: reading.close() };
}

class MeshReading {
  readonly #path: string;
  readonly #classes: ReadonlySet<string>;
  readonly #sink: TermSink;
  readonly #parser = new SaxesParser();
  readonly #open: string[] = [];
  #record: MeshRecord | null = null;
  #text = '';
  #year: string | null = null;
  #records = 0;

  constructor(path: string, classes: ReadonlySet<string>, sink: TermSink) {
    this.#path = path;
    this.#classes = classes;
    this.#sink = sink;
    this.#parser.on('doctype', (doctype) => {
      this.#year = /_(\d{4})\d{4}\.dtd/.exec(doctype)?.[1] ?? null;
    });
    this.#parser.on('opentag', (tag) => this.#start(tag.name, tag.attributes));
    this.#parser.on('text', (text) => {
      this.#text += text;
    });
    this.#parser.on('closetag', (tag) => this.#end(tag.name));
  }

  write(text: string): void {
    this.#guard(() => this.#parser.write(text));
  }

  /** Year of the release: from the DTD's name, else from the file's (`desc2026.xml`). */
  close(): string | null {
    this.#guard(() => this.#parser.close());
    if (this.#records === 0) throw this.#error('an XML file without DescriptorRecord or SupplementalRecord elements');
    return this.#year ?? /(?:19|20)\d\d/.exec(basename(this.#path))?.[0] ?? null;
  }

  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw this.#error(messageOf(error), error);
    }
  }

  #error(found: string, cause?: unknown): FormatError {
    const place = { path: this.#path, line: this.#parser.line };
    return new FormatError(place, `expected MeSH's XML up to its end, found: ${found}; fetch the file again`, cause);
  }

  #start(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#open.push(name);
    this.#text = '';
    if (name === 'DescriptorRecord' || name === 'SupplementalRecord')
      this.#record = emptyRecord(attributes['SCRClass']);
    const record = this.#record;
    if (record === null) return;
    if (name === 'Concept') record.concepts.push(emptyConcept(attributes['PreferredConceptYN'] === 'Y'));
    if (name === 'ConceptRelation') record.relation.name = attributes['RelationName'] ?? '';
    if (name === 'Term') record.permuted = attributes['IsPermutedTermYN'] === 'Y';
  }

  #end(name: string): void {
    this.#open.pop();
    const record = this.#record;
    if (record === null) return;
    LEAVES[`${this.#open.at(-2) ?? ''}/${this.#open.at(-1) ?? ''}/${name}`]?.(record, this.#text.trim());
    this.#text = '';
    if (name !== 'DescriptorRecord' && name !== 'SupplementalRecord') return;
    this.#record = null;
    this.#records++;
    if (record.recordClass === null || this.#classes.has(record.recordClass)) this.#sink.term(meshTerm(record));
  }
}

function setId(record: MeshRecord, text: string): void {
  record.id = text;
}

function setName(record: MeshRecord, text: string): void {
  record.name = text;
}

function emptyRecord(recordClass: string | undefined): MeshRecord {
  return {
    id: '',
    name: '',
    recordClass: recordClass ?? null,
    treeNumbers: [],
    headings: [],
    concepts: [],
    relations: [],
    relation: { name: '', first: '' },
    permuted: false,
  };
}

function emptyConcept(preferred: boolean): MeshConcept {
  return { id: '', preferred, terms: [] };
}

function lastConcept(record: MeshRecord): MeshConcept {
  return record.concepts.at(-1) ?? emptyConcept(false);
}
