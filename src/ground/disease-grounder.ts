/** What grounds diseases: made once for a process, used for all papers. */
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { DiseaseStems } from '../recognize/disease-stems.js';
import { DiseaseFinder } from './disease-candidates.js';
import { DiseaseChooser, type DiseaseRankerModels } from './disease-choice.js';
import { DiseaseHierarchy } from './disease-hierarchy.js';
import { DiseaseIndex } from './disease-index.js';
import { DiseaseMemory } from './disease-memory.js';
import type { NameMemory } from './memory.js';

export interface DiseaseGrounder {
  readonly finder: DiseaseFinder;
  readonly chooser: DiseaseChooser;
  readonly hierarchy: DiseaseHierarchy;
  readonly memory: DiseaseMemory;
}

export interface DiseaseGrounderOptions {
  readonly lookup: DiseaseLookup;
  /** Words that say the same: `renal` → `kidney`. */
  readonly equivalents: ReadonlyMap<string, string>;
  /** What training remembers of names; `NO_MEMORY` to do without. */
  readonly memory: NameMemory;
  readonly models: DiseaseRankerModels;
  /** Index of names by their words, when there is one for this lexicon already. */
  readonly index?: () => DiseaseIndex;
}

export function createDiseaseGrounder(options: DiseaseGrounderOptions): DiseaseGrounder {
  const { lookup, models } = options;
  const stems = new DiseaseStems(options.equivalents);
  const hierarchy = new DiseaseHierarchy(lookup.lexicon);
  const memory = new DiseaseMemory(options.memory, lookup.lexicon);
  const index = options.index ?? lazyIndex(() => new DiseaseIndex(lookup.lexicon, stems));
  const finder = new DiseaseFinder({ lookup, hierarchy, memory, index });
  return { finder, hierarchy, memory, chooser: new DiseaseChooser(models, { memory, hierarchy }) };
}

/** The index, made when first asked for: a run that meets none but exact names does without. */
function lazyIndex(make: () => DiseaseIndex): () => DiseaseIndex {
  let index: DiseaseIndex | null = null;
  return () => {
    index ??= make();
    return index;
  };
}
