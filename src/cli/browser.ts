/** `papergraph browser`: files for Neo4j Browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { strToU8, zipSync } from 'fflate';
import { CannotRunError, messageOf } from '../errors.js';
import { browserFiles } from '../graph/browser-files.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';

const HELP = `
Drop papergraph-queries.zip on the window of Neo4j Browser: its queries become favorites, in folders. Drop papergraph.grass on it:
papers, genes and diseases get their names and colors. Values in the queries are examples; change them in place.

A guide with the same queries, each put into the editor by a click, comes from papergraph serve: while it runs, type into Browser's editor
  :guide http://localhost:7410/neo4j-guide.html

Example:
  $ papergraph browser --out browser/`;

export function browserCommand(): Command {
  const command = new Command('browser')
    .description('write saved queries and a style for Neo4j Browser')
    .requiredOption('--out <folder>', 'folder for the files')
    .addHelpText('after', HELP)
    .action(({ out, ...flags }: CommonFlags & { readonly out: string }) => {
      write(out, settingsFrom(flags).graph.labelPrefix);
      process.stdout.write(
        `${join(out, 'papergraph-queries.zip')}, ${join(out, 'papergraph.grass')}: drop them on the window of Neo4j Browser\n`,
      );
    });
  for (const option of commonOptions('config')) command.addOption(option);
  return command;
}

function write(folder: string, labelPrefix: string): void {
  const files = browserFiles(labelPrefix);
  const queries = [...files].filter(([path]) => path.endsWith('.cypher'));
  const zip = zipSync(Object.fromEntries(queries.map(([path, text]) => [path, [strToU8(text), { mtime: ZIP_TIME }]])));
  try {
    for (const [path, text] of files) put(join(folder, path), text);
    put(join(folder, 'papergraph-queries.zip'), zip);
  } catch (error) {
    throw new CannotRunError(`${folder}: expected a folder that can be written to: ${messageOf(error)}`, error);
  }
}

/** The same queries give the same bytes. */
const ZIP_TIME = new Date(2026, 0, 1);

function put(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}
