/**
 * Errors are classed by what the caller does next, after Crawlee and BullMQ: give the paper up, try it again in a later
 * run, or stop the run. Each message has what was expected, what came, and what to do; causes are chained.
 */

/** What the runner does after an error. */
export type NextStep = 'skip' | 'retry-next-run' | 'stop';

/** Base of all errors that papergraph throws on purpose. Anything else that is thrown is a defect of the program. */
export class PapergraphError extends Error {
  readonly next: NextStep;

  constructor(message: string, options: { readonly next: NextStep; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.next = options.next;
  }
}

/** The run cannot start or go on: wrong settings, no lexicon, no graph. Exit code 2. */
export class CannotRunError extends PapergraphError {
  constructor(message: string, cause?: unknown) {
    super(message, { next: 'stop', cause });
  }
}

/** This paper cannot be done, now or later (its text is no text, its card is broken). */
export class PaperError extends PapergraphError {
  constructor(message: string, cause?: unknown) {
    super(message, { next: 'skip', cause });
  }
}

/** This paper could not be done now; the next run tries again. */
export class TemporaryError extends PapergraphError {
  constructor(message: string, cause?: unknown) {
    super(message, { next: 'retry-next-run', cause });
  }
}

/** A file that cannot be read as what it should be, with the place in it. */
export class FormatError extends PapergraphError {
  readonly path: string;
  /** Line counted from 1; 0 when the format has no lines or the place is not known. */
  readonly line: number;

  constructor(place: { readonly path: string; readonly line: number }, message: string, cause?: unknown) {
    super(`${place.path}${place.line > 0 ? `:${place.line}` : ''}: ${message}`, { next: 'stop', cause });
    this.path = place.path;
    this.line = place.line;
  }
}

/** Text of an unknown thrown value for messages, with those of its causes that say something new. */
export function messageOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    const text = at instanceof Error ? at.message || at.name : String(at);
    if (!parts.some((part) => part.includes(text))) parts.push(text);
  }
  const [own = '', ...causes] = parts;
  return causes.length === 0 ? own : `${own} (${causes.join('; ')})`;
}

/** An unknown thrown value as an error: the value itself where it is one. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(messageOf(error));
}
