/** The formats of the graph itself, by name; apart from what makes them, for who only lists them. */
export const GRAPH_FORMATS = ['neo4j-admin', 'kgx'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];
