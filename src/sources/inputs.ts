/**
 * What a run starts from: cards and links, from files, folders, globs, JSON Lines, lists and the command line. Nothing
 * in the input stops the batch: what is no usable card comes as a problem with its place, in between the cards.
 */
import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { InputItem, InputProblem, PaperCard, PaperId, SourcePlace } from '../model.js';
import { readJsonLine, readLink } from './cards/json-card.js';
import { isWebUrl } from './cards/links.js';
import { parseCard } from './cards/parse-card.js';
import { type Feeds, namesOf } from './feeds/feeds.js';
import { type FoundFile, findFiles, unreadable } from './input-files.js';
import { decodeUtf8, type FileLine, readLines } from './lines.js';
import { Settling } from './settled.js';

export interface InputOptions {
  /** Folder that relative paths and globs start from. Default: the process's. */
  readonly cwd?: string;
  /** Longest card file and longest line of a list or JSON Lines file, in bytes. Default: 16 MiB. */
  readonly maxBytes?: number;
  /** Tells files that are still being written; the one of the run. Default: all are taken as they are. */
  readonly settling?: Settling;
  /** Links that are taken after the arguments, if those have not given them. */
  readonly feeds?: Pick<Feeds, 'cards' | 'problems'>;
}

/**
 * Reads all inputs in the order given, each in the order of its paths and lines. An argument is
 * - a link (`https://…/full.md`), shown as path `-` with the number of the argument as its line;
 * - a file: JSON Lines (`.jsonl`, `.ndjson`), a list of links (`.txt`, `.list`, or any file with nothing but links and
 *   blank lines), else a card;
 * - a folder, searched for `*.md`; or a glob, each file of which is read by its kind.
 *
 * Links of feeds come last, and those of papers that were given already are left out: a card says more than a link. A file that is
 * still being written is a problem that is not fatal, and is left to the next run.
 *
 * Of two cards with one id the first is given and the second is a problem that names both places; the same place reached
 * twice is read once. A card without link is given after a problem with `fatal: false`. Memory holds one card, and the
 * ids and places of all cards so far (some 200 bytes each).
 */
export async function* readInputs(args: readonly string[], options: InputOptions = {}): AsyncGenerator<InputItem> {
  const { cwd = process.cwd(), maxBytes = 16 * 1024 * 1024, settling = new Settling(0), feeds = NO_FEEDS } = options;
  const context = { cwd, maxBytes, settling };
  const seen = new SeenPapers(cwd, feeds.cards);
  for (const problem of feeds.problems) yield { kind: 'problem', problem };
  for (const [index, argument] of args.entries()) {
    const items = isWebUrl(argument)
      ? [readLink(argument, { path: '-', line: index + 1 })]
      : fromFiles(argument, context);
    for await (const item of items) yield* item.kind === 'card' ? seen.check(item.card) : [item];
  }
  for (const card of feeds.cards) if (!seen.has(card)) yield* seen.check(card);
}

const NO_FEEDS: Pick<Feeds, 'cards' | 'problems'> = { cards: [], problems: [] };

interface Context {
  readonly cwd: string;
  readonly maxBytes: number;
  readonly settling: Settling;
}

async function* fromFiles(argument: string, context: Context): AsyncGenerator<InputItem> {
  for await (const found of findFiles(argument, context.cwd)) yield* fromFound(found, context);
}

async function* fromFound(found: FoundFile, context: Context): AsyncGenerator<InputItem> {
  if ('problem' in found) {
    yield { kind: 'problem', problem: found.problem };
    return;
  }
  try {
    if (await context.settling.isSettled(resolve(context.cwd, found.path))) {
      yield* readerOf(found.path)(found.path, context);
    } else yield { kind: 'problem', problem: stillWritten(found.path) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    yield { kind: 'problem', problem: unreadable(found.path, error) };
  }
}

function stillWritten(path: string): InputProblem {
  const message =
    'expected a file that is whole; it is still being written, and the next run takes it. Write beside and rename to have it taken at once';
  return { place: { path, line: 1 }, kind: 'unreadable', message, fatal: false };
}

type Reader = (path: string, context: Context) => AsyncIterable<InputItem>;

function readerOf(path: string): Reader {
  const extension = extname(path).toLowerCase();
  if (extension === '.jsonl' || extension === '.ndjson') return jsonLines;
  if (extension === '.txt' || extension === '.list') return linkList;
  return cardFile;
}

async function* jsonLines(path: string, context: Context): AsyncGenerator<InputItem> {
  for await (const line of readLines(resolve(context.cwd, path), context.maxBytes)) {
    const place = { path, line: line.number };
    if (line.text === null) yield lineProblem(line, place, context);
    else if (line.text.trim() !== '') yield readJsonLine(line.text, place);
  }
}

/** One link a line; `#` begins a comment at the start of a line or after white space. */
async function* linkList(path: string, context: Context): AsyncGenerator<InputItem> {
  for await (const line of readLines(resolve(context.cwd, path), context.maxBytes)) {
    const place = { path, line: line.number };
    const link = line.text?.replace(/(?:^|\s)#.*$/, '').trim();
    if (link === undefined) yield lineProblem(line, place, context);
    else if (link !== '') yield readLink(link, place);
  }
}

function lineProblem(line: FileLine, place: SourcePlace, context: Context): InputItem {
  const found =
    line.text === null && line.problem === 'too-long' ? `more than ${context.maxBytes} bytes` : 'other bytes';
  const message = `expected a line of UTF-8 text of at most ${context.maxBytes} bytes; found ${found}. Correct the line or take it out`;
  return { kind: 'problem', problem: { place, kind: 'bad-line', message, fatal: true } };
}

/** A file of its own: a card, or a list of links whatever its name. */
async function* cardFile(path: string, context: Context): AsyncGenerator<InputItem> {
  const full = resolve(context.cwd, path);
  const { size } = await stat(full);
  const text = size > context.maxBytes ? null : decodeUtf8(await readFile(full));
  if (text === null) {
    const found =
      size > context.maxBytes ? `${size} bytes, more than the ${context.maxBytes} that a card may have` : 'other bytes';
    yield { kind: 'problem', problem: unreadable(path, new Error(`it should be UTF-8 text; found ${found}`)) };
  } else if (isLinkList(text)) yield* linkList(path, context);
  else yield parseCard(text, { path, line: 1 });
}

/** Nothing but links: no heading is taken for a comment here, so that a card of title and link stays a card. */
function isLinkList(text: string): boolean {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  return filled.length > 0 && filled.every(isWebUrl);
}

/** Which papers were given already, and where each was found. */
class SeenPapers {
  readonly #cwd: string;
  readonly #places = new Map<PaperId, SourcePlace>();
  /** Names of papers that feeds have and no card given so far. */
  readonly #open: Set<string>;

  constructor(cwd: string, fromFeeds: readonly PaperCard[]) {
    this.#cwd = cwd;
    this.#open = new Set(fromFeeds.flatMap(namesOf));
  }

  /** True for a card of a feed whose paper was given, under the same id or with the same link. */
  has(card: PaperCard): boolean {
    return namesOf(card).some((name) => !this.#open.has(name));
  }

  /** The card, with a problem before it if it has no link; a problem alone, or nothing, when it was given before. */
  check(card: PaperCard): InputItem[] {
    for (const name of namesOf(card)) this.#open.delete(name);
    const first = this.#places.get(card.id);
    if (first !== undefined)
      return this.#isSame(first, card.place) ? [] : [{ kind: 'problem', problem: duplicate(card, first) }];
    this.#places.set(card.id, card.place);
    const item: InputItem = { kind: 'card', card };
    return card.fullTextUrl === null ? [{ kind: 'problem', problem: noLink(card) }, item] : [item];
  }

  #isSame(a: SourcePlace, b: SourcePlace): boolean {
    return a.line === b.line && a.path !== '-' && resolve(this.#cwd, a.path) === resolve(this.#cwd, b.path);
  }
}

function duplicate(card: PaperCard, first: SourcePlace): InputProblem {
  const message = `expected each paper once; ${card.id} was given at ${shown(first)} already, and this one at ${shown(card.place)} is left out. Remove one of the two`;
  return { place: card.place, kind: 'duplicate-id', message, fatal: true };
}

function noLink(card: PaperCard): InputProblem {
  const message = `expected a link to the full text of ${card.id}; found none that begins with http:// or https://. The paper is linked from the card's title and abstract; add a line "Full text: https://…" to have all of it`;
  return { place: card.place, kind: 'no-link', message, fatal: false };
}

function shown(place: SourcePlace): string {
  return place.path === '-' ? `argument ${place.line}` : `${place.path}:${place.line}`;
}
