/** `papergraph link`: cards in, graph out. */
import { Command } from 'commander';
import { createLogger, eventLogger, type LogOptions, logForm } from '../log.js';
import type { RunEvent, RunSummary } from '../model.js';
import { resourcePath } from '../resources.js';
import type { Settings } from '../settings.js';
import { type CommonFlags, settingsFrom } from './common-options.js';
import { type LinkOnlyFlags, linkOptions, linkSettings } from './link-options.js';
import { ProgressDisplay } from './progress.js';
import { listenForStop } from './signals.js';
import { summaryText } from './summary-text.js';

const HELP = `
Inputs, mixed as you like: card files, folders (searched for *.md), globs, JSON Lines files of cards or links, text files
with a link on each line, links; and feeds of links that changed (--feed). Without any, the example cards are linked.

Examples:
  $ papergraph link
  $ papergraph link cards/ --lexicon full.lexicon
  $ papergraph link 'cards/2026-*/*.md' links.txt --graph bolt://localhost:7687     (NEO4J_PASSWORD in the environment)
  $ papergraph link cards/ --offline --json > summary.json
  $ papergraph link cards/ --lexicon new.lexicon --affected old.lexicon

With --affected a paper that was linked with the old lexicon, and differs in nothing else, is left as it is and counts as
linked with the new one, unless its text has a name that came, went or leads to another concept (also by the words of a
disease's name in other forms and order), or it has a concept that changed: by a link, on its card or by curation. What that
can miss: names that are found by a part of their words, by a misspelling, by parts apart or by other forms of a gene's name;
broader diseases more than a step above; confidences that depend on how rare words are among all names.

Exit codes: 0 all done, 1 some papers or inputs failed, 2 could not run, 3 a warning (with --fail-on-warning),
130 or 143 stopped by Ctrl-C or SIGTERM with papers left.`;

type LinkFlags = CommonFlags & LinkOnlyFlags;

export function linkCommand(): Command {
  const command = new Command('link')
    .description('fetch, read and link the papers of cards, and write them to a graph')
    .argument('[inputs...]', 'what to link (default: the example cards)')
    .addHelpText('after', HELP)
    .action(link);
  for (const option of linkOptions()) command.addOption(option);
  return command;
}

async function link(inputs: readonly string[], flags: LinkFlags): Promise<void> {
  const settings = settingsFrom(flags, linkSettings(flags));
  const display = displayFor(settings);
  const interruption = listenForStop(settings.run.stopSeconds);
  try {
    const isNothingGiven = inputs.length === 0 && settings.fetch.feeds.length === 0;
    const given = isNothingGiven ? [resourcePath('seeds/cards')] : inputs;
    const { linkPapers } = await import('../../pipelines/link-papers.js');
    const { summary, error, exitCode } = await linkPapers({
      settings,
      inputs: given,
      affected: flags.affected,
      command: commandLine(),
      onEvent: display.show,
      failOnWarning: flags.failOnWarning ?? false,
      ...interruption,
    });
    display.close();
    process.stdout.write(
      flags.json
        ? `${JSON.stringify(summary)}\n`
        : `${isNothingGiven ? EXAMPLE_CARDS : ''}${summaryText(summary)}\n${nextSteps(summary, settings)}`,
    );
    process.exitCode = exitCode;
    if (error !== null) throw error;
  } finally {
    display.close();
    interruption.release();
  }
}

/** Whoever forgot to name a folder must see it. */
const EXAMPLE_CARDS =
  'No input was named, so the example cards that come with papergraph were linked: papergraph link cards/\n';

function commandLine(): string {
  return ['papergraph', ...process.argv.slice(2)].join(' ');
}

interface Display {
  readonly show: (event: RunEvent) => void;
  readonly close: () => void;
}

/** A display that is redrawn on a terminal, or a log; see `logForm`. */
function displayFor({ log }: Settings): Display {
  const { form, colors } = logForm(log.format, { isTerminal: process.stderr.isTTY === true, environment: process.env });
  return form === 'progress' ? progressDisplay() : logDisplay({ level: log.level, form, colors });
}

function progressDisplay(): Display {
  const progress = new ProgressDisplay();
  return { show: (event) => progress.show(event), close: () => progress.close() };
}

function logDisplay(options: LogOptions): Display {
  const logger = createLogger(options);
  let write = (_event: RunEvent): void => undefined;
  const show = (event: RunEvent) => {
    if (event.event === 'run-started') write = eventLogger(logger, event.run.id);
    write(event);
  };
  return { show, close: () => undefined };
}

function nextSteps({ run, graph, papers }: RunSummary, { lexicon, graph: target, state }: Settings): string {
  const where = target.uri === null ? ` --state ${state.dir}` : ` --graph ${target.uri}`;
  const query = `npx papergraph query "MATCH (p:Paper)-[m:MENTIONS]->(d:Disease {terminology: 'MONDO'}) RETURN d.id, d.name, count(p) AS papers ORDER BY papers DESC, d.id LIMIT 10"${where}`;
  return [
    '',
    `Graph: ${graph}`,
    `Lexicon: ${run.lexicon}${lexicon.file === null ? ' (some hundreds of names; the whole: npx papergraph lexicon build --out full.lexicon, then --lexicon full.lexicon)' : ''}`,
    ...(papers.written + papers.unchanged > 0 ? ['Try:', `  ${query}`] : []),
    '',
  ].join('\n');
}
