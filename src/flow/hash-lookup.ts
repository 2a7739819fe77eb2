/** Asks the graph which papers stand in it, many in one question: one by one they cost more than all else of an unchanged paper. */
import type { PaperId } from '../model.js';
import type { GraphPatience } from './graph-patience.js';
import type { PaperStore } from './write-queue.js';

interface Asked {
  readonly paperId: PaperId;
  readonly answer: (hash: string | undefined) => void;
  readonly failed: (error: unknown) => void;
}

export class HashLookup {
  readonly #store: Pick<PaperStore, 'paperHashes'>;
  readonly #patience: GraphPatience;
  #asked: Asked[] = [];
  #isAsking = false;

  constructor(store: Pick<PaperStore, 'paperHashes'>, patience: GraphPatience) {
    this.#store = store;
    this.#patience = patience;
  }

  /** `PaperGraph.hash` of a paper as it stands in the graph; undefined when it does not. @throws what the store throws */
  get(paperId: PaperId): Promise<string | undefined> {
    return new Promise((answer, failed) => {
      this.#asked.push({ paperId, answer, failed });
      if (!this.#isAsking) void this.#askAll();
    });
  }

  /** What comes while one question is under way is asked together in the next. */
  async #askAll(): Promise<void> {
    this.#isAsking = true;
    // Papers that come in this turn of the event loop go together, too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#asked.length > 0) {
      const asked = this.#asked;
      this.#asked = [];
      await this.#ask(asked);
    }
    this.#isAsking = false;
  }

  async #ask(asked: readonly Asked[]): Promise<void> {
    try {
      const hashes = await this.#store.paperHashes(asked.map(({ paperId }) => paperId));
      this.#patience.reset();
      for (const { paperId, answer } of asked) answer(hashes.get(paperId));
    } catch (caught) {
      const error = this.#patience.note(caught);
      for (const { failed } of asked) failed(error);
    }
  }
}
