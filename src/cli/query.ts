/** `papergraph query`: asks the graph, reading only. */
import { Command, Option } from 'commander';
import { CannotRunError } from '../errors.js';
import { SAVED_QUERIES, savedQuery } from '../graph/queries.js';
import { rowObjects } from '../graph/row-objects.js';
import { type SavedQuery, typedQuery } from '../graph/saved-query.js';
import type { GraphStore, QueryRows } from '../graph/store.js';
import { counted } from '../number-text.js';
import type { Settings } from '../settings.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { csv } from './csv.js';
import { table } from './terminal.js';

const HELP = `
A saved query is named in place of Cypher, with its parameters as name=value; what is left out is as in the list.

Examples:
  $ papergraph query --list
  $ papergraph query pairs-of-gene gene=NCBIGene:5133 limit=10
  $ papergraph query papers-under-disease disease=MONDO:0004992 --format csv > papers.csv
  $ papergraph query top-genes --cypher --graph bolt://localhost:7687        its text, to be pasted into Neo4j Browser
  $ papergraph query "MATCH (p:Paper) RETURN p.id, p.title"
  $ papergraph query "MATCH (p:Paper)-[m:MENTIONS]->(g:Gene {name: $symbol}) RETURN p.id, m.count" symbol=TP53 --json`;

interface QueryFlags extends CommonFlags {
  readonly json?: true;
  readonly format: 'table' | 'csv' | 'json';
  readonly list?: true;
  readonly cypher?: true;
}

export function queryCommand(): Command {
  const command = new Command('query')
    .description('ask the graph in Cypher or by the name of a saved query; nothing can be changed this way')
    .argument('[query]', 'Cypher, or the name of a saved query')
    .argument('[parameters...]', 'name=value')
    .option('--list', 'the saved queries with their parameters')
    .option('--cypher', 'print the text of a saved query instead of asking it')
    .addOption(new Option('--format <format>', 'form of the rows').choices(['table', 'csv', 'json']).default('table'))
    .option('--json', 'one JSON array of rows and nothing else on standard output (--format json)')
    .addHelpText('after', HELP)
    .action(query);
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function query(text: string | undefined, given: readonly string[], flags: QueryFlags): Promise<void> {
  const format = flags.json ? 'json' : flags.format;
  if (flags.list) return void process.stdout.write(listText(format));
  if (text === undefined)
    throw new CannotRunError('Expected Cypher or the name of a saved query (papergraph query --list)');
  const saved = savedQuery(text);
  if (saved === undefined && /^[\w-]*$/.test(text)) throw new CannotRunError(unknownName(text));
  const settings = settingsFrom(flags);
  const { graphTarget, withGraph } = await import('../../pipelines/open-graph.js');
  const { paperIdOf } = await import('../../pipelines/paper-status.js');
  const params = parametersOf(saved, given, paperIdOf);
  if (flags.cypher) return void process.stdout.write(typed(saved, graphTarget(settings).kind, { params, settings }));
  const rows = await withGraph(settings, { readOnly: true }, (graph) =>
    saved === undefined ? graph.query(text, params, { readOnly: true }) : graph.ask(saved.text[graph.kind], params),
  );
  process.stdout.write(formatted(rows, format));
  const hint = saved === undefined ? null : hintOf(saved, params, rows.rows.length);
  if (hint !== null) process.stderr.write(`${hint}\n`);
}

/** What to do when there may be more rows, or there are none because of a wrong id. */
function hintOf(saved: SavedQuery, params: Parameters, rows: number): string | null {
  if (rows > 0 && rows === params['limit'])
    return `These are ${counted(rows, 'row')}, the limit; there may be more: limit=N`;
  const ids = ['gene', 'disease', 'paper'].flatMap((name) => (name in saved.params ? [`${name} ${params[name]}`] : []));
  if (rows > 0 || ids.length === 0) return null;
  return `No rows for ${ids.join(' and ')}. Ids of genes and diseases: papergraph query find-concept text=NAME; of papers: papergraph status NAME`;
}

/** To be pasted into Neo4j Browser, or asked as it is. */
function typed(
  saved: SavedQuery | undefined,
  kind: GraphStore['kind'],
  { params, settings }: { readonly params: Parameters; readonly settings: Settings },
): string {
  if (saved === undefined)
    throw new CannotRunError('--cypher: expected the name of a saved query (papergraph query --list)');
  const labelPrefix = kind === 'neo4j' ? settings.graph.labelPrefix : '';
  return typedQuery(saved, kind, { params, labelPrefix });
}

function listText(format: QueryFlags['format']): string {
  const columns = ['name', 'parameters', 'what it answers'];
  const rows = SAVED_QUERIES.map(({ name, title, params }) => [name, parametersText(params), title]);
  if (format === 'csv') return csv(columns, rows);
  if (format === 'table') return `${table(columns, rows, 300)}\n`;
  return `${JSON.stringify(SAVED_QUERIES.map(({ name, title, note, params }) => ({ name, title, note, params })))}\n`;
}

function parametersText(params: SavedQuery['params']): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function unknownName(name: string): string {
  return `query: expected Cypher or one of ${SAVED_QUERIES.map((saved) => saved.name).join(', ')}; got ${JSON.stringify(name)}`;
}

type Parameters = Readonly<Record<string, string | number>>;

/**
 * @param paperIdOf a paper's id from what people call it; for `paper` of a saved query
 * @throws CannotRunError for a parameter that the saved query does not have, or without a value
 */
function parametersOf(
  saved: SavedQuery | undefined,
  given: readonly string[],
  paperIdOf: (name: string) => string,
): Parameters {
  const params: Record<string, string | number> = { ...saved?.params };
  for (const one of given) {
    const at = one.indexOf('=');
    const name = one.slice(0, Math.max(at, 0));
    const known = Object.keys(saved?.params ?? {});
    if (at < 1 || (saved !== undefined && !known.includes(name))) {
      const which =
        saved === undefined
          ? 'a parameter as name=value'
          : `a parameter of ${saved.name} (${known.join(', ') || 'it has none'}) as name=value`;
      throw new CannotRunError(`query: expected ${which}, got ${JSON.stringify(one)}`);
    }
    const value = one.slice(at + 1);
    if (saved !== undefined && name === 'limit' && !/^\d{1,9}$/.test(value))
      throw new CannotRunError(`query: expected limit as a whole number, got ${JSON.stringify(value)}`);
    if (saved !== undefined && name === 'paper') params[name] = paperIdOf(value);
    else if (typeof saved?.params[name] === 'string') params[name] = value;
    else params[name] = /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return params;
}

function formatted(found: QueryRows, format: QueryFlags['format']): string {
  const { columns, rows } = found;
  if (format === 'csv') return csv(columns, rows);
  if (format === 'table') return `${table(columns, rows)}\n${counted(rows.length, 'row')}\n`;
  return `${JSON.stringify(rowObjects(found))}\n`;
}
