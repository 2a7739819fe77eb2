/** Random PaperGraphs over few papers and concepts, so that batches replace, share and contradict. */
import fc from 'fast-check';
import type { ConceptNode, PaperGraph } from '../../src/model.js';
import { assertion, mention, type PaperParts, paperGraph } from './papers.js';

const GENES = ['NCBIGene:1', 'NCBIGene:2', 'NCBIGene:3'];
const DISEASES = ['MONDO:1', 'MONDO:2', 'MONDO:3', 'MESH:D1'];

/** Any text: quotes, zero bytes, characters beyond the basic plane, halves of them. */
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 5 }));
const texts = fc.array(text, { maxLength: 3 });
const offsets = fc.array(fc.nat(), { maxLength: 3 });

const mentions = fc.uniqueArray(
  fc.record({
    conceptId: fc.constantFrom(...GENES, ...DISEASES),
    count: fc.integer({ min: 1, max: 1e9 }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    names: texts,
    reason: text,
    evidence: texts,
    evidenceStarts: offsets,
    evidenceEnds: offsets,
  }),
  { selector: ({ conceptId }) => conceptId, maxLength: 5 },
);

const assertions = fc.uniqueArray(
  fc.record({ conceptId: fc.constantFrom(...GENES, ...DISEASES), names: texts, aliases: texts }),
  { selector: ({ conceptId }) => conceptId, maxLength: 3 },
);

const pairs = (from: readonly string[], to: readonly string[]) =>
  fc.uniqueArray(fc.record({ from: fc.constantFrom(...from), to: fc.constantFrom(...to) }), {
    selector: (pair) => `${pair.from} ${pair.to}`,
    maxLength: 4,
  });

const parts: fc.Arbitrary<PaperParts> = fc.record({
  mentions: mentions.map((edges) => edges.map(({ conceptId, ...more }) => mention(conceptId, more))),
  assertions: assertions.map((edges) => edges.map(({ conceptId, ...more }) => assertion(conceptId, more))),
  subclassOf: pairs(DISEASES, DISEASES),
  exactMatch: pairs(['MONDO:1', 'MONDO:2'], ['MESH:D1']),
  paper: fc.record(
    { title: text, authors: texts, journal: text, year: fc.integer({ min: 1800, max: 2100 }) },
    { requiredKeys: ['title', 'authors'] },
  ),
});

/** What a lexicon or a card says of a concept. */
const description: fc.Arbitrary<Partial<ConceptNode>> = fc.record(
  { name: text, known: fc.boolean(), fullName: text, treeNumbers: texts },
  { requiredKeys: ['name', 'known'] },
);

const graph = fc.record({ id: fc.constantFrom('PMC:1', 'PMC:2', 'PMC:3'), parts, description }).map((random) => {
  const plain = paperGraph(random.id, random.parts);
  return { ...plain, concepts: plain.concepts.map((node) => ({ ...node, ...random.description })) };
});

/** Some papers, each once. */
export const batch: fc.Arbitrary<PaperGraph[]> = fc.uniqueArray(graph, {
  selector: ({ paper }) => paper.id,
  minLength: 1,
  maxLength: 3,
});
