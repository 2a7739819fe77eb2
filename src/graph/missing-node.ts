import { PaperError } from '../errors.js';

/** A node that an edge ends in is not there: a fault of the paper, or removed by another process at this moment. */
export class MissingNodeError extends PaperError {}

/** Times that papers are written before a missing node is taken for their fault. */
const ATTEMPTS = 4;

/** Does the work again while a node is missing: each time it looks anew what is there, and makes what is not. */
export async function despiteRemovals(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof MissingNodeError)) throw error;
    }
  }
}
