/** Saved queries that begin with genes and diseases. */
import { curie, PREFIX } from '../curie.js';
import { EXAMPLE, papersOf, type SavedQuery, same, UNDER } from './saved-query.js';

/**
 * What parts words, and the signs of a full-text query; as a string of Cypher and of this file. A comma or point within a word is
 * part of it, as in the index: `2,4-dienoyl`.
 */
const SIGNS = `+ - & | ! ( ) { } [ ] ^ " ~ * ? : / ; < > = # % \\\\`;

/** The same as a regular expression, for the embedded store. */
const NO_WORD = '[^\\\\p{L}\\\\p{N}]+';

export const CONCEPT_QUERIES: readonly SavedQuery[] = [
  {
    name: 'top-genes',
    title: 'Genes that most papers mention',
    params: { limit: 20 },
    text: {
      neo4j: `
        MATCH (g:Gene)
        WITH g, ${papersOf('g')} AS papers WHERE papers > 0
        WITH g, papers ORDER BY papers DESC, g.id LIMIT $limit
        OPTIONAL MATCH (g)-[:IN_TAXON]->(t:Taxon)
        RETURN g.id AS id, g.name AS name, t.name AS species, papers
        ORDER BY papers DESC, id`,
      embedded: `
        MATCH (p:Paper)-[:MENTIONS]->(g:Gene)
        WITH g, count(p) AS papers
        OPTIONAL MATCH (g)-[:IN_TAXON]->(t:Taxon)
        RETURN g.id AS id, g.name AS name, t.name AS species, papers
        ORDER BY papers DESC, id LIMIT $limit`,
    },
  },
  {
    name: 'top-diseases',
    title: 'MONDO diseases that most papers mention',
    params: { limit: 20 },
    text: {
      neo4j: `
        MATCH (d:Disease {terminology: 'MONDO'})
        WITH d, ${papersOf('d')} AS papers WHERE papers > 0
        RETURN d.id AS id, d.name AS name, papers
        ORDER BY papers DESC, id LIMIT $limit`,
      embedded: `
        MATCH (p:Paper)-[:MENTIONS]->(d:Disease {terminology: 'MONDO'})
        RETURN d.id AS id, d.name AS name, count(p) AS papers
        ORDER BY papers DESC, id LIMIT $limit`,
    },
  },
  {
    name: 'find-concept',
    title:
      'Genes and diseases by how words of their names begin, one of just that name first, then those that most papers mention',
    params: { text: 'cancer', limit: 20 },
    text: {
      neo4j: `
        WITH reduce(rest = replace(toLower($text), ', ', ' '), sign IN split('${SIGNS}', ' ') | replace(rest, sign, ' ')) AS rest
        WITH [word IN split(rest, ' ') WHERE word <> ''] AS words WHERE size(words) > 0
        CALL db.index.fulltext.queryNodes('papergraph_concept_names', reduce(all = '', word IN words | all + ' +' + word + '*'))
        YIELD node AS c
        WITH c, ${papersOf('c')} AS papers, CASE WHEN toLower(c.name) = toLower($text) THEN 0 ELSE 1 END AS other
        RETURN c.id AS id, c.name AS name, c.fullName AS fullName, papers
        ORDER BY other, papers DESC, id LIMIT $limit`,
      embedded: `
        WITH trim(regexp_replace(lower($text), '${NO_WORD}', ' ', 'g')) AS words
        MATCH (c:Gene:Disease:Other)
        WITH c, words, ' ' + regexp_replace(lower(c.name + ' ' + coalesce(c.fullName, '')), '${NO_WORD}', ' ', 'g') AS names
        WHERE words <> '' AND all(word IN string_split(words, ' ') WHERE names CONTAINS (' ' + word))
        OPTIONAL MATCH (p:Paper)-[:MENTIONS]->(c)
        WITH c, count(p) AS papers, CASE WHEN lower(c.name) = lower($text) THEN 0 ELSE 1 END AS other
        RETURN c.id AS id, c.name AS name, c.fullName AS fullName, papers
        ORDER BY other, papers DESC, id LIMIT $limit`,
    },
  },
  {
    name: 'gene-and-disease',
    title: 'Papers that mention a gene and a disease, newest first, with the evidence for each',
    params: { gene: EXAMPLE.gene, disease: EXAMPLE.disease, limit: 100 },
    text: same(`
      MATCH (g:Gene {id: $gene})<-[m:MENTIONS]-(p:Paper)-[n:MENTIONS]->(d:Disease {id: $disease})
      RETURN coalesce(p.date, '') AS date, p.id AS paper, p.title AS title, m.confidence AS geneConfidence,
        m.evidence AS geneEvidence, n.confidence AS diseaseConfidence, n.evidence AS diseaseEvidence
      ORDER BY date DESC, paper LIMIT $limit`),
  },
  {
    name: 'genes-of-disease',
    title: 'Genes that are mentioned together with a disease or anything below it',
    params: { disease: EXAMPLE.disease, limit: 20 },
    text: same(`
      MATCH (:Disease {id: $disease})${UNDER}(d:Disease)
      WITH DISTINCT d
      MATCH (p:Paper)-[:MENTIONS]->(d)
      WITH DISTINCT p
      MATCH (p)-[:MENTIONS]->(g:Gene)
      RETURN g.id AS id, g.name AS name, count(p) AS papers
      ORDER BY papers DESC, id LIMIT $limit`),
  },
  {
    name: 'diseases-of-gene',
    title: 'Diseases that are mentioned together with a gene',
    params: { gene: EXAMPLE.gene, limit: 20 },
    text: same(`
      MATCH (g:Gene {id: $gene})<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(d:Disease)
      RETURN d.id AS id, d.name AS name, count(p) AS papers
      ORDER BY papers DESC, id LIMIT $limit`),
  },
  {
    name: 'pairs-of-gene',
    title: 'MONDO diseases that papers mention together with a gene, and whether that is more than chance',
    note: 'papers mention both, inPassage and inSentence of them in one passage or sentence; npmi is the normalized pointwise mutual information of being mentioned by one paper (Bouma 2009): 1 always together, 0 by chance, below 0 rather not',
    params: { gene: EXAMPLE.gene, limit: 20 },
    text: {
      neo4j: `
        MATCH (p:Paper) WITH count(p) AS n
        MATCH (g:Gene {id: $gene}) WITH n, g, ${papersOf('g')} AS withGene
        MATCH (g)<-[m:MENTIONS]-(p:Paper)-[o:MENTIONS]->(d:Disease {terminology: 'MONDO'})
        WITH n, withGene, d, count(p) AS papers,
          sum(CASE WHEN any(x IN m.passages WHERE x IN o.passages) THEN 1 ELSE 0 END) AS inPassage,
          sum(CASE WHEN any(x IN m.sentences WHERE x IN o.sentences) THEN 1 ELSE 0 END) AS inSentence
        WITH n, withGene, d, papers, inPassage, inSentence, ${papersOf('d')} AS withDisease
        RETURN d.id AS id, d.name AS name, papers, inPassage, inSentence,
          CASE WHEN papers = n THEN 1.0
            ELSE log10(1.0 * papers * n / (1.0 * withGene * withDisease)) / log10(1.0 * n / papers) END AS npmi
        ORDER BY papers DESC, npmi DESC, id LIMIT $limit`,
      embedded: `
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
        ORDER BY papers DESC, npmi DESC, id LIMIT $limit`,
    },
  },
  {
    name: 'papers-of-gene-in-any-species',
    title: 'Papers that mention a gene or its orthologs in other species',
    note: 'gene is the human one, whether or not a paper mentions it; one of another species that a paper mentions will do as well',
    params: { gene: EXAMPLE.gene, limit: 100 },
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
    title: 'Papers that mention a disease or anything below it, newest first',
    note: 'diseases is how many of them, mentions how often, confidence the highest',
    params: { disease: EXAMPLE.disease, limit: 100 },
    text: same(`
      MATCH (:Disease {id: $disease})${UNDER}(d:Disease)
      WITH DISTINCT d
      MATCH (p:Paper)-[m:MENTIONS]->(d)
      WITH p, count(d) AS diseases, sum(m.count) AS mentions, max(m.confidence) AS confidence
      RETURN coalesce(p.date, '') AS date, p.id AS paper, p.title AS title, diseases, mentions, confidence
      ORDER BY date DESC, paper LIMIT $limit`),
  },
  {
    name: 'genes-by-species',
    title: 'Genes for each species, and how many pairs of a paper and such a gene there are',
    params: {},
    text: {
      neo4j: `
        MATCH (g:Gene)-[:IN_TAXON]->(t:Taxon)
        WITH t, g, ${papersOf('g')} AS papers WHERE papers > 0
        RETURN t.id AS id, t.name AS species, count(g) AS genes, sum(papers) AS links
        ORDER BY genes DESC, id`,
      embedded: `
        MATCH (p:Paper)-[:MENTIONS]->(g:Gene)-[:IN_TAXON]->(t:Taxon)
        WITH t, g, count(p) AS papers
        RETURN t.id AS id, t.name AS species, count(g) AS genes, sum(papers) AS links
        ORDER BY genes DESC, id`,
    },
  },
  {
    name: 'matches',
    title: 'MeSH headings that are exact matches of MONDO diseases mentioned',
    params: { limit: 1000 },
    text: {
      neo4j: `
        MATCH (d:Disease)-[:EXACT_MATCH]->(h:Disease)
        WITH d, h, ${papersOf('d')} AS papers WHERE papers > 0
        RETURN d.id AS disease, h.id AS heading, h.name AS name, h.treeNumbers AS treeNumbers, papers
        ORDER BY disease, heading LIMIT $limit`,
      embedded: `
        MATCH (p:Paper)-[:MENTIONS]->(d:Disease)-[:EXACT_MATCH]->(h:Disease)
        RETURN d.id AS disease, h.id AS heading, h.name AS name, h.treeNumbers AS treeNumbers, count(p) AS papers
        ORDER BY disease, heading LIMIT $limit`,
    },
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
];
