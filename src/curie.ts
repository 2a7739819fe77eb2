/**
 * The one place where prefixes are spelled. A CURIE is `prefix:local`; prefixes follow the Bioregistry's preferred
 * spelling of the OBO and NCBI namespaces, in the capitals that PubTator and Monarch use.
 */

/** Prefixes of concept ids. */
export const PREFIX = {
  gene: 'NCBIGene',
  mondo: 'MONDO',
  mesh: 'MESH',
  omim: 'OMIM',
  taxon: 'NCBITaxon',
} as const;

/** Prefixes of paper ids. */
export const PAPER_PREFIX = { pmc: 'PMC', pmid: 'PMID', doi: 'DOI', url: 'URL' } as const;

/** `curie('MESH', 'D009369')` is `MESH:D009369`. */
export function curie(prefix: string, local: string): string {
  return `${prefix}:${local}`;
}

/** Prefix of a CURIE: what stands before its first colon; empty when there is none. */
export function prefixOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? '' : id.slice(0, colon);
}

/** Local part of a CURIE: what stands after its first colon; the whole when there is none. */
export function localOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** Other spellings seen in cards, mapping sets and gold files, in lower case. */
const ALIASES: Readonly<Record<string, string>> = {
  ncbigene: PREFIX.gene,
  'ncbi gene': PREFIX.gene,
  entrezgene: PREFIX.gene,
  geneid: PREFIX.gene,
  gene: PREFIX.gene,
  mondo: PREFIX.mondo,
  mesh: PREFIX.mesh,
  msh: PREFIX.mesh,
  omim: PREFIX.omim,
  mim: PREFIX.omim,
  ncbitaxon: PREFIX.taxon,
  taxid: PREFIX.taxon,
  taxonomy: PREFIX.taxon,
};

/**
 * The project's spelling of an id: `mesh:D009369`, `MeSH:D009369` → `MESH:D009369`; `GeneID:5133` → `NCBIGene:5133`.
 * A prefix that is not known is kept as it is.
 */
export function normalizeCurie(id: string): string {
  const trimmed = id.trim();
  const prefix = prefixOf(trimmed);
  const known = ALIASES[prefix.toLowerCase()];
  return known === undefined ? trimmed : curie(known, localOf(trimmed).trim());
}
