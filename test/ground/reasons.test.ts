import { describe, expect, it } from 'vitest';
import type { DiseaseCandidate } from '../../src/ground/disease-candidate.js';
import { diseaseReason } from '../../src/ground/reasons.js';
import type { Concept } from '../../src/model.js';

const concept = { id: 'MESH:D015658', name: 'HIV Infections' } as Concept;

function candidate(more: Partial<DiseaseCandidate>): DiseaseCandidate {
  const name = { concept, name: 'HIV Infections', scope: 'LABEL', forgiven: [], orthologOf: null } as const;
  return { ...name, route: 'head', similarity: 1, ofText: 1, ofName: 1, steps: 0, readAs: '', from: null, ...more };
}

describe('the reason of a link', () => {
  const LEARNED =
    'by a part of it: "HIV" meant HIV Infections (MeSH), or its published exactMatch, in texts that were learned from';
  it.each([
    [
      'a name within',
      { readAs: 'HIV infections' },
      'more general: "HIV infections" is preferred name of HIV Infections in MeSH',
    ],
    ['a part that is no name of it, but was learned', { readAs: 'HIV', route: 'front', ofName: 0 }, LEARNED],
  ] as const)('is true for %s', (_, more, reason) => {
    expect(diseaseReason({ text: 'x', longForm: null }, candidate(more))).toBe(reason);
  });
});
