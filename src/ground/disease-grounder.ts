/** What grounds diseases: made once for a process, used for all papers. */
import type { Lexicon } from '../lexicon/types.js';
import type { ConceptId } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import { DiseaseStems } from '../text/disease-stems.js';
import { DiseaseFinder } from './disease-candidates.js';
import { DiseaseChooser, type DiseaseRankerModels } from './disease-choice.js';
import { DiseaseHierarchy } from './disease-hierarchy.js';
import { DiseaseIndex } from './disease-index.js';
import { conceptsByHash, DiseaseMemory } from './disease-memory.js';
import type { NameMemory } from './memory.js';

export interface DiseaseGrounder {
  readonly lexicon: Lexicon;
  readonly finder: DiseaseFinder;
  readonly chooser: DiseaseChooser;
  readonly hierarchy: DiseaseHierarchy;
  readonly memory: DiseaseMemory;
  readonly stems: DiseaseStems;
}

export interface DiseaseGrounderOptions {
  readonly lookup: DiseaseLookup;
  /** Words that say the same: `renal` → `kidney`. */
  readonly equivalents: ReadonlyMap<string, string>;
  /** What training remembers of names; `NO_MEMORY` to do without. */
  readonly memory: NameMemory;
  readonly models: DiseaseRankerModels;
  /** What is made from the lexicon when first asked for; see {@link lexiconTables}. */
  readonly tables?: LexiconTables;
}

/** What is made from a lexicon when first asked for. */
export interface LexiconTables {
  readonly stems: DiseaseStems;
  readonly index: () => DiseaseIndex;
  readonly ids: () => ReadonlyMap<number, ConceptId>;
}

/** @param equivalents words that say the same */
export function lexiconTables(lexicon: Lexicon, equivalents: ReadonlyMap<string, string>): LexiconTables {
  const stems = new DiseaseStems(equivalents);
  return {
    stems,
    index: lazy(() => new DiseaseIndex(lexicon, stems)),
    ids: lazy(() => conceptsByHash(lexicon)),
  };
}

export function createDiseaseGrounder(options: DiseaseGrounderOptions): DiseaseGrounder {
  const { lookup, models } = options;
  const tables = options.tables ?? lexiconTables(lookup.lexicon, options.equivalents);
  const hierarchy = new DiseaseHierarchy(lookup.lexicon);
  const memory = new DiseaseMemory(options.memory, tables.ids, tables.stems);
  const described = { memory, hierarchy, stems: tables.stems };
  const finder = new DiseaseFinder({ lookup, ...described, index: tables.index });
  const chooser = new DiseaseChooser(models, described);
  return { lexicon: lookup.lexicon, finder, ...described, chooser };
}

function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
