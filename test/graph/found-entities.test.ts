import { describe, expect, it } from 'vitest';
import { type FoundEntityOptions, foundEntities } from '../../src/graph/found-entities.js';
import { annotate, asserted, documentOf } from './grounded.js';

const DOCUMENT = documentOf([
  { section: 'TITLE', kind: 'title', sentences: ['PD-1 in lung cancer'] },
  {
    section: 'RESULTS',
    sentences: ['PD1, PD-1 and CD8 in tumors, cancer, tumors; breast and ovarian cancer; odd ailment; XYZ.'],
  },
]);
const grounded = annotate(DOCUMENT, [
  { text: 'PD-1', to: ['NCBIGene:5133'] },
  { text: 'lung cancer', type: 'Disease', to: ['MONDO:1', 'MESH:D1'] },
  { text: 'PD1', to: ['NCBIGene:5133'] },
  { text: 'PD-1', to: ['NCBIGene:5133'] },
  { text: 'CD8', to: [{ conceptId: 'NCBIGene:925', confidence: 0.2 }] },
  { text: 'tumors', type: 'Disease', to: ['MONDO:2', 'MESH:D2'] },
  { text: 'cancer', type: 'Disease', to: ['MONDO:2', 'MESH:D2'] },
  { text: 'tumors', type: 'Disease', to: ['MONDO:2', 'MESH:D2'] },
  {
    text: 'breast and ovarian cancer',
    type: 'Disease',
    to: [
      { conceptId: 'MONDO:3', matchedName: 'breast cancer' },
      { conceptId: 'MONDO:4', matchedName: 'ovarian cancer', part: 1 },
    ],
  },
  { text: 'odd ailment', type: 'Disease', to: 'no-candidate' },
  { text: 'XYZ', to: 'no-candidate' },
]);
const NAMES = new Map([
  ['NCBIGene:5133', { currentId: 'NCBIGene:5133', name: 'PDCD1', fullName: 'programmed cell death 1' }],
  ['MONDO:1', { currentId: 'MONDO:1', name: 'lung carcinoma', fullName: null }],
]);

/** `Genes PDCD1 = NCBIGene:5133 aka PD-1` for each entity of a section. */
function shown(section: 'linked' | 'full-text', options: Partial<FoundEntityOptions> = {}): string[] {
  const all = foundEntities(grounded, { names: NAMES, asserted: [], minConfidence: 0.5, ...options });
  return all
    .filter((entity) => entity.section === section)
    .map(({ group, name, conceptId, aliases }) => [group, name, '=', conceptId, ...aliases].join(' '));
}

describe('foundEntities', () => {
  it('links genes and diseases of title and abstract, diseases by MONDO id and name', () => {
    expect(shown('linked')).toEqual(['Genes PDCD1 = NCBIGene:5133', 'Diseases lung carcinoma = MONDO:1']);
  });

  it('has all of the text as it calls them, by MeSH, the frequent first, those without a concept last', () => {
    expect(shown('full-text')).toEqual([
      'Genes PDCD1 = NCBIGene:5133 PD-1 PD1 a name',
      'Diseases tumors = MESH:D2',
      'Diseases lung cancer = MESH:D1',
      'Diseases breast cancer = MONDO:3',
      'Diseases ovarian cancer = MONDO:4',
      'Diseases odd ailment = ',
    ]);
  });

  it('names the successor of a retired id, as the graph does', () => {
    const names = new Map([...NAMES, ['MESH:D1', { currentId: 'MESH:D2', name: 'new name', fullName: null }]]);
    expect(shown('full-text', { names })[1]).toBe('Diseases tumors = MESH:D2');
    expect(shown('full-text', { names }).join()).not.toContain('MESH:D1');
  });

  it('leaves out what is not sure enough for the graph', () => {
    expect(shown('full-text', { minConfidence: 0.1 })[1]).toBe('Genes a name = NCBIGene:925 CD8');
  });

  it('goes by the order and the words of the card where the text agrees', () => {
    const card = [
      asserted('MESH:D1', { section: 'full-text', name: 'NSCLC' }),
      asserted('MESH:D2', { section: 'full-text', name: 'cancer' }),
      asserted('MESH:D9', { section: 'full-text', name: 'not found' }),
    ];
    const found = shown('full-text', { asserted: card });
    expect(found.slice(1, 3)).toEqual(['Diseases lung cancer = MESH:D1', 'Diseases cancer = MESH:D2']);
    expect(found.join()).not.toContain('not found');
  });
});
