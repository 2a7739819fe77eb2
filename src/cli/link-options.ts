/** Flags of linking, for the command that links and the one that has it done. */
import { type Command, Option } from 'commander';
import { commonOptions } from './common-options.js';

export interface LinkOnlyFlags {
  readonly json?: true;
  readonly failOnWarning?: true;
  readonly feed?: readonly string[];
  readonly affected?: string;
}

const SHARED = [
  'graph',
  'lexicon',
  'state',
  'offline',
  'workers',
  'curation',
  'config',
  'logLevel',
  'logFormat',
] as const;

/** The flags of linking, each with its meaning. */
export function linkOptions(): Option[] {
  return [
    new Option('--json', 'print the summary as JSON and nothing else on standard output'),
    new Option('--fail-on-warning', 'exit with code 3 when the run went worse than earlier ones'),
    new Option(
      '--feed <file or address>',
      'links that changed: Atom, RSS, JSON Feed, JSON Lines or a list (repeatable)',
    ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]),
    new Option(
      '--affected <file>',
      'lexicon that the graph was linked with: only papers with a name that is another in --lexicon are linked anew',
    ),
    ...commonOptions(...SHARED),
  ];
}

/** Settings that flags of linking set which no other command has. */
export function linkSettings({ feed }: LinkOnlyFlags): Readonly<Record<string, unknown>> {
  return { 'fetch.feeds': feed };
}

/**
 * The flags of linking as they were given to a command, to be given to another: `['--workers', '2', '--offline']`. Those that
 * were not given are left out.
 */
export function givenLinkFlags(command: Command): string[] {
  return linkOptions().flatMap((option) => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = command.getOptionValue(name);
    if (value === true) return [`--${option.name()}`];
    return [value].flat().map((one) => `--${option.name()}=${String(one)}`);
  });
}
