/** A name without a text around it to its concepts. */
import type { Grounding, Mention, RecognizedDocument } from '../model.js';
import type { DiseaseLookup } from '../recognize/disease-names.js';
import type { DiseaseGrounder } from './disease-grounder.js';
import { groundDisease } from './ground-disease.js';
import { PaperDiseases } from './paper-diseases.js';

export interface NameDeps {
  readonly lookup: DiseaseLookup;
  readonly diseases: DiseaseGrounder;
}

/** A paper that says nothing. */
const SILENT: RecognizedDocument = {
  document: { paperId: '', origin: 'card', markdown: '', sections: [], passages: [] },
  abbreviations: [],
  species: [],
  mentions: [],
};

/**
 * What a disease's name denotes when nothing else is known, MONDO and MeSH each for itself. Whoever asks says that it is
 * the name of a disease, so short forms are taken for what they are a name of.
 */
export function groundDiseaseName(name: string, { lookup, diseases }: NameDeps): Grounding {
  const text = name.trim();
  const place = { passage: 0, plainStart: 0, plainEnd: text.length, start: 0, end: text.length };
  const mention: Mention = { type: 'Disease', ...place, text, longForm: null, evidence: 'lexicon', score: 1 };
  return groundDisease(mention, { lookup, diseases: new PaperDiseases(SILENT, diseases) });
}
