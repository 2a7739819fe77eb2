/**
 * `npm run test:crash -- --rounds 50`: kills the program over and over, and looks whether anything was lost. Its last line
 * counts what was done and what differs; exit code 1 when anything does.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { resourcePath } from '../../src/resources.js';
import { mavenProblem } from '../support/neo4j-maven.js';
import { claimTestDatabase } from '../support/neo4j-test-database.js';
import { Cleanup } from './cleanup.js';
import { crashTest } from './crash-test.js';
import { embeddedGraph, type GraphUnderTest, neo4jGraph } from './graph-under-test.js';
import { KillableNeo4j } from './killable-neo4j.js';
import { SHARED_PAPERS } from './paper-inputs.js';
import { SmallDisk } from './small-disk.js';
import { isClean, lastLine, sum, type Tally } from './tally.js';

interface Flags {
  readonly rounds: number;
  readonly store: 'embedded' | 'neo4j' | 'both';
  readonly seed: number;
  readonly papers: number;
  readonly program: string;
  readonly keep?: true;
}

const DISK_MEGABYTES = 400;

async function main(flags: Flags, cleanup: Cleanup): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-crash-'));
  cleanup.add(() => (flags.keep ? say(`kept: ${folder}`) : rmSync(folder, { recursive: true, force: true })));
  const stores = flags.store === 'both' ? (['embedded', 'neo4j'] as const) : [flags.store];
  const notes = new Set<string>();
  const tallies: Tally[] = [];
  const done: string[] = [];
  for (const store of stores) {
    const graph = await graphFor(store, join(folder, 'neo4j'), cleanup);
    if (typeof graph === 'string') notes.add(`NO NEO4J: ${graph}`);
    else {
      tallies.push(await testOne(graph, { flags, folder: join(folder, store), cleanup, notes }));
      done.push(store);
    }
  }
  const total = sum(tallies);
  if (!existsSync(SHARED_PAPERS)) notes.add(`WITHOUT SHARED PAPERS: ${SHARED_PAPERS} is not there`);
  say(lastLine(done.join(' and '), total, [...notes]));
  process.exitCode = isClean(total) && done.length === stores.length ? 0 : 1;
}

interface Place {
  readonly flags: Flags;
  readonly folder: string;
  readonly cleanup: Cleanup;
  readonly notes: Set<string>;
}

async function testOne(graph: GraphUnderTest, { flags, folder, cleanup, notes }: Place): Promise<Tally> {
  const { rounds, seed, papers, program } = flags;
  const mounted = SmallDisk.mount(join(folder, 'disk'), DISK_MEGABYTES);
  if (typeof mounted === 'string') notes.add(`NO DISK FILLED: ${mounted}`);
  else cleanup.add(() => mounted.unmount());
  const disk = typeof mounted === 'string' ? null : mounted;
  const shared = SHARED_PAPERS;
  const tally = await crashTest({ graph, rounds, seed, papers, shared, folder, disk, program, cleanup, say });
  if (flags.store === 'both') say(lastLine(graph.kind, tally, []));
  return tally;
}

/** @returns the graph, or why there is none */
async function graphFor(store: 'embedded' | 'neo4j', home: string, cleanup: Cleanup): Promise<GraphUnderTest | string> {
  if (store === 'embedded') return embeddedGraph();
  const problem = mavenProblem();
  if (problem !== null) return problem;
  const server = await KillableNeo4j.start(home);
  cleanup.add(() => server.stop());
  await claimTestDatabase(server.address);
  return neo4jGraph(server.address, server);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

async function run(flags: Flags): Promise<void> {
  const cleanup = new Cleanup();
  const interrupted = (signal: string) => {
    say(`${signal}: cleaning up`);
    void cleanup.run().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await main(flags, cleanup);
  } finally {
    for (const problem of await cleanup.run()) process.stderr.write(`not cleaned up: ${problem}\n`);
  }
}

await new Command('crash test')
  .option('--rounds <n>', 'rounds for each store, each with a kill', wholeNumber, 50)
  .addOption(new Option('--store <store>', 'which graph').choices(['embedded', 'neo4j', 'both']).default('both'))
  .option('--seed <n>', 'seed of texts and faults', wholeNumber, 1)
  .option('--papers <n>', 'number of generated papers', wholeNumber, 500)
  .option('--program <file>', 'another build to test', resourcePath('dist/src/cli/main.js'))
  .option('--keep', 'leave all files behind')
  .action(run)
  .parseAsync();
