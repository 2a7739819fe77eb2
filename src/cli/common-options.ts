/** Flags that several commands share, and the settings that come of them. */
import { Option } from 'commander';
import { loadSettings } from '../config.js';
import type { Settings } from '../settings.js';
import { keepSecret } from './error-text.js';
import { numberIn } from './number-flag.js';

export interface CommonFlags {
  readonly config?: string;
  readonly state?: string;
  readonly lexicon?: string;
  readonly graph?: string;
  readonly offline?: true;
  readonly workers?: string;
  readonly curation?: string;
  readonly logLevel?: string;
  readonly logFormat?: string;
}

const DESCRIPTIONS = {
  config: ['--config <file>', 'settings file (default: papergraph.yaml in the working folder, if there)'],
  state: ['--state <folder>', 'folder for ledger, cache and embedded graph (default: .papergraph)'],
  lexicon: ['--lexicon <file>', 'index made by "papergraph lexicon build" (default: the starter terminology)'],
  graph: [
    '--graph <uri or path>',
    'bolt:// or neo4j:// address, or a path for the embedded graph (default: in the state folder)',
  ],
  offline: ['--offline', 'use cached full texts only, never the network'],
  workers: ['--workers <n>', 'worker threads that link (default: one for each core)'],
  curation: [
    '--curation <path>',
    'corrections: a file, or a folder of *.tsv files (default: curation/, if it is there)',
  ],
  logLevel: ['--log-level <level>', 'debug, info, warn or error'],
  logFormat: ['--log-format <format>', 'json, text (a readable line an event), progress, or auto'],
} as const;

/** The named flags as commander options. */
export function commonOptions(...names: readonly (keyof typeof DESCRIPTIONS)[]): Option[] {
  return names.map((name) => new Option(DESCRIPTIONS[name][0], DESCRIPTIONS[name][1]));
}

/**
 * Settings with these flags over them.
 *
 * @param own values of a command's own flags, by `section.key`; undefined for those not given
 */
export function settingsFrom(flags: CommonFlags, own: Readonly<Record<string, unknown>> = {}): Settings {
  const settings = loadSettings({
    file: flags.config,
    flags: {
      'state.dir': flags.state,
      'lexicon.file': flags.lexicon,
      'graph.uri': flags.graph,
      'fetch.offline': flags.offline,
      'run.workers': flags.workers === undefined ? undefined : numberIn(flags.workers),
      'link.curation': flags.curation,
      'log.level': flags.logLevel,
      'log.format': flags.logFormat,
      ...own,
    },
  });
  keepSecret(settings);
  return settings;
}
