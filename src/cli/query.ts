/** `papergraph query`: asks the graph, reading only. */
import { Command } from 'commander';
import { counted } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { table } from './terminal.js';

const HELP = `
Examples:
  $ papergraph query "MATCH (p:Paper) RETURN p.id, p.title"
  $ papergraph query "MATCH (p:Paper)-[m:MENTIONS]->(g:Gene) RETURN g.name, sum(m.count) AS mentions ORDER BY mentions DESC" --json
  $ papergraph query "MATCH (n) RETURN count(n)" --graph bolt://localhost:7687`;

interface QueryFlags extends CommonFlags {
  readonly json?: true;
}

export function queryCommand(): Command {
  const command = new Command('query')
    .description('ask the graph in Cypher; nothing can be changed this way')
    .argument('<cypher>', 'the query')
    .option('--json', 'one JSON array of rows and nothing else on standard output')
    .addHelpText('after', HELP)
    .action(query);
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function query(cypher: string, flags: QueryFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const { withGraph } = await import('../../pipelines/open-graph.js');
  const { columns, rows } = await withGraph(settings, { readOnly: true }, (graph) =>
    graph.query(cypher, {}, { readOnly: true }),
  );
  if (flags.json) {
    const objects = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
    process.stdout.write(`${JSON.stringify(objects)}\n`);
    return;
  }
  process.stdout.write(`${table(columns, rows)}\n${counted(rows.length, 'row')}\n`);
}
