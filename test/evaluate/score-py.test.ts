/** The figures against those of the reference scorer, on gold with mistakes put into it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../pipelines/evaluate.js';
import { EVALUATED_TYPES } from '../../pipelines/evaluation-gold.js';
import { loadSettings } from '../../src/config.js';
import { FIGURE_NAMES } from '../../src/evaluate/figures.js';
import type { TypeResult } from '../../src/evaluate/report.js';
import { newFolder } from '../support/cli.js';

const SHARED = resolve('../shared');
const SCORER = join(SHARED, 'tools/score.py');
const isThere = existsSync(SCORER) && spawnSync('python3', ['--version']).status === 0;

/** A number from 0 to `below`, the same for the same numbers given. */
function pick(below: number, ...seeds: readonly number[]): number {
  const mixed = seeds.reduce((hash, seed) => Math.imul(hash ^ seed, 0x9e3779b1) ^ (hash >>> 15), 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0) % below;
}

interface Row {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly id: string;
}

/** Rows left out, moved by up to two, given twice, with another's id, with no id, with an id too many, of another type. */
function spoiled(rows: readonly Row[], seed: number): Row[] {
  return rows.flatMap((row, index) => {
    const other = rows[pick(rows.length, seed, index, 7)]?.id ?? '-';
    const moved = {
      ...row,
      start: Math.max(0, row.start + pick(5, seed, index, 1) - 2),
      end: row.end + pick(3, seed, index, 2),
    };
    const ways: Row[][] = [
      [],
      [moved],
      [row, moved],
      [{ ...row, id: other }],
      [{ ...row, id: '-' }],
      [{ ...row, id: `${row.id}|${other}` }],
      [row, { ...row, id: other }],
      [{ ...row, type: row.type === 'Disease' ? 'Gene' : row.type === 'FamilyName' ? 'Gene' : 'Disease' }],
    ];
    return (ways[pick(16, seed, index)] ?? [row]).filter(({ start, end }) => start < end);
  });
}

/** `Gene JOINT 80.12 70.00 74.71` for each figure. */
function shown(results: readonly TypeResult[]): string[] {
  return results.flatMap(({ type, documents, gold, predicted, figures }) => [
    `${type}: ${documents} documents, ${gold} gold mentions, ${predicted} predicted`,
    ...FIGURE_NAMES.map((name) => {
      const { precision, recall, f } = figures[name];
      return [name, ...[precision, recall, f].map((share) => (100 * share).toFixed(2))].join(' ');
    }),
  ]);
}

function reference(...args: readonly string[]): string[] {
  const text = execFileSync('python3', [SCORER, ...args], { encoding: 'utf8' });
  const lines = text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/ [PRF] /g, ' ')
        .replace(/\s+/g, ' '),
    );
  return lines.filter(
    (line) => /^(?:Gene|Disease):/.test(line) || FIGURE_NAMES.some((name) => line.startsWith(`${name} `)),
  );
}

async function ours(gold: string, predictions: string): Promise<string[]> {
  const problems: string[] = [];
  const options = { gold: [gold], predictions: [predictions], types: EVALUATED_TYPES, examples: 0 };
  const { results } = await evaluate(loadSettings({}), { ...options, onProblem: (message) => problems.push(message) });
  expect(problems).toEqual([]);
  return shown(results);
}

describe.skipIf(!isThere)(
  'figures are those of ../shared/tools/score.py (skipped where that or python3 is missing)',
  () => {
    it.each([
      ['biored', 1, 'Gene Disease'],
      ['biored', 2, 'Gene Disease'],
      ['gnormplus', 3, 'Gene'],
      ['bc5cdr', 4, 'Disease'],
    ])('on %s, mistakes %d', async (corpus, seed, types) => {
      const gold = join(SHARED, 'corpora', corpus, 'dev.pubtator.gz');
      const predictions = join(newFolder('score'), 'predictions.pubtator');
      writeFileSync(predictions, spoiledPubtator(gunzipSync(readFileSync(gold)).toString('utf8'), seed));
      const wanted = types.split(' ').flatMap((type) => reference('abstracts', gold, predictions, '--type', type));
      expect(wanted).toHaveLength(6 * types.split(' ').length);
      expect(await ours(gold, predictions)).toEqual(wanted);
    });

    it('on papers', async () => {
      const folder = join(SHARED, 'papers');
      const papers = ['PMC1087847', 'PMC1166548', 'PMC1635039'];
      const rows = papers.flatMap((paper, index) => {
        const table = readFileSync(join(folder, paper, 'gold.tsv'), 'utf8')
          .trim()
          .split('\n')
          .slice(1);
        return spoiled(table.flatMap(paperRows), index + 1).map(({ start, end, type, id }) => [
          paper,
          start,
          end,
          type,
          id,
        ]);
      });
      const predictions = join(newFolder('score'), 'predictions.tsv');
      writeFileSync(
        predictions,
        `${['paper\tstart\tend\ttype\tid', ...rows.map((row) => row.join('\t'))].join('\n')}\n`,
      );
      expect(await ours(folder, predictions)).toEqual(reference('papers', folder, predictions));
    });
  },
);

function spoiledPubtator(text: string, seed: number): string {
  return text
    .split('\n\n')
    .map((block, index) => {
      const lines = block.split('\n');
      const head = lines.filter((line) => /^\d+\|[ta]\|/.test(line));
      const rows = lines.flatMap((line) => {
        const [, start, end, , type, id] = line.split('\t');
        return type === undefined ? [] : [{ start: Number(start), end: Number(end), type, id: id ?? '-' }];
      });
      const document = head[0]?.split('|')[0] ?? '';
      const spoiledRows = spoiled(rows, seed * 1000 + index);
      return [
        ...head,
        ...spoiledRows.map(({ start, end, type, id }) => [document, start, end, 'x', type, id].join('\t')),
      ].join('\n');
    })
    .join('\n\n');
}

function paperRows(line: string): Row[] {
  const [spans = '', , type = '', id = ''] = line.split('\t');
  return spans.split(',').map((span) => {
    const [start, end] = span.split('-');
    return { start: Number(start), end: Number(end), type, id };
  });
}
