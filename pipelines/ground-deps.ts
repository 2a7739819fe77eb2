/** What grounding is done with: a lexicon, the word lists of config/ and the trained choices. */
import { createDiseaseGrounder } from '../src/ground/disease-grounder.js';
import type { GroundDeps } from '../src/ground/ground.js';
import type { Lexicon } from '../src/lexicon/types.js';
import type { LinkingConfig } from './linking-config.js';

/** Make it once and use it for many papers: indexes are made when first asked for, what was looked up is remembered. */
export function groundDeps(lexicon: Lexicon, config: Omit<LinkingConfig, 'sections' | 'hash'>): GroundDeps {
  const { stopList, diseaseWords, geneRanker, diseaseRanker, diseaseEquivalents } = config;
  const lookup = { lexicon, stopList, diseaseWords };
  const diseases = createDiseaseGrounder({ lookup, equivalents: diseaseEquivalents, ...diseaseRanker });
  return { ...lookup, geneRanker, diseases };
}
