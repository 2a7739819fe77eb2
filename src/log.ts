/**
 * The log of a run: one line an event, on standard error, made from the same events as summary and progress; in JSON for
 * machines or in a readable form. In neither can text from papers, file names and servers forge lines or terminal codes.
 */
import pino, { type DestinationStream, type Logger } from 'pino';
import { eventLine } from './log/event-line.js';
import { type LogRecord, textLine } from './log/text-line.js';
import type { RunEvent } from './model.js';
import { safeJson } from './safe-text.js';
import type { Settings } from './settings.js';

export interface LogOptions {
  readonly level: Settings['log']['level'];
  /** `json` unless told otherwise. */
  readonly form?: 'json' | 'text';
  /** Whether the readable form has colors; false unless told otherwise. */
  readonly colors?: boolean;
  /** Where lines go; standard error unless told otherwise. */
  readonly destination?: DestinationStream;
}

/** A logger with ISO times and level names. */
export function createLogger(options: LogOptions): Logger {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: options.form === 'text' ? textWriter(options.colors === true) : jsonWriter },
    },
    destination,
  );
}

/** Makes the listener that writes each event of one run as one line: run, paper, stage, duration, outcome. */
export function eventLogger(logger: Logger, runId: string): (event: RunEvent) => void {
  const log = logger.child({ run: runId });
  return (event) => {
    const { level, fields } = eventLine(event);
    log[level](fields, event.event);
  };
}

/** How the log is to be shown. */
export interface LogForm {
  /** `progress` is a display that is redrawn, and no log. */
  readonly form: 'json' | 'text' | 'progress';
  readonly colors: boolean;
}

/** What is known of the place where the log goes. */
export interface LogPlace {
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * What `log.format` means here: `auto` is progress on a terminal and JSON otherwise. Colors are for terminals only, and not
 * where NO_COLOR says so (https://no-color.org: set to anything but the empty text) or the terminal is a dumb one.
 */
export function logForm(format: Settings['log']['format'], { isTerminal, environment }: LogPlace): LogForm {
  const isPlain = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  const form = format === 'auto' ? (isTerminal ? 'progress' : 'json') : format;
  return { form, colors: isTerminal && !isPlain };
}

/** JSON escapes the control characters of ASCII itself; what else a terminal obeys is escaped here. */
function jsonWriter(line: string): string {
  return `${safeJson(line.trimEnd())}\n`;
}

function textWriter(colors: boolean): (line: string) => string {
  return (line) => {
    const record: LogRecord = JSON.parse(line);
    return `${textLine(record, colors)}\n`;
  };
}
