/** Saved queries that begin with papers, cards and runs. Those that give papers in the order of their ids end early: `p.id > ''` has them walked by their index. */
import { EXAMPLE, KIND_OF_CONCEPT, type SavedQuery, same } from './saved-query.js';

export const PAPER_QUERIES: readonly SavedQuery[] = [
  {
    name: 'mentions-of-paper',
    title: 'All that a paper mentions, with evidence',
    params: { paper: EXAMPLE.paper },
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
    name: 'newest-papers',
    title: 'Papers of the latest date, with how much was found in them',
    params: { limit: 20 },
    text: same(`
      MATCH (p:Paper) WHERE p.date > ''
      RETURN p.date AS date, p.id AS paper, p.title AS title, p.mentionCount AS mentions, p.nilCount AS nil
      ORDER BY date DESC, paper LIMIT $limit`),
  },
  {
    name: 'card-only',
    title: 'Papers of which only the card could be read, and why',
    params: { limit: 1000 },
    text: same(`
      MATCH (p:Paper) WHERE p.textOrigin = 'card'
      RETURN p.id AS paper, p.title AS title, p.textFailure AS failure, p.url AS url ORDER BY paper LIMIT $limit`),
  },
  {
    name: 'other-languages',
    title: 'Papers in other languages than English, which are not linked',
    params: { limit: 1000 },
    text: same(`
      MATCH (p:Paper) WHERE p.language <> 'eng'
      RETURN p.id AS paper, p.language AS language, p.title AS title, p.url AS url ORDER BY paper LIMIT $limit`),
  },
  {
    name: 'only-asserted',
    title: 'What cards assert and the texts do not mention, exact matches counted as the same',
    params: { limit: 100 },
    text: {
      neo4j: `
        MATCH (p:Paper) WHERE p.id > ''
        MATCH (p)-[a:ASSERTS]->(c:Concept)
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
    params: { limit: 1000 },
    text: same(`
      MATCH (p:Paper) WHERE p.id > ''
      MATCH (p)-[:ASSERTS]->(c)
      OPTIONAL MATCH (p)-[m:MENTIONS]->(c)
      RETURN p.id AS paper, count(c) AS asserted, count(m) AS mentioned
      ORDER BY paper LIMIT $limit`),
  },
  {
    name: 'unknown-ids',
    title: 'Ids that cards assert and no terminology knows',
    params: { limit: 1000 },
    text: {
      neo4j: `
        MATCH (p:Paper)-[:ASSERTS]->(c:Concept {known: false})
        RETURN c.id AS id, c.name AS name, count(p) AS papers ORDER BY id LIMIT $limit`,
      embedded: `
        MATCH (p:Paper)-[:ASSERTS]->(c) WHERE c.known = false
        RETURN c.id AS id, c.name AS name, count(p) AS papers ORDER BY id LIMIT $limit`,
    },
  },
  {
    name: 'weakest-links',
    title: 'Links of the least confidence: what a curator looks at first',
    params: { limit: 50 },
    text: {
      neo4j: `
        MATCH (p:Paper)-[m:MENTIONS]->(c:Concept) WHERE m.confidence >= 0
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
];
