/** The readable form of the log: one calm line an event. Pure. */
import { safeText } from '../safe-text.js';

/** A line of the log as it is written in JSON. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** Widths of the columns; what is longer moves the rest of its line to the right. */
const WIDTH = { paper: 18, stage: 5, seconds: 9, outcome: 10 } as const;

/** Fields with a column or a place of their own. The id of the run is in the line that begins it. */
const PLACED: ReadonlySet<string> = new Set([
  'time',
  'level',
  'msg',
  'run',
  'paper',
  'stage',
  'ms',
  'outcome',
  'reason',
]);

/** Characters of a reason that are shown. */
const LONGEST = 600;

const COLORS: Readonly<Record<string, number>> = { debug: 2, warn: 33, error: 31 };

/**
 * `2026-11-27T21:03:11Z WARN  PMC:PMC123          fetch    1.200 s  from-card   http-status: …`: time, level, paper (or the
 * name of the event), stage, duration, outcome, other fields as `name=value`, and the reason last, so that whatever stands in it
 * is nothing but the end of a line.
 *
 * @param colors true for the escape sequences that color warnings and errors on a terminal
 */
export function textLine(record: LogRecord, colors: boolean): string {
  const level = textOf(record['level']);
  const name = `${level.toUpperCase()} `.padEnd(6);
  const words = [timeOf(record), colored(name, colors ? COLORS[level] : undefined), wordsOf(record)];
  return words.join(' ').trimEnd();
}

function wordsOf(record: LogRecord): string {
  const columns = record['paper'] === undefined ? eventColumns(record) : paperColumns(record);
  const reason = shortened(textOf(record['reason']));
  return [...columns, ...otherFields(record), reason].filter((part) => part !== '').join('  ');
}

function eventColumns(record: LogRecord): string[] {
  const [event, outcome] = [textOf(record['msg']), textOf(record['outcome'])];
  return [event.padEnd(WIDTH.paper), textOf(record['stage']), seconds(record['ms']), outcome];
}

function paperColumns(record: LogRecord): string[] {
  return [
    quoted(record['paper']).padEnd(WIDTH.paper),
    textOf(record['stage']).padEnd(WIDTH.stage),
    seconds(record['ms']).padStart(WIDTH.seconds),
    outcomeOf(record).padEnd(WIDTH.outcome),
  ];
}

/** What a paper's line is about, where no outcome says it: `stage-started`, `retry`, `paper-found`. */
function outcomeOf(record: LogRecord): string {
  const outcome = textOf(record['outcome']);
  return outcome === '' ? textOf(record['msg']) : outcome;
}

function timeOf(record: LogRecord): string {
  return textOf(record['time']).replace(/\.\d+Z$/, 'Z');
}

function seconds(ms: unknown): string {
  return typeof ms === 'number' ? `${(ms / 1000).toFixed(3)} s` : '';
}

function otherFields(record: LogRecord): string[] {
  return Object.entries(record)
    .filter(([name]) => !PLACED.has(name) || (name === 'run' && record['msg'] === 'run-started'))
    .map(([name, value]) => `${safeText(name)}=${quoted(value)}`);
}

/** A value with blanks in it stands in quotes, so that it cannot pass for two. */
function quoted(value: unknown): string {
  if (typeof value !== 'string') return textOf(value);
  const text = safeText(value);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}

/** A server may say kilobytes; the log in JSON has the whole. */
function shortened(text: string): string {
  const letters = [...text.slice(0, 2 * LONGEST + 2)];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return safeText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function colored(text: string, color: number | undefined): string {
  return color === undefined ? text : `\u001b[${color}m${text}\u001b[0m`;
}
