import { describe, expect, it } from 'vitest';
import type { ScoredDisease } from '../../src/ground/disease-choice.js';
import { diseaseLinks } from '../../src/ground/disease-links.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Concept } from '../../src/model.js';

/** Ids by what they are exact matches of. */
const MATCHES: Readonly<Record<string, readonly string[]>> = {
  'MONDO:1': ['OMIM:1'],
  'MONDO:2': ['OMIM:2', 'MESH:D2'],
  'OMIM:1': ['MONDO:1'],
  'OMIM:2': ['MONDO:2'],
  'MESH:D1': [],
  'MESH:D2': ['MONDO:2'],
};

function concept(id: string): Concept | null {
  const exactMatches = MATCHES[id];
  if (exactMatches === undefined) return null;
  const bare = { fullName: null, parents: [], treeNumbers: [], taxonId: null, geneType: null };
  return { ...bare, id, kind: 'Disease', name: `name of ${id}`, exactMatches };
}

// Links ask a lexicon for nothing but concepts.
const lexicon = { concept } as unknown as Lexicon;

function chosen(id: string, score: number): ScoredDisease {
  const found = concept(id);
  if (found === null) throw new Error(`no ${id}`);
  const whole = { similarity: 1, ofText: 1, ofName: 1, steps: 0, from: null };
  const name = { name: 'n', scope: 'LABEL', forgiven: [], orthologOf: null, readAs: 'n' } as const;
  return { ...whole, ...name, concept: found, route: 'name', score };
}

describe('links of a disease to OMIM', () => {
  it.each<readonly [string, readonly (readonly [string, number])[], readonly string[]]>([
    ['completes MONDO where MeSH has nothing', [['MONDO:1', 0.9]], ['MONDO:1', 'OMIM:1']],
    ['not beside a match in MeSH', [['MONDO:2', 0.9]], ['MONDO:2', 'MESH:D2']],
    [
      'not beside a name in MeSH',
      [
        ['MONDO:1', 0.9],
        ['MESH:D1', 0.9],
      ],
      ['MONDO:1', 'MESH:D1'],
    ],
    ['not of an unsure choice', [['MONDO:1', 0.5]], ['MONDO:1']],
    ['not of MeSH alone', [['MESH:D1', 0.9]], ['MESH:D1']],
  ])('%s', (_, choices, expected) => {
    const answer = choices.map(([id, score]) => chosen(id, score));
    const links = diseaseLinks({ text: 'n', longForm: null }, { scored: answer, chosen: answer }, lexicon);
    expect(links.map(({ link }) => link.conceptId)).toEqual(expected);
  });

  it('says by which class it came', () => {
    const answer = [chosen('MONDO:1', 0.9)];
    const [, omim] = diseaseLinks({ text: 'n', longForm: null }, { scored: answer, chosen: answer }, lexicon);
    expect(omim?.link.justification).toBe('semapv:MappingChaining');
    expect(omim?.link.reason).toContain('MONDO:1');
  });
});
