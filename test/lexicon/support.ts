/** Small terminology files written by hand, and a folder to put them in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { TermRecord, TermSink } from '../../src/lexicon/records.js';
import type { ConceptId } from '../../src/model.js';

const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;
const tabs = (...cells: readonly string[]): string => cells.join('\t');

export const MONDO_OBO = lines(
  'format-version: 1.2',
  'data-version: releases/2031-02-03',
  'ontology: mondo',
  '',
  '[Term]',
  'id: MONDO:0000001',
  'name: disease',
  'def: "Anything that is wrong with a body." []',
  'xref: MESH:D004194 {source="MONDO:equivalentTo"}',
  '',
  '[Term]',
  'id: MONDO:0005070',
  'name: neoplasm',
  'alt_id: MONDO:0999001',
  'synonym: "tumour" EXACT []',
  'synonym: "growth \\"new\\"" RELATED [] {source="somebody"}',
  'synonym: "neoplasm, benign" NARROW []',
  'is_a: MONDO:0000001 ! disease',
  '',
  '[Term]',
  'id: MONDO:0004993',
  'name: carcinoma',
  'synonym: "epithelioma" BROAD []',
  'is_a: MONDO:0005070 {source="x"} ! neoplasm',
  '',
  '[Term]',
  'id: MONDO:0005148',
  'name: type 2 diabetes mellitus',
  'synonym: "diabetes mellitus, type 2" EXACT []',
  'synonym: "T2D" EXACT ABBREVIATION [x:y]',
  'is_a: MONDO:0000001',
  '',
  '[Term]',
  'id: MONDO:0777001',
  'name: obsolete swelling',
  'is_obsolete: true',
  'replaced_by: MONDO:0777002',
  '',
  '[Term]',
  'id: MONDO:0777002',
  'name: obsolete lump',
  'is_obsolete: true',
  'replaced_by: MONDO:0005070',
  '',
  '[Term]',
  'id: MONDO:0777003',
  'name: obsolete bump',
  'is_obsolete: true',
  'consider: MONDO:0005070',
  '',
  '[Typedef]',
  'id: part_of',
  'name: part of',
);

export const SSSOM = lines(
  '# curie_map:',
  '#   MONDO: http://purl.obolibrary.org/obo/MONDO_',
  '# mapping_set_version: http://purl.obolibrary.org/obo/mondo/releases/2031-02-03/mappings/x.sssom.tsv',
  tabs('subject_id', 'predicate_id', 'object_id', 'predicate_modifier'),
  tabs('MONDO:0005070', 'skos:exactMatch', 'mesh:D009369', ''),
  tabs('MONDO:0000001', 'skos:broadMatch', 'mesh:D002277', ''),
  tabs('MONDO:0004993', 'skos:exactMatch', 'mesh:D004194', 'Not'),
  tabs('MONDO:0004993', 'skos:exactMatch', 'mesh:D002277', ''),
  tabs('MONDO:0000001', 'skos:exactMatch', 'mesh:D888888', ''),
);

const descriptor = (id: string, name: string, trees: readonly string[], concepts: string): string =>
  `<DescriptorRecord DescriptorClass="1"><DescriptorUI>${id}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName>
   <SeeRelatedList><SeeRelatedDescriptor><DescriptorReferredTo><DescriptorUI>D000001</DescriptorUI>
   <DescriptorName><String>Not its name</String></DescriptorName></DescriptorReferredTo></SeeRelatedDescriptor></SeeRelatedList>
   <TreeNumberList>${trees.map((tree) => `<TreeNumber>${tree}</TreeNumber>`).join('')}</TreeNumberList>
   <ConceptList>${concepts}</ConceptList></DescriptorRecord>`;

const concept = (id: string, preferred: 'Y' | 'N', terms: string, relations = ''): string =>
  `<Concept PreferredConceptYN="${preferred}"><ConceptUI>${id}</ConceptUI><ConceptName><String>Not a term</String></ConceptName>
   <ConceptRelationList>${relations}</ConceptRelationList><TermList>${terms}</TermList></Concept>`;

const term = (text: string, permuted: 'Y' | 'N' = 'N'): string =>
  `<Term IsPermutedTermYN="${permuted}"><TermUI>T1</TermUI><String>${text}</String></Term>`;

const relation = (name: string, first: string, second: string): string =>
  `<ConceptRelation RelationName="${name}"><Concept1UI>${first}</Concept1UI><Concept2UI>${second}</Concept2UI></ConceptRelation>`;

export const MESH_DESC = `<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20310101.dtd">
<DescriptorRecordSet LanguageCode="eng">
${descriptor(
  'D009369',
  'Neoplasms',
  ['C04'],
  concept(
    'M1',
    'Y',
    term('Tumors') + term('Neoplasms, New &amp; Old', 'Y') + term('Growths'),
    relation('NRW', 'M1', 'M2') + relation('REL', 'M1', 'M3') + relation('BRD', 'M1', 'M4'),
  ) +
    concept('M2', 'N', term('Cancer')) +
    concept('M3', 'N', term('Oncology Matters')) +
    concept('M4', 'N', term('Swellings')),
)}
${descriptor('D002277', 'Carcinoma', ['C04.557.470.200'], concept('M5', 'Y', term('Epitheliomas')))}
${descriptor('D009370', 'Neoplasms by Histologic Type', ['C04.557'], '')}
${descriptor('D004194', 'Disease', ['C23.550.288'], '')}
${descriptor('D003863', 'Depression', ['F01.145.126.350', 'F03.600.300.375'], '')}
${descriptor('D007328', 'Insulin', ['D12.644.548', 'D06.472.699'], '')}
</DescriptorRecordSet>
`;

export const MESH_SUPP = `<?xml version="1.0"?>
<SupplementalRecordSet LanguageCode="eng">
<SupplementalRecord SCRClass="3"><SupplementalRecordUI>C000001</SupplementalRecordUI>
  <SupplementalRecordName><String>Rare Lump Syndrome</String></SupplementalRecordName>
  <HeadingMappedToList>
    <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>*D009369</DescriptorUI><DescriptorName><String>Neoplasms</String></DescriptorName></DescriptorReferredTo></HeadingMappedTo>
    <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>D007328</DescriptorUI><DescriptorName><String>Insulin</String></DescriptorName></DescriptorReferredTo></HeadingMappedTo>
  </HeadingMappedToList>
  <ConceptList>${concept('M9', 'Y', term('Lumps, rare'))}</ConceptList></SupplementalRecord>
<SupplementalRecord SCRClass="1"><SupplementalRecordUI>C000002</SupplementalRecordUI>
  <SupplementalRecordName><String>compound 48</String></SupplementalRecordName></SupplementalRecord>
</SupplementalRecordSet>
`;

export const GENE_HEADER =
  '#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\tdescription\ttype_of_gene\tSymbol_from_nomenclature_authority\tFull_name_from_nomenclature_authority\tNomenclature_status\tOther_designations\tModification_date\tFeature_type';

/** A row of gene_info; what is not named is `-`. */
export function geneRow(gene: {
  readonly taxon: number;
  readonly id: number;
  readonly symbol: string;
  readonly locusTag?: string;
  readonly synonyms?: string;
  readonly description?: string;
  readonly fullName?: string;
  readonly type?: string;
  readonly other?: string;
  readonly date?: string;
}): string {
  const { taxon, id, symbol, locusTag = '-', synonyms = '-', description = '-', fullName = '-', type = '-' } = gene;
  const tail = [symbol, fullName, 'O', gene.other ?? '-', gene.date ?? '-', '-'];
  return tabs(String(taxon), String(id), symbol, locusTag, synonyms, '-', '-', '-', description, type, ...tail);
}

export const GENES = lines(
  GENE_HEADER,
  geneRow({
    taxon: 9606,
    id: 7157,
    symbol: 'TP53',
    synonyms: 'p53|LFS1',
    description: 'tumor protein p53',
    fullName: 'tumor protein p53',
    type: 'protein-coding',
    other: 'antigen NY-CO-13|uncharacterized protein of tumors',
    date: '20300405',
  }),
  geneRow({ taxon: 10090, id: 22059, symbol: 'Trp53', synonyms: 'p53', type: 'protein-coding', date: '20310203' }),
  geneRow({ taxon: 9606, id: 3558, symbol: 'IL2', synonyms: 'IL-2|TCGF', fullName: 'interleukin 2', date: '20200101' }),
  geneRow({ taxon: 9606, id: 7124, symbol: 'TNF', synonyms: 'TNF-alpha', fullName: 'tumor necrosis factor' }),
  geneRow({ taxon: 9606, id: 7454, symbol: 'WAS', fullName: 'WASP actin nucleation promoting factor' }),
  geneRow({ taxon: 9606, id: 3630, symbol: 'INS', other: 'insulin' }),
  geneRow({ taxon: 9606, id: 1, symbol: 'IN2', synonyms: 'AND-A' }),
  geneRow({ taxon: 9606, id: 2, symbol: 'NEWENTRY' }),
  geneRow({ taxon: 4530, id: 3, symbol: 'Rc', locusTag: 'OS_0001' }),
);

export const ORTHOLOG_HEADER = '#tax_id\tGeneID\trelationship\tOther_tax_id\tOther_GeneID';

export const ORTHOLOGS = lines(
  ORTHOLOG_HEADER,
  '9606\t7157\tOrtholog\t10090\t22059',
  '9606\t7157\tOrtholog\t10116\t24842',
  '10090\t16183\tOrtholog\t9606\t3558',
  '7955\t30590\tOrtholog\t8090\t100049297',
  '9606\t7157\tRelated pseudogene\t9606\t3558',
);

export const NAMES_DMP = lines(
  '1\t|\troot\t|\t\t|\tscientific name\t|',
  '9606\t|\thuman\t|\t\t|\tgenbank common name\t|',
  '9606\t|\tHomo sapiens\t|\t\t|\tscientific name\t|',
  '9606\t|\tHomo sapiens Linnaeus, 1758\t|\t\t|\tauthority\t|',
  '10090\t|\tMus musculus\t|\t\t|\tscientific name\t|',
  '10090\t|\tmouse\t|\t\t|\tcommon name\t|',
  '6754\t|\tCancer\t|\tCancer <genus>\t|\tscientific name\t|',
);

export const STARTER = {
  'genes.tsv': lines(
    '# by hand',
    tabs('id', 'symbol', 'name', 'taxon', 'type', 'synonyms'),
    tabs('NCBIGene:7157', 'TP53', 'tumor protein p53', 'NCBITaxon:9606', 'protein-coding', 'p53 | LFS1'),
    tabs('GeneID:3558', 'IL2', '', 'NCBITaxon:9606', '', ''),
  ),
  'diseases.tsv': lines(
    tabs('mondo', 'mondo_name', 'mesh', 'mesh_name', 'mondo_parents', 'mesh_trees', 'synonyms'),
    tabs('MONDO:0005070', 'neoplasm', 'MESH:D009369', 'Neoplasms', '', 'C04', 'tumor|tumour'),
    tabs('MONDO:0004993', 'carcinoma', '', '', 'MONDO:0005070', '', ''),
    tabs('', '', 'MESH:D002277', 'Carcinoma', '', 'C04.557', ''),
  ),
  'orthologs.tsv': lines(
    tabs('gene', 'symbol', 'orthologs'),
    tabs('GeneID:7157', 'TP53', 'NCBIGene:22059 | NCBIGene:24842'),
  ),
  'species.tsv': lines(tabs('taxon', 'name', 'synonyms'), tabs('NCBITaxon:10090', 'Mus musculus', 'mouse|mice')),
} as const;

/** All the publishers' files above, in a flat folder's names. */
export const ALL_FILES: Readonly<Record<string, string>> = {
  'mondo.obo': MONDO_OBO,
  'mondo_exactmatch_mesh.sssom.tsv': SSSOM,
  'desc2031.xml': MESH_DESC,
  'supp2031.xml': MESH_SUPP,
  'All_Data.gene_info': GENES,
  'names.dmp': NAMES_DMP,
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files; names may hold folders. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-lexicon-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Keeps what a reader gives. */
export class RecordingSink implements TermSink {
  readonly terms: TermRecord[] = [];
  readonly retiredIds: [ConceptId, ConceptId][] = [];
  readonly matches: [ConceptId, ConceptId][] = [];
  readonly orthologs: [ConceptId, ConceptId][] = [];

  term(record: TermRecord): void {
    this.terms.push(record);
  }

  retired(id: ConceptId, successor: ConceptId): void {
    this.retiredIds.push([id, successor]);
  }

  match(subject: ConceptId, object: ConceptId): void {
    this.matches.push([subject, object]);
  }

  ortholog(gene: ConceptId, reference: ConceptId): void {
    this.orthologs.push([gene, reference]);
  }

  /** `scope: name` of a concept's names. */
  namesOf(id: ConceptId): readonly string[] {
    return (this.terms.find((record) => record.id === id)?.names ?? []).map(({ text, scope }) => `${scope}: ${text}`);
  }
}
