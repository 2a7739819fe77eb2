/** An evaluation, and what changed since another one, as a person reads them. */
import type { Calibration } from '../evaluate/calibration.js';
import type { Changed, Difference, TypeDifference } from '../evaluate/difference.js';
import { FIGURE_NAMES } from '../evaluate/figures.js';
import type { ErrorClass, ErrorExample, EvaluationReport, TypeResult } from '../evaluate/report.js';
import { counted, grouped } from '../number-text.js';
import { printable, shortened, table } from './terminal.js';

export function evaluationText({ lexicon, results }: EvaluationReport): string {
  return [`Lexicon: ${printable(lexicon)}`, ...results.map(resultText), ''].join('\n\n');
}

function resultText(result: TypeResult): string {
  return [headline(result), figureTable(result), ...errorLines(result.errors), ...calibrationLines(result)].join('\n');
}

function headline({ corpus, type, documents, absent, gold, predicted }: TypeResult): string {
  const without = absent === 0 ? '' : `, ${counted(absent, 'document')} without predictions`;
  const counts = `${counted(documents, 'document')}, ${counted(gold, 'gold mention')}, ${grouped(predicted)} predicted`;
  return `${printable(corpus)} ${type}: ${counts}${without}`;
}

function figureTable({ figures }: TypeResult): string {
  const rows = FIGURE_NAMES.map((name) => {
    const { precision, recall, f } = figures[name];
    return [name, ...[precision, recall, f].map(percent)];
  });
  return table(['figure', 'P', 'R', 'F'], rows);
}

function errorLines(errors: readonly ErrorClass[]): string[] {
  if (errors.length === 0) return [];
  return [
    'Errors:',
    ...errors.flatMap((found) => [
      `  ${String(found.count).padStart(5)}  ${printable(found.class)}`,
      ...found.examples.map(exampleLine),
    ]),
  ];
}

function exampleLine({ text, count, predicted, gold, document }: ErrorExample): string {
  const ids = [
    ...(predicted.length > 0 ? [`predicted ${predicted.join('|')}`] : []),
    ...(gold.length > 0 ? [`gold ${gold.join('|')}`] : []),
  ].join(', ');
  return printable(`         ${String(count).padStart(4)}  "${shortened(text, 60)}"  ${ids}  (${document})`);
}

function calibrationLines({ calibration: { all, onGold }, thresholds }: TypeResult): string[] {
  if (all === null) return [];
  const rows = thresholds.map(({ threshold, answers, precision, recall }) => [
    threshold,
    answers,
    percent(precision),
    percent(recall),
  ]);
  return [
    `Confidence: expected calibration error ${errorOf(all)} over all links, ${errorOf(onGold)} over those on gold mentions (10 bins of equal width)`,
    reliability(all, onGold),
    'JOINT with links of at least a confidence:',
    table(['confidence', 'links', 'P', 'R'], rows),
  ];
}

function errorOf(calibration: Calibration | null): string {
  return calibration === null ? '-' : calibration.error.toFixed(3);
}

function reliability(all: Calibration, onGold: Calibration | null): string {
  const rows = all.bins.flatMap((bin, index) => {
    const here = onGold?.bins[index];
    if (bin.answers === 0) return [];
    const gold =
      here === undefined || here.answers === 0
        ? ['', '', '']
        : [here.answers, percent(here.confidence), percent(here.right)];
    return [
      [
        `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
        bin.answers,
        percent(bin.confidence),
        percent(bin.right),
        ...gold,
      ],
    ];
  });
  return table(['bin', 'links', 'confidence', 'right', 'on gold', 'confidence', 'right'], rows);
}

/** @param most mentions won and lost that are named, for each corpus and type */
export function differenceText({ results, onlyOld, onlyNew }: Difference, most: number): string {
  const lines = (names: readonly string[], where: string) =>
    names.map((name) => `${printable(name)}: only in the ${where} run`);
  return [
    'Against the older run:',
    ...results.map((result) => typeDifferenceText(result, most)),
    ...lines(onlyOld, 'older'),
    ...lines(onlyNew, 'newer'),
    '',
  ].join('\n\n');
}

function typeDifferenceText({ corpus, type, figures, won, lost, sameGold }: TypeDifference, most: number): string {
  const rows = FIGURE_NAMES.map((name) => {
    const { precision, recall, f } = figures[name];
    return [name, ...[precision, recall, f].map(points)];
  });
  return [
    `${printable(corpus)} ${type}${sameGold ? '' : ' (the gold is another one)'}`,
    table(['figure', 'P', 'R', 'F'], rows),
    `Won: ${counted(won.length, 'gold mention')}`,
    ...changedLines(won, 'was', most),
    `Lost: ${counted(lost.length, 'gold mention')}`,
    ...changedLines(lost, 'now', most),
  ].join('\n');
}

function changedLines(mentions: readonly Changed[], when: string, most: number): string[] {
  const lines = mentions
    .slice(0, most)
    .map(({ document, start, end, text, outcome }) =>
      printable(`  ${document} ${start}-${end}  "${shortened(text, 60)}"  ${when} ${outcome}`),
    );
  return mentions.length > most ? [...lines, `  and ${grouped(mentions.length - most)} more`] : lines;
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function points(difference: number): string {
  const text = percent(difference);
  return difference > 0 && text !== '0.00' ? `+${text}` : text.replace(/^-0\.00$/, '0.00');
}
