/** A paper that is left as it is has the graph that linking it anew would give. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AffectedPapers } from '../../../pipelines/affected-papers.js';
import { packAnnotations } from '../../../pipelines/annotation-blob.js';
import { createLinker, type Linker } from '../../../pipelines/link-document.js';
import { readLinkingConfig } from '../../../pipelines/linking-config.js';
import { createTagger, readTaggerFiles } from '../../../pipelines/open-tagger.js';
import { assemblePaper } from '../../../src/graph/assemble.js';
import { buildLexicon } from '../../../src/lexicon/build.js';
import { compareLexicons } from '../../../src/lexicon/changes/compare.js';
import type { Lexicon } from '../../../src/lexicon/types.js';
import type { GroundedDocument, PaperCard, PaperText } from '../../../src/model.js';
import { resourcePath } from '../../../src/resources.js';
import { parseCard } from '../../../src/sources/cards/parse-card.js';
import { folderOf } from '../support.js';

const FILES = ['genes.tsv', 'diseases.tsv', 'species.tsv'] as const;
const TABLES = FILES.map((file) => {
  const lines = readFileSync(join(resourcePath('test/fixtures/linking'), file), 'utf8').split('\n');
  const [header = '', ...rows] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return { file, header, rows };
});
const ROWS = TABLES.flatMap(({ rows }) => rows);
const NAMES = ROWS.flatMap((row) => row.split(/[\t|]/)).filter((name) => /^[\p{L}\p{N}][^:]{2,}$/u.test(name));

const CONFIG = readLinkingConfig();
const TAGGERS = readTaggerFiles();

/** The lexicon of test/fixtures/linking without some rows, and a linker with it. */
async function without(left: ReadonlySet<string>): Promise<{ readonly lexicon: Lexicon; readonly linker: Linker }> {
  const files = TABLES.map(({ file, header, rows }) => [
    file,
    `${[header, ...rows.filter((row) => !left.has(row))].join('\n')}\n`,
  ]);
  const { diseaseEquivalents } = CONFIG;
  const lexicon = await buildLexicon(folderOf(Object.fromEntries(files)), { diseaseEquivalents });
  return { lexicon, linker: createLinker(lexicon, CONFIG, createTagger(lexicon, TAGGERS)) };
}

function cardOf(): PaperCard {
  const item = parseCard('# A paper\n\nDOI: 10.1000/a\n\n## Abstract\n\nWords.\n', { path: 'a.md', line: 1 });
  if (item.kind === 'problem') throw new Error(item.problem.message);
  return item.card;
}

const CARD = cardOf();

/**
 * The graph but for what may be another: how sure a link is, since that depends on how common words are among all names, and
 * what stands above a disease.
 */
function graphOf(text: PaperText, grounded: GroundedDocument, lexicon: Lexicon): unknown {
  const versions = { lexiconRelease: '', linkerVersion: '' };
  const graph = assemblePaper({ card: CARD, text, grounded, concepts: lexicon, minConfidence: 0, ...versions });
  const mentions = graph.mentions.map(({ confidence: _, ...edge }) => edge);
  const ids = new Set(mentions.map(({ conceptId }) => conceptId));
  const concepts = graph.concepts.filter(({ id }) => ids.has(id));
  const { paper, taxa, exactMatch, inTaxon } = graph;
  return { paper, taxa, exactMatch, inTaxon, mentions, concepts };
}

const some = (most: number) => fc.uniqueArray(fc.constantFrom(...ROWS), { maxLength: most });
const text = fc.array(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 4 }).map((names) => ({
  paperId: CARD.id,
  origin: 'full-text' as const,
  url: null,
  markdown: `# A study\n\n## Results\n\nIn these patients we saw ${names.join(' and ')} in the cells. It was found in all of them.\n`,
  sha256: '',
  failure: null,
}));

test('a paper that is left as it is has the graph that linking it anew would give', async () => {
  const counts = { left: 0, affected: 0 };
  await fc.assert(
    fc.asyncProperty(some(4), some(4), fc.array(text, { minLength: 10, maxLength: 10 }), async (gone, came, texts) => {
      const before = await without(new Set(came));
      const now = await without(new Set(gone));
      const changes = compareLexicons(before.lexicon, now.lexicon);
      const affected = new AffectedPapers(now.lexicon, { buffer: before.lexicon.buffer, changes }, CONFIG);
      for (const each of texts) {
        const grounded = before.linker.link(each);
        const annotations = packAnnotations(grounded, { card: '', url: null, concepts: [] });
        const isAffected = affected.has({ card: CARD, text: each, annotations });
        counts[isAffected ? 'affected' : 'left']++;
        if (isAffected) continue;
        expect(graphOf(each, now.linker.link(each), now.lexicon)).toEqual(graphOf(each, grounded, before.lexicon));
      }
    }),
    { numRuns: 20 },
  );
  expect(Math.min(counts.left, counts.affected)).toBeGreaterThan(20);
}, 60_000);
