import { describe, expect, it } from 'vitest';
import { type Asserted, auditPaper, type Derived } from '../../src/graph/audit.js';

const isSame = (a: string, b: string) => [a, b].toSorted().join() === 'MESH:D1,MONDO:1';

function claim(conceptId: string, names: readonly string[], more: Partial<Asserted> = {}): Asserted {
  const kind = conceptId.startsWith('NCBIGene') ? 'Gene' : conceptId.startsWith('CHEBI') ? 'Other' : 'Disease';
  return { conceptId, kind, names, aliases: [], ids: [conceptId], ...more };
}

function found(conceptId: string, names: readonly string[]): Derived {
  return { conceptId, kind: conceptId.startsWith('NCBIGene') ? 'Gene' : 'Disease', names, confidence: 0.9 };
}

/** `text asserted derived verdict` for each row. */
function audited(asserted: readonly Asserted[], derived: readonly Derived[]): string[] {
  const rows = auditPaper({ paper: 'PMC:1', asserted, derived }, isSame);
  return rows.map((row) => [row.text, row.asserted ?? '-', row.derived ?? '-', row.verdict].join(' '));
}

describe('an audit', () => {
  it.each([
    ['the same concept', [claim('MESH:D1', ['cold'])], [found('MESH:D1', ['colds'])], ['cold MESH:D1 MESH:D1 agreed']],
    ['its exact match', [claim('MESH:D1', ['cold'])], [found('MONDO:1', ['cold'])], ['cold MESH:D1 MONDO:1 agreed']],
    [
      'another concept for the same words, case and dashes aside',
      [claim('MESH:D2', ['DLT', 'x-disease'])],
      [found('MESH:D3', ['toxicity', 'X Disease'])],
      ['x-disease MESH:D2 MESH:D3 conflicting'],
    ],
    [
      'the same for an alias of the card',
      [claim('NCBIGene:1', ['ABC'], { aliases: ['A-1'] })],
      [found('NCBIGene:2', ['A-1'])],
      ['A-1 NCBIGene:1 NCBIGene:2 conflicting'],
    ],
    [
      'the same words in another terminology say nothing of each other',
      [claim('MESH:D2', ['cold'])],
      [found('MONDO:9', ['cold'])],
      ['cold MESH:D2 - only-asserted', 'cold - MONDO:9 only-derived'],
    ],
    [
      'a retired id, found or not',
      [claim('MONDO:1', ['cold'], { ids: ['MONDO:OLD'] })],
      [found('MONDO:1', ['cold'])],
      ['cold MONDO:OLD MONDO:1 obsolete'],
    ],
    ['nothing of it found', [claim('MESH:D2', ['cold'])], [], ['cold MESH:D2 - only-asserted']],
    ['something more found', [], [found('MESH:D3', ['flu', 'influenza'])], ['flu - MESH:D3 only-derived']],
    ['other kinds of things are left out', [claim('CHEBI:1', ['salt'])], [], []],
    [
      'a found exact match of an asserted concept is not told twice',
      [claim('MESH:D1', ['cold'])],
      [found('MESH:D1', ['cold']), found('MONDO:1', ['cold'])],
      ['cold MESH:D1 MESH:D1 agreed'],
    ],
  ] as const)('tells %s', (_, asserted, derived, rows) => {
    expect(audited(asserted, derived)).toEqual(rows);
  });
});
