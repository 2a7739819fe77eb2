/** What makes Neo4j Browser useful at once: saved queries as favorites, and how nodes and edges look (GraSS). */
import { savedQuery } from './queries.js';
import { EXAMPLE, type SavedQuery, typedQuery } from './saved-query.js';

/** Queries by what an analyst wants to know; each becomes a folder of favorites. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'Genes and diseases': [
    'top-genes',
    'top-diseases',
    'find-concept',
    'gene-and-disease',
    'genes-of-disease',
    'diseases-of-gene',
    'pairs-of-gene',
    'papers-of-gene-in-any-species',
    'papers-under-disease',
    'genes-by-species',
    'matches',
  ],
  Papers: ['newest-papers', 'mentions-of-paper', 'card-only', 'other-languages'],
  'Cards against texts': ['only-asserted', 'agreed', 'unknown-ids', 'successor'],
  'Runs and quality': ['runs', 'weakest-links'],
};

/** Queries that draw something; their rows are nodes and edges, so they are for Browser alone. */
const DRAWN: readonly { readonly name: string; readonly title: string; readonly text: string }[] = [
  {
    name: 'draw-paper',
    title: 'Draw a paper with what it mentions and what its card asserts',
    text: 'MATCH way = (:Paper {id: $paper})-[:MENTIONS|ASSERTS]->(:Concept) RETURN way',
  },
  {
    name: 'draw-gene-and-disease',
    title: 'Draw the papers that mention a gene and any kind of a disease',
    text: `MATCH under = (:Disease {id: $disease})<-[:SUBCLASS_OF*0..6]-(d:Disease)
MATCH way = (:Gene {id: $gene})<-[:MENTIONS]-(:Paper)-[:MENTIONS]->(d)
RETURN way, under LIMIT 100`,
  },
];

const DRAW_PARAMS: Readonly<Record<string, SavedQuery['params']>> = {
  'draw-paper': { paper: EXAMPLE.paper },
  'draw-gene-and-disease': { gene: EXAMPLE.gene, disease: EXAMPLE.disease },
};

/**
 * Files by their path: `papergraph.grass`, and a `.cypher` file for each saved query in the folder it belongs to. Browser
 * takes a file dropped on its window; of a zip of the folders it makes folders of favorites.
 */
export function browserFiles(labelPrefix = ''): ReadonlyMap<string, string> {
  const files = new Map([['papergraph.grass', GRASS.replace(/^node\.(?=\w)/gm, `node.${labelPrefix}`)]]);
  for (const [folder, names] of Object.entries(FOLDERS)) {
    for (const name of names) {
      const saved = savedQuery(name);
      if (saved !== undefined) files.set(`${folder}/${name}.cypher`, typedQuery(saved, 'neo4j', { labelPrefix }));
    }
  }
  for (const drawn of DRAWN) {
    const params = DRAW_PARAMS[drawn.name] ?? {};
    files.set(
      `Pictures/${drawn.name}.cypher`,
      typedQuery({ ...drawn, params, text: { neo4j: drawn.text, embedded: '' } }, 'neo4j', { labelPrefix }),
    );
  }
  return files;
}

/**
 * Concepts by kind, named by symbol or name; what a card asserts is drawn thinner than what was found. Of a node's labels the rule
 * that comes last in the file wins, so `Concept` stands before the kinds; without a rule of its own it would get one at the end.
 */
const GRASS = `node {
  diameter: 50px;
  color: #A5ABB6;
  border-color: #9AA1AC;
  border-width: 2px;
  text-color-internal: #FFFFFF;
  font-size: 10px;
}

node.Paper {
  color: #5B6B8C;
  border-color: #43506B;
  text-color-internal: #FFFFFF;
  diameter: 65px;
  defaultCaption: '<id>';
  caption: '{title}';
}

node.Concept {
  color: #8A8F98;
  border-color: #666B73;
  text-color-internal: #FFFFFF;
  caption: '{name}';
}

node.Gene {
  color: #2E7D6B;
  border-color: #1F5A4D;
  text-color-internal: #FFFFFF;
  caption: '{name}';
}

node.Disease {
  color: #B3552E;
  border-color: #833D20;
  text-color-internal: #FFFFFF;
  caption: '{name}';
}

node.Other {
  color: #8A8F98;
  border-color: #666B73;
  text-color-internal: #FFFFFF;
  caption: '{name}';
}

node.Taxon {
  color: #D8B44A;
  border-color: #A88A30;
  text-color-internal: #2A2A2A;
  caption: '{name}';
}

node.Run {
  color: #E3E5E9;
  border-color: #B8BDC6;
  text-color-internal: #2A2A2A;
  caption: '{startedAt}';
}

relationship {
  color: #A5ABB6;
  shaft-width: 1px;
  font-size: 8px;
  padding: 3px;
  text-color-external: #5A6070;
  text-color-internal: #FFFFFF;
  caption: '<type>';
}

relationship.MENTIONS {
  color: #5B6B8C;
  shaft-width: 3px;
  caption: '{count}';
}

relationship.ASSERTS {
  color: #C9A227;
  shaft-width: 1px;
  caption: 'asserts';
}

relationship.SUBCLASS_OF {
  color: #C8CDD6;
  caption: 'is a';
}

relationship.EXACT_MATCH {
  color: #9C6ADE;
  caption: 'same as';
}
`;
