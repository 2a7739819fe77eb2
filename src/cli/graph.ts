/** `papergraph graph`: keeps a graph true. */
import { Command } from 'commander';
import type { GraphBenchmark, WriteRates } from '../../pipelines/graph-benchmark.js';
import { EXIT } from '../flow/exit-code.js';
import { counted, grouped } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { wholeNumber } from './number-flag.js';
import { table } from './terminal.js';

const VERIFY_HELP = `
Compares each paper of the ledger with the graph: is it there, with the content and the number of edges that were written? And is there
nothing that the ledger does not know? A graph restored from a backup, or edited by hand, shows here.

Examples:
  $ papergraph graph verify
  $ papergraph graph verify --graph bolt://localhost:7687 --json

Exit codes: 0 as written, 1 differences, 2 could not run.`;

const PRUNE_HELP = `
Removes concepts and species that no paper leads to any more, and runs of which no paper is left, but for the newest. Papers stay: to
take one out, papergraph forget ID.

Example:
  $ papergraph graph prune --graph bolt://localhost:7687`;

const BENCH_HELP = `
Writes papers with 60 edges each into an empty graph and leaves them there: as new ones, as changed ones, as unchanged ones. With Neo4j
the same rows are written by a bare loop of the driver, batch by batch in turns.

Examples:
  $ papergraph graph bench --graph bolt://localhost:7687 --papers 5000
  $ papergraph graph bench --graph bolt://localhost:7687 --papers 100000 --no-bare
  $ papergraph graph bench --state bench-state/`;

const PROFILE_HELP = `
Asks each saved query once and then some times more: for a gene and a disease that one paper in a hundred mentions, and for those that most
papers mention, which is the worst case. Nothing is changed.

Examples:
  $ papergraph graph profile --graph bolt://localhost:7687
  $ papergraph graph profile --times 10 --json`;

interface GraphFlags extends CommonFlags {
  readonly json?: true;
}

export function graphCommand(): Command {
  const command = new Command('graph').description(
    'compare the graph with the ledger, remove what no paper leads to, measure writing and asking',
  );
  const verify = command
    .command('verify')
    .description('compare the graph with what the ledger says was written')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', VERIFY_HELP)
    .action(verifyCommand);
  const prune = command
    .command('prune')
    .description('remove concepts, species and runs that no paper leads to')
    .addHelpText('after', PRUNE_HELP)
    .action(pruneCommand);
  const bench = command
    .command('bench')
    .description('measure how quickly an empty graph takes generated papers, beside a bare loop of the driver')
    .option('--papers <n>', 'papers to write', wholeNumber(1, 10_000_000), 2000)
    .option('--no-bare', 'without the bare loop: twice as quick, and half the graph')
    .option('--json', 'print one JSON object')
    .addHelpText('after', BENCH_HELP)
    .action(benchCommand);
  const profile = command
    .command('profile')
    .description('measure how long each saved query takes')
    .option('--times <n>', 'how often each is asked after the first time', wholeNumber(1, 1000), 5)
    .option('--json', 'print one JSON object')
    .addHelpText('after', PROFILE_HELP)
    .action(profileCommand);
  for (const below of [verify, prune, bench, profile]) {
    for (const option of commonOptions('graph', 'state', 'config')) below.addOption(option);
  }
  return command;
}

async function verifyCommand(flags: GraphFlags): Promise<void> {
  const { verifyGraph } = await import('../../pipelines/verify-graph.js');
  const found = await verifyGraph(settingsFrom(flags));
  const { graph, papers, findings, counts } = found;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  process.exitCode = all === 0 ? EXIT.allDone : EXIT.somePapersFailed;
  if (flags.json) return void process.stdout.write(`${JSON.stringify(found)}\n`);
  if (all === 0) return void process.stdout.write(`${graph}: ${counted(papers, 'paper')}, all as they were written\n`);
  const rows = findings.slice(0, 50).map(({ paper, kind, detail }) => [paper, kind, detail]);
  const kinds = Object.entries(counts).map(([kind, count]) => `${grouped(count)} ${kind}`);
  process.stdout.write(
    `${table(['paper', 'what', 'detail'], rows, 100)}\n\n${graph}: ${grouped(papers)} papers written, ${kinds.join(', ')}\n`,
  );
}

interface BenchFlags extends GraphFlags {
  readonly papers: number;
  readonly bare: boolean;
}

async function benchCommand(flags: BenchFlags): Promise<void> {
  const { benchmarkGraph } = await import('../../pipelines/graph-benchmark.js');
  const onProgress = (message: string) => void process.stderr.write(`${message}\n`);
  const result = await benchmarkGraph(settingsFrom(flags), { papers: flags.papers, bare: flags.bare, onProgress });
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : benchText(result));
}

function benchText({
  graph,
  papers,
  writers,
  fresh,
  changed,
  unchanged,
  bare,
  shareOfBare,
  rssMb,
}: GraphBenchmark): string {
  const rates = (name: string, one: { readonly fresh: WriteRates; readonly changed: WriteRates }) => [
    name,
    grouped(one.fresh.edgesPerSecond),
    grouped(one.changed.edgesPerSecond),
  ];
  const share = shareOfBare === null ? [] : [['share', shareOfBare.fresh.toFixed(2), shareOfBare.changed.toFixed(2)]];
  const rows = [
    rates('papergraph', { fresh, changed }),
    ...(bare === null ? [] : [rates('bare loop', bare)]),
    ...share,
  ];
  return (
    `${table(['edges a second', 'new papers', 'changed papers'], rows)}\n\n` +
    `Unchanged papers: ${grouped(unchanged.papersPerSecond)} a second, ${unchanged.timesFasterThanChanged.toFixed(0)} times as many as changed ones\n` +
    `Memory: ${Math.min(...rssMb)} to ${Math.max(...rssMb)} MB\n` +
    `${graph}: ${counted(papers, 'paper')}, ${counted(writers, 'writer')}\n`
  );
}

interface ProfileFlags extends GraphFlags {
  readonly times: number;
}

async function profileCommand(flags: ProfileFlags): Promise<void> {
  const { profileQueries } = await import('../../pipelines/profile-queries.js');
  const onProgress = (message: string) => void process.stderr.write(`${message}\n`);
  const result = await profileQueries(settingsFrom(flags), { times: flags.times, onProgress });
  if (flags.json) return void process.stdout.write(`${JSON.stringify(result)}\n`);
  const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(0));
  const rows = result.queries.map(({ name, usual, most }) => [
    name,
    usual.rows,
    ms(usual.firstMs),
    ms(usual.medianMs),
    ms(most?.medianMs),
  ]);
  const { gene, disease } = result.mentionedBy;
  process.stdout.write(
    `${table(['query', 'rows', 'first, ms', 'median, ms', 'most frequent, ms'], rows, 100)}\n\n` +
      `${result.graph}: ${counted(result.papers, 'paper')}; the gene and the disease asked for are mentioned by ` +
      `${grouped(gene.usual)} and ${grouped(disease.usual)} of them, the most frequent ones by ${grouped(gene.most)} and ${grouped(disease.most)}\n`,
  );
}

async function pruneCommand(flags: GraphFlags): Promise<void> {
  const { pruneGraph } = await import('../../pipelines/verify-graph.js');
  const { concepts, runs } = await pruneGraph(settingsFrom(flags));
  process.stdout.write(`Removed ${counted(concepts, 'concept')} and ${counted(runs, 'run')} that no paper leads to\n`);
}
