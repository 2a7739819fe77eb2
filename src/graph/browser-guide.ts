/**
 * A guide for Neo4j Browser, opened there by `:guide ADDRESS`: slides beside the editor with the saved queries, each put into
 * the editor by a click. Browser takes HTML with `slide` elements, and runs no scripts of it.
 */
import { escapeUTF8 } from 'entities';
import { browserFiles } from './browser-files.js';

/** What the slides are called by, and what stands in them before the queries. */
const INTRODUCTIONS: Readonly<Record<string, string>> = {
  Pictures:
    'Nodes and edges. Click one to see all of it: an edge MENTIONS has its sentences, its reason and its confidence.',
  'Genes and diseases':
    'A disease stands once in MONDO and once in MeSH, joined by EXACT_MATCH: the queries ask for MONDO, to count it once.',
  Papers: 'What a paper mentions, and papers that need a look.',
  'Cards against texts': 'ASSERTS is what a card claims, MENTIONS what was found in the text; both are kept apart.',
  'Runs and quality': 'What was linked when and with what, and which links are the least sure.',
};

const WELCOME = `<h3>papergraph</h3>
<p>Papers with the genes and diseases that they mention, each link with its reason, its confidence and its sentences.</p>
<pre class="runnable">// What is in this graph
MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS nodes ORDER BY nodes DESC;</pre>
<p>Click a query to have it in the editor. Ids in it are examples: change them there.</p>`;

/** @returns HTML */
export function browserGuide(labelPrefix: string): string {
  const queries = [...browserFiles(labelPrefix)].filter(([path]) => path.endsWith('.cypher'));
  const slides = Object.entries(INTRODUCTIONS).map(([folder, introduction]) => {
    const texts = queries.filter(([path]) => path.startsWith(`${folder}/`)).map(([, text]) => text);
    return `<h3>${folder}</h3>\n<p>${introduction}</p>\n${texts.map(queryPart).join('\n')}`;
  });
  // Browser gives the slides of other guides than its own no margin.
  const all = [WELCOME, ...slides].map((slide) => `<slide><div style="padding: 0 18px">\n${slide}\n</div></slide>`);
  return `<title>papergraph</title>\n<article class="guide"><carousel class="deck">\n${all.join('\n')}\n</carousel></article>\n`;
}

/** A query below its title, which is its first comment. */
function queryPart(text: string): string {
  const [title = '', ...lines] = text.trimEnd().split('\n');
  return `<h4>${escapeUTF8(title.replace(/^\/\/ /, ''))}</h4>\n<pre class="runnable">${escapeUTF8(lines.join('\n'))}</pre>`;
}
