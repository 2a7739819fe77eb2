#!/usr/bin/env node
/**
 * The command `papergraph`. Exit codes: see flow/exit-code.ts. What needs databases, network or
 * terminologies is imported by the commands when they run: all of it together takes half a second.
 */
import { Command } from 'commander';
import { EXIT } from '../flow/exit-code.js';
import { packageVersion } from '../resources.js';
import { abbreviationsCommand } from './abbreviations.js';
import { annotateCommand } from './annotate.js';
import { auditCommand } from './audit.js';
import { benchCommand } from './bench.js';
import { browserCommand } from './browser.js';
import { curationCommand } from './curation.js';
import { doctorCommand } from './doctor.js';
import { errorText } from './error-text.js';
import { evaluateCommand } from './evaluate.js';
import { explainCommand } from './explain.js';
import { exportCommand } from './export.js';
import { forgetCommand } from './forget.js';
import { graphCommand } from './graph.js';
import { groundCommand } from './ground.js';
import { lexiconCommand } from './lexicon.js';
import { linkCommand } from './link.js';
import { queryCommand } from './query.js';
import { reportCommand } from './report.js';
import { retryCommand } from './retry.js';
import { scheduleCommand } from './schedule.js';
import { serveCommand } from './serve.js';
import { statusCommand } from './status.js';
import { trainCommand } from './train.js';

const EXAMPLES = `
Examples:
  $ papergraph link                          link the example cards into the embedded graph
  $ papergraph link cards/ more/*.md         link your own cards
  $ papergraph link cards/ --graph bolt://localhost:7687
  $ papergraph status --failed               what went wrong, and when it is tried again
  $ papergraph schedule cards/ --cron "0 2 * * *" --catch-up
  $ papergraph query "MATCH (p:Paper)-[m:MENTIONS]->(d:Disease) RETURN d.name, count(p) ORDER BY count(p) DESC LIMIT 10"
  $ papergraph lexicon build --out full.lexicon
  $ papergraph annotate paper.md --format tsv
  $ papergraph explain "Loss of Trp53 in lymphoma"
  $ papergraph curation check                what corrections do, and in how many papers
  $ papergraph serve                         runs, papers and metrics in a browser
  $ papergraph report --run --out run.html   what came of the newest run, as a page to keep or send
  $ papergraph doctor                        what works here, and what to do about the rest

Exit codes: 0 all done, 1 some papers failed, 2 could not run; link has more, see there.
All settings, with meaning and environment name: config/default.yaml in the package.`;

function program(): Command {
  const papergraph = new Command('papergraph')
    .description('Paper cards in, a paper–entity graph out: genes and diseases linked to NCBI Gene, MONDO and MeSH')
    .version(packageVersion())
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(add --help for what this command takes)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.allDone : EXIT.couldNotRun));
  const commands = [
    linkCommand,
    statusCommand,
    retryCommand,
    forgetCommand,
    scheduleCommand,
    annotateCommand,
    explainCommand,
    groundCommand,
    abbreviationsCommand,
    lexiconCommand,
    queryCommand,
    auditCommand,
    reportCommand,
    graphCommand,
    browserCommand,
    curationCommand,
    exportCommand,
    serveCommand,
    doctorCommand,
    benchCommand,
    evaluateCommand,
    trainCommand,
  ];
  for (const make of commands) papergraph.addCommand(inheriting(make(), papergraph));
  return papergraph;
}

/** A command and those below it, with the exit codes and error texts of the whole program. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const below of command.commands) inheriting(below, command);
  return command;
}

// `papergraph export | head` closes the pipe when it has enough, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? process.exitCode : EXIT.couldNotRun),
);

// Node would print it as it is, and end with the code of "some papers failed".
process.on('uncaughtException', (error) => {
  process.stderr.write(`${errorText(error, process.env)}\n`);
  process.exit(EXIT.couldNotRun);
});

try {
  await program().parseAsync();
} catch (error) {
  process.stderr.write(`${errorText(error, process.env)}\n`);
  process.exitCode = EXIT.couldNotRun;
}
