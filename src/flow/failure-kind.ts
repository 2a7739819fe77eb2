/** Errors of the stages as kinds of failure. */
import { PaperError, PapergraphError } from '../errors.js';
import type { FailureKind, StageName } from '../model.js';
import { TooSlowError, WorkerLostError } from './workers.js';

/** What no stage throws on purpose is a defect. */
export function kindOf(error: unknown, stage: StageName): FailureKind {
  if (!(error instanceof PapergraphError)) return 'defect';
  if (error instanceof TooSlowError) return 'too-slow';
  if (error instanceof WorkerLostError) return 'worker-lost';
  if (error.next === 'stop') return 'cannot-run';
  if (stage === 'write') return error instanceof PaperError ? 'graph-refused' : 'graph-away';
  return stage === 'link' ? 'unreadable' : 'defect';
}
