/** What every ranker is trained from. */
import type { Lexicon } from '../src/lexicon/types.js';
import type { Tagger } from '../src/recognize/tagger/tagger.js';
import type { GoldDocument } from './gold-documents.js';
import type { LinkingConfig } from './linking-config.js';

export interface TrainRankerOptions {
  readonly lexicon: Lexicon;
  readonly lists: Pick<LinkingConfig, 'stopList' | 'diseaseWords' | 'speciesWords'>;
  /** Finds the mentions to be linked; without one names decide alone. */
  readonly tagger: Tagger | undefined;
  readonly train: readonly GoldDocument[];
  /** Documents that confidence is calibrated on: mentions of training documents are found too well. */
  readonly dev: readonly GoldDocument[];
  /** Told what was done, a line at a time. */
  readonly onLine: (line: string) => void;
}
