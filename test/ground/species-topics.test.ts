import { describe, expect, it } from 'vitest';
import { TAXON_GROUPS } from '../../src/ground/gene-features.js';
import { topicClues, topicsOf } from '../../src/ground/species-topics.js';
import { packTopics, unpackTopics } from '../../src/ground/topics-file.js';
import { trainTopics } from '../../src/ground/train-topics.js';
import type { SpeciesMention } from '../../src/model.js';
import { plainDocument } from '../../src/text/document.js';

const shareOf = (group: string) => Float32Array.from(TAXON_GROUPS, (other) => Number(other === group));

/** Clues of an abstract that names each of `taxa` once. */
function cluesOf(abstract: string, taxa: readonly string[] = []) {
  const species = taxa.map((taxon): SpeciesMention => {
    return { taxonId: `NCBITaxon:${taxon}`, passage: 1, plainStart: 0, plainEnd: 1, text: 'x' };
  });
  return topicClues(plainDocument({ paperId: 'PMID:1', title: 'A title', abstract }), species);
}

const WEIGHTS = trainTopics([
  { clues: cluesOf('floxed allele cells', ['10090']), shares: shareOf('mouse') },
  { clues: cluesOf('littermates cells', ['10090']), shares: shareOf('mouse') },
  { clues: cluesOf('tumors in nude mice', ['10090']), shares: shareOf('human') },
  { clues: cluesOf('carriers cohort cells', ['9606']), shares: shareOf('human') },
]);

describe('species by all that a text says', () => {
  it.each<[string, readonly string[], string, string]>([
    ['floxed cells', [], 'mouse', 'human'],
    ['a cohort', [], 'human', 'mouse'],
    ['nude mice', ['10090'], 'human', 'rat'],
    ['cells', ['10090'], 'mouse', 'human'],
  ])('"%s" with %j is rather %s than %s', (abstract, taxa, rather, than) => {
    const topics = topicsOf(cluesOf(abstract, taxa), WEIGHTS);
    const told = (group: string) => [...topics].find(([name]) => name === group)?.[1] ?? 0;
    expect(told(rather)).toBeGreaterThan(told(than));
  });

  it('gives logarithms of probabilities, and nothing without training', () => {
    const words = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ');
    const topics = topicsOf(cluesOf(`floxed cells ${words}`), WEIGHTS);
    const sum = [...topics.values()].reduce((total, value) => total + Math.exp(value), 0);
    expect(sum).toBeGreaterThan(0.99);
    expect(sum).toBeLessThan(1.1);
    expect(topicsOf(cluesOf('floxed cells'), null).size).toBe(0);
  });

  it('says less where the text is short', () => {
    const even = new Float32Array(WEIGHTS.length);
    const leastOf = (text: string) => Math.min(...topicsOf(cluesOf(text), even).values());
    const words = (count: number) =>
      Array.from({ length: count }, (_, n) => `word${'abcdefghij'.repeat(2).slice(n % 10, (n % 10) + 1 + n / 10)}`);
    const whole = -Math.log(TAXON_GROUPS.length);
    expect(leastOf('cells')).toBeCloseTo(whole * 0.8, 1);
    expect(leastOf(words(100).join(' '))).toBeCloseTo(whole, 5);
    expect(leastOf(words(20).join(' '))).toBeGreaterThan(whole * 0.99);
  });

  it('is read back from its file to a step, and the file holds no word', () => {
    const bytes = packTopics(WEIGHTS);
    const step = WEIGHTS.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    const back = unpackTopics(bytes, 'topics');
    expect(back.every((weight, at) => Math.abs(weight - (WEIGHTS[at] ?? 0)) <= step / 2 + 1e-6)).toBe(true);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/floxed|cohort/);
  });

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, -2)],
    ['damaged', (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))],
    ['another kind of file', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? 0 : byte))],
    ['empty', () => new Uint8Array(0)],
  ])('is refused: %s', (_, damage) => {
    expect(() => unpackTopics(damage(packTopics(WEIGHTS)), 'topics.bin')).toThrow(/topics\.bin: expected/);
  });
});
