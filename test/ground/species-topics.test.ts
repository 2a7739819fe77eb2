import { describe, expect, it } from 'vitest';
import { TAXON_GROUPS } from '../../src/ground/gene-features.js';
import { addTopics, emptyTopics, topicsOf } from '../../src/ground/species-topics.js';
import { packTopics, unpackTopics } from '../../src/ground/topics-file.js';

const shareOf = (group: string) => Float32Array.from(TAXON_GROUPS, (other) => Number(other === group));
const MOUSE_WORDS = ['littermates', 'floxed', 'cells', 'allele'];
const HUMAN_WORDS = ['cohort', 'biopsies', 'cells', 'carriers'];

function counts() {
  const topics = emptyTopics();
  for (let i = 0; i < 10; i++) {
    addTopics(topics, MOUSE_WORDS, shareOf('mouse'));
    addTopics(topics, HUMAN_WORDS, shareOf('human'));
  }
  return topics;
}

describe('species by words', () => {
  it('tells the species whose papers use them', () => {
    const topics = topicsOf(['floxed', 'cells'], counts());
    expect(topics.get('mouse') ?? 0).toBeGreaterThan(topics.get('human') ?? 0);
    expect(topicsOf(['biopsies'], counts()).get('human') ?? 0).toBeGreaterThan(0);
  });

  it('says nothing of words that all use, and nothing without training', () => {
    const topics = topicsOf(['cells'], counts());
    expect(topics.get('mouse')).toBeCloseTo(topics.get('human') ?? 9);
    expect(topicsOf(MOUSE_WORDS, emptyTopics()).size).toBe(0);
  });

  it('can forget a document again', () => {
    const topics = counts();
    addTopics(topics, MOUSE_WORDS, shareOf('human'));
    addTopics(topics, MOUSE_WORDS, shareOf('human'), -1);
    expect(topics).toEqual(counts());
  });

  it('is read back from its file, which holds no word', () => {
    const bytes = packTopics(counts());
    expect(unpackTopics(bytes, 'topics')).toEqual(counts());
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/floxed|cohort/);
  });

  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, -2)],
    ['damaged', (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))],
    ['another kind of file', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 0 ? 0 : byte))],
    ['empty', () => new Uint8Array(0)],
  ])('is refused: %s', (_, damage) => {
    expect(() => unpackTopics(damage(packTopics(counts())), 'topics.bin')).toThrow(/topics\.bin: expected/);
  });
});
