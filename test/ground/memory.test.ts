import { describe, expect, it } from 'vitest';
import { namesOfStems } from '../../src/ground/disease-memory.js';
import { hashConcept, memoryKey, NO_MEMORY, NO_NAME, StoredMemory } from '../../src/ground/memory.js';
import { MemoryBuilder } from '../../src/ground/memory-builder.js';
import { packMemory, unpackMemory } from '../../src/ground/memory-file.js';

const P53 = 'NCBIGene:7157';
const TRP53 = 'NCBIGene:22059';

function builder(): MemoryBuilder {
  const memory = new MemoryBuilder();
  memory.add('1', 'p53', P53);
  memory.add('1', 'P53', P53); // the same name in the same document
  memory.add('2', 'p53', P53);
  memory.add('2', 'p53', TRP53);
  memory.add('3', 'TNF-α', 'NCBIGene:7124');
  return memory;
}

describe('a memory of names', () => {
  const everything = builder().without(() => false);
  const stored = new StoredMemory(unpackMemory(packMemory(builder().tables()), 'memory'));

  it.each([
    ['while it is built', everything],
    ['read from its file', stored],
  ])('counts documents, not mentions, %s', (_, memory) => {
    const name = memoryKey('p53');
    expect(memory.documents(name)).toBe(2);
    expect(memory.documentsOf(name, hashConcept(P53))).toBe(2);
    expect(memory.documentsOf(name, hashConcept(TRP53))).toBe(1);
    expect(memory.documentsOf(name, hashConcept('NCBIGene:1'))).toBe(0);
    expect(memory.documents(memoryKey('p54'))).toBe(0);
    expect(memory.meanings(name).map(({ documents }) => documents)).toHaveLength(2);
    expect(memory.meanings(memoryKey('p54'))).toEqual([]);
  });

  it('knows a name in its other spellings', () => {
    expect(memoryKey('TNF-α')).toBe(memoryKey('tnf alpha'));
    expect(memoryKey('TNF-α')).not.toBe(memoryKey('tnf beta'));
  });

  it.each(['', ' ', '...', '-', '(…)'])('remembers nothing of "%s", which is no name', (nothing) => {
    const memory = builder();
    memory.add('4', nothing, P53);
    expect(memory.tables()).toEqual(builder().tables());
    expect(memory.without(() => false).meanings(memoryKey(nothing))).toEqual([]);
    expect(memoryKey(nothing)).toBe(NO_NAME);
  });

  it('has no name for texts without words', () => {
    expect(namesOfStems([])).toEqual({ all: '', each: [] });
  });

  it('leaves a document out', () => {
    const rest = builder().without((document) => document === '2');
    const name = memoryKey('p53');
    expect(rest.documents(name)).toBe(1);
    expect(rest.documentsOf(name, hashConcept(TRP53))).toBe(0);
    expect(rest.meanings(name)).toEqual([{ concept: hashConcept(P53), documents: 1 }]);
  });

  it('can be switched off', () => {
    expect(NO_MEMORY.documents(memoryKey('p53'))).toBe(0);
  });
});

describe('the file of a memory', () => {
  const bytes = packMemory(builder().tables());

  it('holds no name', () => {
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/p53|tnf/i);
  });

  it('has the same bytes for the same content', () => {
    expect(packMemory(builder().tables())).toEqual(bytes);
  });

  it.each([
    ['cut off', bytes.slice(0, -3), /length/],
    ['damaged', bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)), /checksum/],
    ['another kind of file', bytes.map((byte, at) => (at === 0 ? 0 : byte)), /another kind/],
    ['empty', new Uint8Array(0), /0 bytes/],
  ])('is refused: %s', (_, damaged, message) => {
    expect(() => unpackMemory(damaged, 'memory.bin')).toThrow(message);
  });
});
