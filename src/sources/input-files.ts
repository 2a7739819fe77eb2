/** Finds the files behind what the user named: a file, a folder, a glob. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { messageOf } from '../errors.js';
import type { InputProblem } from '../model.js';

/** A file to read, by the name to show, or a part of the input that could not be read. */
export type FoundFile = { readonly path: string } | { readonly problem: InputProblem };

/**
 * Files of one argument, in the order of their paths (by UTF-16 units). A folder is searched for `*.md` with all
 * folders below it, without hidden ones and `node_modules`; links are followed, but not in circles. In a folder or a glob a
 * `full.md` beside a `card.md` is that card's full text and no input. Paths are shown relative as the user named them.
 */
export async function* findFiles(argument: string, cwd: string): AsyncGenerator<FoundFile> {
  const kind = argument === '' ? 'none' : await kindOf(resolve(cwd, argument));
  if (kind === 'file') yield { path: argument };
  else if (kind === 'folder') yield* filesBelow(argument, cwd);
  else if (kind === 'none' && isDynamicPattern(argument)) yield* filesOfGlob(argument, cwd);
  else yield { problem: notFound(argument, kind === 'none' ? null : kind) };
}

/** The error is given back where there may be something, but it can't be looked at. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'none' | Error> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    // A pipe (`<(…)`) may be read; a device such as /dev/zero has no end.
    return found.isFile() || found.isFIFO() ? 'file' : new Error('it is a device or a socket');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR') ? 'none' : error;
  }
}

function notFound(argument: string, error: Error | null): InputProblem {
  const place = { path: argument, line: 1 };
  if (error !== null) return unreadable(argument, error);
  const message = `expected a file, a folder, a glob or a link (http://, https://); found nothing named ${JSON.stringify(argument)}. Check the spelling and the folder you are in`;
  return { place, kind: 'not-found', message, fatal: true };
}

/** A problem with a file or folder that is there. */
export function unreadable(path: string, error: unknown): InputProblem {
  const message = `expected a file or folder that can be read; ${messageOf(error)}. Check that it is still there and that you may read it`;
  return { place: { path, line: 1 }, kind: 'unreadable', message, fatal: true };
}

async function* filesBelow(folder: string, cwd: string): AsyncGenerator<FoundFile> {
  let any = false;
  for await (const found of walk(folder, cwd)) {
    any = true;
    yield found;
  }
  if (!any) yield { problem: noneIn(folder, `no *.md file in the folder ${JSON.stringify(folder)}`) };
}

function noneIn(path: string, found: string): InputProblem {
  const message = `expected paper cards; found ${found}. Name the folder that holds them, or a .jsonl file or list of links by its own name`;
  return { place: { path, line: 1 }, kind: 'not-found', message, fatal: true };
}

/** A walk of our own holds one folder's names at a time, where a glob library would hold all paths of the tree. */
async function* walk(folder: string, cwd: string): AsyncGenerator<FoundFile> {
  let entries: Dirent[];
  try {
    entries = await readdir(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    yield { problem: unreadable(folder, error) };
    return;
  }
  const names = new Set(entries.map((entry) => entry.name));
  for (const { name, isFolder } of await sorted(entries, resolve(cwd, folder))) {
    const path = join(folder, name);
    if (isFolder) yield* walk(path, cwd);
    else if (/\.(?:md|markdown)$/i.test(name) && !isFullTextOf(names, name)) yield { path };
  }
}

function isFullTextOf(names: ReadonlySet<string>, name: string): boolean {
  return name === 'full.md' && names.has('card.md');
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** In the order that the whole paths have: `a-b.md` before `a/x.md`, because `-` is before `/`. */
async function sorted(entries: readonly Dirent[], folder: string): Promise<Entry[]> {
  const wanted = entries.filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules');
  const known = await Promise.all(wanted.map((entry) => entryOf(entry, folder)));
  const keyed = known.map((entry) => ({ entry, key: entry.isFolder ? `${entry.name}/` : entry.name }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
}

/** A link to a folder that holds the link is taken for a file, so that nobody walks in circles. */
async function entryOf(entry: Dirent, folder: string): Promise<Entry> {
  if (!entry.isSymbolicLink()) return { name: entry.name, isFolder: entry.isDirectory() };
  const path = join(folder, entry.name);
  const isFolder = (await kindOf(path)) === 'folder';
  const circular = isFolder && `${await realpath(folder)}${sep}`.startsWith(`${await realpath(path)}${sep}`);
  return { name: entry.name, isFolder: isFolder && !circular };
}

/** A glob that matches folders only stands for these folders. */
async function* filesOfGlob(pattern: string, cwd: string): AsyncGenerator<FoundFile> {
  const options = { cwd, expandDirectories: false };
  const files = (await glob(pattern, { ...options, onlyFiles: true })).sort();
  for (const path of files) {
    if (basename(path) !== 'full.md' || (await kindOf(resolve(cwd, dirname(path), 'card.md'))) !== 'file')
      yield { path };
  }
  if (files.length > 0) return;
  const folders = (await glob(pattern, { ...options, onlyDirectories: true })).sort();
  for (const folder of folders) yield* filesBelow(folder.replace(/\/$/, ''), cwd);
  if (folders.length === 0) yield { problem: noneIn(pattern, `nothing that matches ${JSON.stringify(pattern)}`) };
}
