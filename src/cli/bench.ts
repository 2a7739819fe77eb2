/** `papergraph bench`: speed and memory of reading and linking on your own papers. */
import { Command } from 'commander';
import { type BenchmarkResult, benchmark } from '../../pipelines/benchmark.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { wholeNumber } from './number-flag.js';
import { table } from './terminal.js';

interface BenchFlags extends CommonFlags {
  readonly papers: string;
  readonly rounds: number;
  readonly json?: true;
}

export function benchCommand(): Command {
  const command = new Command('bench')
    .description('measure reading and linking in one process, on one core, as CPU time')
    .requiredOption('--papers <folder>', 'folder of papers, each a folder with full.md')
    .option('--rounds <n>', 'times that all papers are read', wholeNumber(1, 1000), 3)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  $ papergraph bench --papers papers/ --lexicon full.lexicon')
    .action(bench);
  for (const option of commonOptions('lexicon', 'config')) command.addOption(option);
  return command;
}

async function bench(flags: BenchFlags): Promise<void> {
  const result = await benchmark(settingsFrom(flags), { papers: flags.papers, rounds: flags.rounds });
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : `${table(['what', 'figure'], rowsOf(result))}\n`);
}

function rowsOf(result: BenchmarkResult): [string, number][] {
  return Object.entries(result).flatMap(([group, figures]) =>
    Object.entries(figures as Record<string, number>).map(([name, value]): [string, number] => [
      `${group}.${name}`,
      value,
    ]),
  );
}
