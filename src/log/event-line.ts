/** What the log says of each event: level and fields. Pure; the same for JSON and for the readable form. */
import type { InputProblem, PaperOutcome, RunEvent, RunSummary, Trouble } from '../model.js';

/** A line before it has a form. The name of the event is its message. */
export interface EventLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The line of an event. */
export function eventLine(event: RunEvent): EventLine {
  switch (event.event) {
    case 'run-started':
      return info({
        graph: event.graph,
        lexicon: event.lexiconPath,
        release: event.run.lexicon,
        version: event.run.version,
      });
    case 'input-problem':
      return problemLine(event.problem);
    case 'paper-found':
      return debug({ paper: event.paperId });
    case 'input-ended':
      return info({ papers: event.papers });
    case 'stage-started':
      return debug({ paper: event.paperId, stage: event.stage });
    case 'stage-done':
      return stageLine(event);
    case 'retry':
      return retryLine(event);
    case 'paper-done':
      return paperLine(event.outcome);
    case 'stopping':
      return { level: 'warn', fields: { signal: event.signal, inFlight: event.inFlight } };
    case 'notice':
      return { level: 'warn', fields: { reason: event.message } };
    case 'progress':
      return info({ done: event.done, found: event.found, inStage: event.inStage, queues: event.queues });
    case 'run-done':
      return summaryLine(event.summary);
  }
}

function info(fields: EventLine['fields']): EventLine {
  return { level: 'info', fields };
}

function debug(fields: EventLine['fields']): EventLine {
  return { level: 'debug', fields };
}

function problemLine({ place, kind, message }: InputProblem): EventLine {
  return { level: 'warn', fields: { path: place.path, line: place.line, kind, reason: message } };
}

function stageLine(event: Extract<RunEvent, { event: 'stage-done' }>): EventLine {
  const { paperId, stage, ms, outcome, message, bytes = 0, host } = event;
  const fields = {
    paper: paperId,
    stage,
    ms: Math.round(ms * 10) / 10,
    outcome,
    ...(bytes > 0 && { bytes, host }),
    ...(message !== undefined && { reason: message }),
  };
  return { level: ['failed', 'from-card', 'stale'].includes(outcome) ? 'warn' : 'info', fields };
}

function retryLine({ paperId, stage, attempt, delayMs, reason }: Extract<RunEvent, { event: 'retry' }>): EventLine {
  return { level: 'warn', fields: { paper: paperId, stage, attempt, delayMs: Math.round(delayMs), reason } };
}

function paperLine(outcome: PaperOutcome): EventLine {
  const fields = { paper: outcome.paperId, outcome: outcome.kind };
  if (outcome.kind === 'failed') return { level: 'error', fields: { ...fields, ...troubleFields(outcome.trouble) } };
  // It was told when it failed; a thousand that wait are no news.
  if (outcome.kind === 'skipped') return debug({ ...fields, why: outcome.why, ...troubleFields(outcome.trouble) });
  return info({ ...fields, origin: outcome.origin, ...outcome.counts });
}

function troubleFields({ stage, kind, message, attempts, nextAttempt, parked }: Trouble): EventLine['fields'] {
  return { stage, kind, reason: message, attempts, next: parked ? 'parked' : (nextAttempt ?? 'not by itself') };
}

function summaryLine({ papers, mentions, nil, wallMs, warnings }: RunSummary): EventLine {
  const fields = { ...papers, mentions, nil, ms: Math.round(wallMs) };
  if (warnings.length === 0) return info(fields);
  return { level: 'warn', fields: { ...fields, reason: warnings.map((warning) => warning.message).join('; ') } };
}
