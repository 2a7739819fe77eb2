/** What telling errors apart needs to know of concepts; ids are CURIEs. */
export interface ConceptFacts {
  /** Preferred name, for genes the symbol; null for an unknown id. */
  readonly name: (id: string) => string | null;
  /** Taxon of a gene; null for others. */
  readonly taxon: (id: string) => string | null;
  /** All that stands above it in its hierarchy; without itself. */
  readonly ancestors: (id: string) => ReadonlySet<string>;
}
