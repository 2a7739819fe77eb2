/** Where a run is, from its events: papers found and done, and in each stage. */
import type { RunEvent, RunProgress, StageName } from '../model.js';

export class RunTracker {
  readonly #inStage: Record<StageName, number> = { card: 0, fetch: 0, link: 0, write: 0 };
  #found = 0;
  #done = 0;

  add(event: RunEvent): void {
    if (event.event === 'paper-found') this.#found++;
    else if (event.event === 'stage-started') this.#inStage[event.stage]++;
    else if (event.event === 'stage-done') this.#inStage[event.stage]--;
    else if (event.event === 'paper-done') this.#done++;
  }

  /** @param queues papers that wait within a stage, which no event tells */
  progress(queues: RunProgress['queues']): RunProgress {
    return { found: this.#found, done: this.#done, inStage: { ...this.#inStage }, queues };
  }
}
