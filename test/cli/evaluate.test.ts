import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { annotate } from '../../pipelines/annotate.js';
import { type AnnotationFormat, FORMATS } from '../../pipelines/annotation-formats.js';
import { evaluate } from '../../pipelines/evaluate.js';
import { EVALUATED_TYPES } from '../../pipelines/evaluation-gold.js';
import { PREDICTION_FORMATS } from '../../pipelines/evaluation-predictions.js';
import { loadSettings } from '../../src/config.js';
import { type CliResult, newFolder, papergraph } from '../support/cli.js';

const TEXT = '1|t|TP53 in breast cancer\n1|a|The 😀 TP53 gene in patients with breast cancer.\n';
/** Offsets are characters: the smiling face is one, and two UTF-16 units. */
const GENES = [
  [0, 4],
  [28, 32],
] as const;
const DISEASES = [
  [8, 21],
  [55, 68],
] as const;

function rows(spans: typeof GENES | typeof DISEASES, type: string, id: string): string {
  return spans.map(([start, end]) => `1\t${start}\t${end}\tx\t${type}\t${id}\n`).join('');
}

const SETTINGS = loadSettings({});
const onProblem = (message: string): never => {
  throw new Error(message);
};

const folder = newFolder('evaluate');
const inFolder = (...args: readonly string[]): Promise<CliResult> => papergraph(args, { cwd: folder });

beforeAll(() => {
  writeFileSync(
    join(folder, 'gold.pubtator'),
    `${TEXT}${rows(GENES, 'Gene', '7157')}${rows(DISEASES, 'Disease', 'MESH:D001943')}\n`,
  );
  writeFileSync(join(folder, 'half.pubtator'), `${TEXT}${rows(GENES, 'Gene', '22059')}\n`);
  mkdirSync(join(folder, 'papers/PMC1'), { recursive: true });
  writeFileSync(join(folder, 'papers/PMC1/full.md'), '# *TP53*\n\nThe *TP53* gene and breast cancer.\n');
  const gold = [
    'spans\tmention\ttype\tid',
    '2-8\tTP53\tGene\t7157',
    '15-19\tTP53\tGene\t7157',
    '30-43\tbreast cancer\tDisease\tMONDO:0007254',
  ];
  writeFileSync(join(folder, 'papers/PMC1/gold.tsv'), `${gold.join('\n')}\n`);
});

/** F of JOINT by corpus and type. */
function joint(stdout: string): Record<string, number> {
  const { results } = JSON.parse(stdout);
  return Object.fromEntries(
    results.map((result: { corpus: string; type: string; figures: { JOINT: { f: number } } }) => [
      `${result.corpus.replace(/^papergraph-.*/, 'GOLD')} ${result.type}`,
      result.figures.JOINT.f,
    ]),
  );
}

describe('papergraph evaluate', () => {
  it('links abstracts and papers, and tells the figures of each type', async () => {
    const { code, stdout, stderr } = await inFolder('evaluate', 'gold.pubtator', 'papers', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(joint(stdout)).toEqual({
      'gold.pubtator Gene': 1,
      'gold.pubtator Disease': 1,
      'papers Gene': 1,
      'papers Disease': 1,
    });
  });

  /** Annotates the gold and evaluates what came. */
  async function annotatedAndRead(format: AnnotationFormat): Promise<Record<string, number>> {
    const gold = [join(folder, 'gold.pubtator'), join(folder, 'papers')];
    const predictions = join(folder, `predictions.${format}`);
    const pieces: string[] = [];
    for await (const piece of annotate(SETTINGS, { inputs: gold, format, onProblem })) pieces.push(piece);
    writeFileSync(predictions, pieces.join(''));
    const options = { gold, predictions: [predictions], types: EVALUATED_TYPES, examples: 0, onProblem };
    return joint(JSON.stringify(await evaluate(SETTINGS, options)));
  }

  it.each(PREDICTION_FORMATS)('takes what annotate writes as %s for predictions', async (format) => {
    // PubTator files name diseases by MeSH and OMIM only, TSV by MONDO only.
    expect(await annotatedAndRead(format)).toEqual({
      'GOLD Gene': 1,
      'GOLD Disease': format === 'tsv' ? 0 : 1,
      'papers Gene': 1,
      'papers Disease': format === 'pubtator' ? 0 : 1,
    });
  });

  const others = FORMATS.filter((format) => !PREDICTION_FORMATS.some((readable) => readable === format));
  it.each(others)('refuses what annotate writes as %s, saying what it reads', async (format) => {
    await expect(annotatedAndRead(format)).rejects.toThrow('expected jsonl, pubtator, tsv, got another of its formats');
  });

  it('names errors, and what was won and lost against an older run', async () => {
    await inFolder('evaluate', 'gold.pubtator', '--pred', 'half.pubtator', '--json', '--out', 'old.json');
    const old = JSON.parse(readFileSync(join(folder, 'old.json'), 'utf8'));
    expect(old.results[0].errors.map((error: { class: string; count: number }) => [error.class, error.count])).toEqual([
      ['wrong-id: not-a-candidate', 2],
    ]);
    expect(old.results[1].errors).toMatchObject([{ class: 'missed', count: 2 }]);
    const { stdout } = await inFolder('evaluate', 'gold.pubtator', '--diff', 'old.json', '--errors', '1');
    expect(stdout).toContain('JOINT      +100.00  +100.00  +100.00');
    expect(stdout).toContain(
      'Won: 2 gold mentions\n  1 0-4  "TP53"  was wrong-id: not-a-candidate\n  and 1 more\nLost: 0 gold mentions',
    );
    const back = await inFolder(
      'evaluate',
      'gold.pubtator',
      '--pred',
      'half.pubtator',
      '--diff',
      'old.json',
      '--type',
      'Gene',
      '--json',
    );
    expect(JSON.parse(back.stdout).difference).toMatchObject({
      results: [{ type: 'Gene', won: [], lost: [] }],
      onlyOld: [],
    });
  });

  it('takes the types that are said', async () => {
    const { stdout } = await inFolder('evaluate', 'Disease:gold.pubtator', '--pred', 'half.pubtator', '--json');
    expect(joint(stdout)).toEqual({ 'gold.pubtator Disease': 0 });
  });

  it('tells of rows that cannot be read and goes on', async () => {
    writeFileSync(join(folder, 'bad.pubtator'), `no line\n${TEXT}${rows(GENES, 'Gene', '7157')}`);
    const { code, stdout, stderr } = await inFolder('evaluate', 'bad.pubtator', '--json');
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad\.pubtator:1: expected id\|t\|title/);
    expect(joint(stdout)).toEqual({ 'bad.pubtator Gene': 1 });
  });

  it.each([
    [['not-there.pubtator'], /not-there\.pubtator: expected a PubTator file or a folder/],
    [['gold.pubtator', '--pred', 'not-there'], /not-there: expected what "papergraph annotate" writes/],
    [['papers', '--pred', 'half.pubtator'], /has none of the documents of papers/],
    [['gold.pubtator', '--diff', 'gold.pubtator'], /expected a report of "papergraph evaluate --json"/],
    [['gold.pubtator', '--errors', 'x'], /--errors <n>.*'x' is invalid. Expected a whole number/],
    [['half.pubtator', '--type', 'Disease'], /expected gold of Disease, found none/],
  ])('cannot run on %j', async (args, message) => {
    const { code, stdout, stderr } = await inFolder('evaluate', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
