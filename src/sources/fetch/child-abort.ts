/** A shorter life within a longer one. */

/** An abort controller that is aborted with its parent. */
export interface ChildAbort {
  readonly controller: AbortController;
  /** Lets go of the parent; call it when the work is done. */
  readonly release: () => void;
}

/**
 * `AbortSignal.any` would do, but in Node 20 it leaves an entry behind in the long-lived parent for each of the millions
 * of requests of a run; a listener can be taken off again.
 */
export function childOf(parent: AbortSignal): ChildAbort {
  const controller = new AbortController();
  const abort = () => controller.abort(parent.reason);
  if (parent.aborted) abort();
  else parent.addEventListener('abort', abort, { once: true });
  return { controller, release: () => parent.removeEventListener('abort', abort) };
}
