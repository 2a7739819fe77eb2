/**
 * Saved queries: what people ask of the graph, written for each store where their Cypher differs. Both texts give the same
 * columns and, on the same papers, the same rows; a table of cases holds them to that.
 */
import { curie, PAPER_PREFIX, PREFIX } from '../curie.js';
import type { GraphStore } from './store.js';

export interface SavedQuery {
  readonly name: string;
  /** What it answers, for people. */
  readonly title: string;
  /** What its columns mean, where their names do not say it all. */
  readonly note?: string;
  /** Parameters with an example for each. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly text: Readonly<Record<GraphStore['kind'], string>>;
}

/** What a node `c` is: `Gene`, `Disease` or `Other`, whatever prefix its labels have. */
export const KIND_OF_CONCEPT: Readonly<Record<GraphStore['kind'], string>> = {
  neo4j: "CASE WHEN c:Gene THEN 'Gene' WHEN c:Disease THEN 'Disease' ELSE 'Other' END",
  embedded: 'label(c)',
};

/** Text of a query for a store, without the indent that it has here. */
export function queryText(saved: SavedQuery, kind: GraphStore['kind']): string {
  const lines = saved.text[kind].replace(/^\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

const same = (text: string): SavedQuery['text'] => ({ neo4j: text, embedded: text });

/** Up to 15 steps reach the root from anywhere in MONDO and MeSH; the embedded store wants a bound. */
const UNDER = '<-[:SUBCLASS_OF*0..20]-';

export const SAVED_QUERIES: readonly SavedQuery[] = [
  {
    name: 'top-genes',
    title: 'Genes that most papers mention',
    params: { limit: 20 },
    text: same(`
      MATCH (p:Paper)-[m:MENTIONS]->(g:Gene)
      RETURN g.id AS id, g.name AS name, count(p) AS papers, sum(m.count) AS mentions
      ORDER BY papers DESC, mentions DESC, id LIMIT $limit`),
  },
  {
    name: 'top-diseases',
    title: 'MONDO diseases that most papers mention',
    params: { limit: 20 },
    text: same(`
      MATCH (p:Paper)-[m:MENTIONS]->(d:Disease {terminology: 'MONDO'})
      RETURN d.id AS id, d.name AS name, count(p) AS papers, sum(m.count) AS mentions
      ORDER BY papers DESC, mentions DESC, id LIMIT $limit`),
  },
  {
    name: 'gene-and-disease',
    title: 'Papers that mention a gene and a disease, with the evidence for each',
    params: { gene: curie(PREFIX.gene, '5133'), disease: curie(PREFIX.mondo, '0004992') },
    text: same(`
      MATCH (g:Gene {id: $gene})<-[m:MENTIONS]-(p:Paper)-[n:MENTIONS]->(d:Disease {id: $disease})
      RETURN p.id AS paper, p.title AS title, m.confidence AS geneConfidence, m.evidence AS geneEvidence,
        n.confidence AS diseaseConfidence, n.evidence AS diseaseEvidence
      ORDER BY paper`),
  },
  {
    name: 'diseases-of-gene',
    title: 'Diseases that are mentioned together with a gene',
    params: { gene: curie(PREFIX.gene, '5133'), limit: 20 },
    text: same(`
      MATCH (g:Gene {id: $gene})<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(d:Disease)
      RETURN d.id AS id, d.name AS name, count(p) AS papers
      ORDER BY papers DESC, id LIMIT $limit`),
  },
  {
    name: 'pairs-of-gene',
    title: 'MONDO diseases that papers mention together with a gene, and whether that is more than chance',
    note: 'papers mention both, inPassage and inSentence of them in one passage or sentence; npmi is the normalized pointwise mutual information of being mentioned by one paper (Bouma 2009): 1 always together, 0 by chance, below 0 rather not',
    params: { gene: curie(PREFIX.gene, '5133'), limit: 20 },
    text: same(`
      MATCH (p:Paper) WITH count(p) AS n
      MATCH (g:Gene {id: $gene})<-[:MENTIONS]-(p:Paper) WITH n, g, count(p) AS withGene
      MATCH (g)<-[m:MENTIONS]-(p:Paper)-[o:MENTIONS]->(d:Disease {terminology: 'MONDO'})
      WITH n, withGene, d, count(p) AS papers,
        sum(CASE WHEN any(x IN m.passages WHERE x IN o.passages) THEN 1 ELSE 0 END) AS inPassage,
        sum(CASE WHEN any(x IN m.sentences WHERE x IN o.sentences) THEN 1 ELSE 0 END) AS inSentence
      MATCH (d)<-[:MENTIONS]-(q:Paper)
      WITH n, withGene, d, papers, inPassage, inSentence, count(q) AS withDisease
      RETURN d.id AS id, d.name AS name, papers, inPassage, inSentence,
        CASE WHEN papers = n THEN 1.0
          ELSE log10(1.0 * papers * n / (1.0 * withGene * withDisease)) / log10(1.0 * n / papers) END AS npmi
      ORDER BY papers DESC, npmi DESC, id LIMIT $limit`),
  },
  {
    name: 'papers-of-gene-in-any-species',
    title: 'Papers that mention a gene or its orthologs in other species',
    note: 'gene is the human one, whether or not a paper mentions it; one of another species that a paper mentions will do as well',
    params: { gene: curie(PREFIX.gene, '5133'), limit: 100 },
    text: same(`
      OPTIONAL MATCH (s:Gene {id: $gene})
      UNWIND [$gene] + coalesce(s.orthologIds, []) AS one
      MATCH (g:Gene) WHERE g.id = one OR one IN g.orthologIds
      WITH DISTINCT g
      MATCH (p:Paper)-[m:MENTIONS]->(g)
      OPTIONAL MATCH (g)-[:IN_TAXON]->(t:Taxon)
      RETURN p.id AS paper, p.title AS title, g.id AS id, g.name AS name, t.name AS species,
        m.count AS mentions, m.confidence AS confidence
      ORDER BY paper, id LIMIT $limit`),
  },
  {
    name: 'papers-under-disease',
    title: 'Papers that mention a disease or anything below it',
    params: { disease: curie(PREFIX.mondo, '0004992') },
    text: same(`
      MATCH (:Disease {id: $disease})${UNDER}(d:Disease)
      WITH DISTINCT d
      MATCH (p:Paper)-[m:MENTIONS]->(d)
      RETURN p.id AS paper, d.id AS disease, d.name AS name, m.count AS mentions, m.confidence AS confidence
      ORDER BY paper, disease`),
  },
  {
    name: 'mentions-of-paper',
    title: 'All that a paper mentions, with evidence',
    params: { paper: curie(PAPER_PREFIX.pmc, 'PMC12817307') },
    text: {
      neo4j: `
        MATCH (:Paper {id: $paper})-[m:MENTIONS]->(c:Concept)
        RETURN ${KIND_OF_CONCEPT.neo4j} AS kind, c.id AS id, c.name AS name,
          m.count AS mentions, m.names AS names, m.confidence AS confidence, m.evidence AS evidence
        ORDER BY mentions DESC, id`,
      embedded: `
        MATCH (:Paper {id: $paper})-[m:MENTIONS]->(c)
        RETURN ${KIND_OF_CONCEPT.embedded} AS kind, c.id AS id, c.name AS name,
          m.count AS mentions, m.names AS names, m.confidence AS confidence, m.evidence AS evidence
        ORDER BY mentions DESC, id`,
    },
  },
  {
    name: 'only-asserted',
    title: 'What cards assert and the texts do not mention, exact matches counted as the same',
    params: { limit: 100 },
    text: {
      neo4j: `
        MATCH (p:Paper)-[a:ASSERTS]->(c:Concept)
        WHERE NOT EXISTS { (p)-[:MENTIONS]->(c) }
          AND NOT EXISTS { (p)-[:MENTIONS]->(:Disease)-[:EXACT_MATCH]-(c) }
        RETURN p.id AS paper, c.id AS id, c.name AS name, c.known AS known, a.names AS asserted
        ORDER BY paper, id LIMIT $limit`,
      embedded: `
        MATCH (p:Paper)-[a:ASSERTS]->(c)
        WHERE NOT EXISTS { MATCH (p)-[:MENTIONS]->(c) }
          AND NOT EXISTS { MATCH (p)-[:MENTIONS]->(:Disease)-[:EXACT_MATCH]-(c) }
        RETURN p.id AS paper, c.id AS id, c.name AS name, c.known AS known, a.names AS asserted
        ORDER BY paper, id LIMIT $limit`,
    },
  },
  {
    name: 'agreed',
    title: 'How many of the concepts that its card asserts each paper mentions',
    params: {},
    text: same(`
      MATCH (p:Paper)-[:ASSERTS]->(c)
      OPTIONAL MATCH (p)-[m:MENTIONS]->(c)
      RETURN p.id AS paper, count(c) AS asserted, count(m) AS mentioned
      ORDER BY paper`),
  },
  {
    name: 'unknown-ids',
    title: 'Ids that cards assert and no terminology knows',
    params: {},
    text: {
      neo4j: `
        MATCH (p:Paper)-[:ASSERTS]->(c:Concept {known: false})
        RETURN c.id AS id, c.name AS name, count(p) AS papers ORDER BY id`,
      embedded: `
        MATCH (p:Paper)-[:ASSERTS]->(c) WHERE c.known = false
        RETURN c.id AS id, c.name AS name, count(p) AS papers ORDER BY id`,
    },
  },
  {
    name: 'genes-by-species',
    title: 'Genes and papers for each species',
    params: {},
    text: same(`
      MATCH (p:Paper)-[:MENTIONS]->(g:Gene)-[:IN_TAXON]->(t:Taxon)
      RETURN t.id AS id, t.name AS species, count(DISTINCT g.id) AS genes, count(DISTINCT p.id) AS papers
      ORDER BY genes DESC, id`),
  },
  {
    name: 'newest-papers',
    title: 'Papers of the latest date, with how much was found in them',
    params: { limit: 20 },
    text: same(`
      MATCH (p:Paper) WHERE p.date IS NOT NULL
      RETURN p.date AS date, p.id AS paper, p.title AS title, p.mentionCount AS mentions, p.nilCount AS nil
      ORDER BY date DESC, paper LIMIT $limit`),
  },
  {
    name: 'weakest-links',
    title: 'Links of the least confidence: what a curator looks at first',
    params: { limit: 50 },
    text: {
      neo4j: `
        MATCH (p:Paper)-[m:MENTIONS]->(c:Concept)
        RETURN m.confidence AS confidence, p.id AS paper, c.id AS id, c.name AS name, m.names AS names, m.reason AS reason
        ORDER BY confidence, paper, id LIMIT $limit`,
      embedded: `
        MATCH (p:Paper)-[m:MENTIONS]->(c)
        RETURN m.confidence AS confidence, p.id AS paper, c.id AS id, c.name AS name, m.names AS names, m.reason AS reason
        ORDER BY confidence, paper, id LIMIT $limit`,
    },
  },
  {
    name: 'runs',
    title: 'Runs, newest first, with the papers that stand as they wrote them and what they linked with',
    params: { limit: 20 },
    text: same(`
      MATCH (r:Run)
      OPTIONAL MATCH (r)<-[:PROCESSED_IN]-(p:Paper)
      WITH r, count(p) AS papers, sum(p.mentionCount) AS mentions, sum(p.nilCount) AS nil,
        sum(CASE WHEN p.textOrigin = 'card' THEN 1 ELSE 0 END) AS fromCard
      RETURN r.id AS run, papers, fromCard, mentions, nil, r.version AS version, r.lexicon AS lexicon, r.model AS model
      ORDER BY run DESC LIMIT $limit`),
  },
  {
    name: 'successor',
    title: 'The concept that a retired id leads to',
    params: { id: curie(PREFIX.mondo, '0000001') },
    text: {
      neo4j: 'MATCH (c:Concept) WHERE $id IN c.formerIds RETURN c.id AS id, c.name AS name ORDER BY id',
      embedded: 'MATCH (c:Gene:Disease:Other) WHERE $id IN c.formerIds RETURN c.id AS id, c.name AS name ORDER BY id',
    },
  },
  {
    name: 'matches',
    title: 'MeSH headings that are exact matches of MONDO diseases mentioned',
    params: {},
    text: same(`
      MATCH (p:Paper)-[:MENTIONS]->(d:Disease)-[:EXACT_MATCH]->(h:Disease)
      RETURN d.id AS disease, h.id AS heading, h.name AS name, h.treeNumbers AS treeNumbers, count(p) AS papers
      ORDER BY disease, heading`),
  },
  {
    name: 'other-languages',
    title: 'Papers in other languages than English, which are not linked',
    params: {},
    text: same(`
      MATCH (p:Paper) WHERE p.language <> 'eng'
      RETURN p.id AS paper, p.language AS language, p.title AS title, p.url AS url ORDER BY paper`),
  },
  {
    name: 'card-only',
    title: 'Papers of which only the card could be read, and why',
    params: {},
    text: same(`
      MATCH (p:Paper) WHERE p.textOrigin = 'card'
      RETURN p.id AS paper, p.title AS title, p.textFailure AS failure, p.url AS url ORDER BY paper`),
  },
];
