/**
 * The log of a run: one JSON line an event, on standard error, made from the same events as summary and progress.
 * JSON escapes control characters, so text from papers and servers can forge neither lines nor terminal codes.
 */
import pino, { type DestinationStream, type Level, type Logger } from 'pino';
import type { PaperOutcome, RunEvent, Trouble } from './model.js';
import type { Settings } from './settings.js';

export interface LogOptions {
  readonly level: Settings['log']['level'];
  /** Where lines go; standard error unless told otherwise. */
  readonly destination?: DestinationStream;
}

/** A logger of JSON lines with ISO times and level names. */
export function createLogger(options: LogOptions): Logger {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

/** Makes the listener that writes each event of one run as one line: run, paper, stage, duration, outcome. */
export function eventLogger(logger: Logger, runId: string): (event: RunEvent) => void {
  const log = logger.child({ run: runId });
  return (event) => {
    const { level, fields } = lineOf(event);
    log[level](fields, event.event);
  };
}

interface Line {
  readonly level: Level;
  readonly fields: Readonly<Record<string, unknown>>;
}

function lineOf(event: RunEvent): Line {
  switch (event.event) {
    case 'run-started':
      return info({
        graph: event.graph,
        lexicon: event.lexiconPath,
        release: event.run.lexicon,
        version: event.run.version,
      });
    case 'input-problem':
      return {
        level: 'warn',
        fields: { ...event.problem.place, kind: event.problem.kind, reason: event.problem.message },
      };
    case 'paper-found':
      return { level: 'debug', fields: { paper: event.paperId } };
    case 'input-ended':
      return info({ papers: event.papers });
    case 'stage-started':
      return { level: 'debug', fields: { paper: event.paperId, stage: event.stage } };
    case 'stage-done':
      return stageLine(event);
    case 'retry':
      return {
        level: 'warn',
        fields: {
          paper: event.paperId,
          stage: event.stage,
          attempt: event.attempt,
          delayMs: Math.round(event.delayMs),
          reason: event.reason,
        },
      };
    case 'paper-done':
      return paperLine(event.outcome);
    case 'stopping':
      return { level: 'warn', fields: { signal: event.signal, inFlight: event.inFlight } };
    case 'progress':
      return info({ found: event.found, done: event.done, inStage: event.inStage, queues: event.queues });
    case 'run-done':
      return info({
        ...event.summary.papers,
        mentions: event.summary.mentions,
        nil: event.summary.nil,
        ms: Math.round(event.summary.wallMs),
      });
  }
}

function info(fields: Line['fields']): Line {
  return { level: 'info', fields };
}

function stageLine(event: Extract<RunEvent, { event: 'stage-done' }>): Line {
  const fields = {
    paper: event.paperId,
    stage: event.stage,
    ms: Math.round(event.ms * 10) / 10,
    outcome: event.outcome,
    ...(event.bytes !== undefined && event.bytes > 0 && { bytes: event.bytes, host: event.host }),
  };
  const level = event.outcome === 'failed' || event.outcome === 'from-card' ? 'warn' : 'info';
  return { level, fields: event.message === undefined ? fields : { ...fields, reason: event.message } };
}

function paperLine(outcome: PaperOutcome): Line {
  const fields = { paper: outcome.paperId, outcome: outcome.kind };
  if (outcome.kind === 'failed') return { level: 'error', fields: { ...fields, ...troubleFields(outcome.trouble) } };
  if (outcome.kind === 'skipped')
    return { level: 'debug', fields: { ...fields, why: outcome.why, ...troubleFields(outcome.trouble) } };
  return info({ ...fields, origin: outcome.origin, ...outcome.counts });
}

function troubleFields({ stage, kind, message, attempts, nextAttempt, parked }: Trouble): Line['fields'] {
  return { stage, kind, reason: message, attempts, next: parked ? 'parked' : (nextAttempt ?? 'not by itself') };
}
