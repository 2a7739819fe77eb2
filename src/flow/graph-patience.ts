/** How long a run goes on with a graph that does not answer: rather than having every paper fetched and linked for nothing, it ends. */
import { CannotRunError, TemporaryError } from '../errors.js';

/** Questions and batches in a row that may be lost, after the store's own attempts. */
const MOST_LOST = 3;

export class GraphPatience {
  #lostInARow = 0;

  /** The graph answered. */
  reset(): void {
    this.#lostInARow = 0;
  }

  /** The error of a question or a batch; one that ends the run once there were too many in a row. */
  note(error: unknown): unknown {
    if (!(error instanceof TemporaryError) || ++this.#lostInARow < MOST_LOST) return error;
    return new CannotRunError(
      `The graph took none of ${MOST_LOST} batches in a row; start it, then run the same again`,
      error,
    );
  }
}
