/** Names of the starter terminology in seeds/terminology, for texts that the program finds something in. */
import { readFileSync } from 'node:fs';
import { resourcePath } from '../../src/resources.js';

export interface NamedConcept {
  /** As a card writes it: `NCBIGene:7157`, `MONDO:0005494`. */
  readonly id: string;
  /** The preferred name first, then synonyms. */
  readonly names: readonly string[];
}

export interface StarterNames {
  readonly genes: readonly NamedConcept[];
  readonly diseases: readonly NamedConcept[];
  readonly species: readonly NamedConcept[];
}

export function starterNames(): StarterNames {
  return {
    genes: rows('genes.tsv').map(([id = '', symbol = '', name, , , synonyms]) => concept(id, [symbol, name], synonyms)),
    diseases: rows('diseases.tsv')
      .filter(([mondo]) => mondo !== '')
      .map(([id = '', name, , meshName, , , synonyms]) => concept(id, [name, meshName], synonyms)),
    species: rows('species.tsv').map(([id = '', name, synonyms]) => concept(id, [name], synonyms)),
  };
}

function concept(id: string, names: readonly (string | undefined)[], synonyms: string | undefined): NamedConcept {
  const all = [...names, ...(synonyms ?? '').split('|')].filter((name) => name !== undefined && name !== '');
  return { id, names: [...new Set(all)].filter((name) => name !== undefined) };
}

/** Lines without comments and without the one that names the columns. */
function rows(file: string): string[][] {
  const lines = readFileSync(resourcePath(`seeds/terminology/${file}`), 'utf8').split('\n');
  const filled = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return filled.slice(1).map((line) => line.split('\t'));
}
