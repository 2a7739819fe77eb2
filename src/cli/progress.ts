/** What a person sees while a run goes on: papers done, in each stage, per second, time left, failures. */
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { PaperOutcome, RunEvent, StageName } from '../model.js';
import { duration } from '../number-text.js';
import { printable, shortened } from './terminal.js';

const STAGES: readonly StageName[] = ['fetch', 'link', 'write'];

/** Shows events as one line that is redrawn, with problems above it. */
export class ProgressDisplay {
  readonly #bars = new MultiBar(
    {
      format: '{bar} {value}/{total}{open} papers  {stages}  {rate}/s  {left}{failed}',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
      fps: 5,
    },
    Presets.shades_classic,
  );
  readonly #bar: SingleBar = this.#bars.create(1, 0, { open: '+', stages: '', rate: '0.0', left: '', failed: '' });
  readonly #startedAt = performance.now();
  readonly #inStage = new Map<StageName, number>(STAGES.map((stage) => [stage, 0]));
  #found = 0;
  #done = 0;
  #failed = 0;
  #inputEnded = false;

  show(event: RunEvent): void {
    if (event.event === 'paper-found') this.#found++;
    else if (event.event === 'input-ended') this.#inputEnded = true;
    else if (event.event === 'stage-started') this.#count(event.stage, 1);
    else if (event.event === 'stage-done') this.#count(event.stage, -1);
    else if (event.event === 'paper-done') this.#finish(event.outcome);
    else if (event.event === 'input-problem')
      this.#say(`${event.problem.place.path}:${event.problem.place.line}: ${event.problem.message}`);
    else if (event.event === 'notice') this.#say(event.message);
    else if (event.event === 'stopping')
      this.#say(`${event.signal}: finishing ${event.inFlight} papers; once more to stop at once`);
    this.#draw();
  }

  close(): void {
    this.#bars.stop();
  }

  #count(stage: StageName, by: number): void {
    this.#inStage.set(stage, (this.#inStage.get(stage) ?? 0) + by);
  }

  #finish(outcome: PaperOutcome): void {
    this.#done++;
    if (outcome.kind !== 'failed') return;
    this.#failed++;
    this.#say(`${outcome.paperId}: ${outcome.trouble.stage} failed: ${outcome.trouble.message}`);
  }

  #say(line: string): void {
    // A line that wraps would be drawn over by the bar; the log and the summary have the whole.
    this.#bars.log(`${shortened(printable(line), (process.stderr.columns ?? 100) - 1)}\n`);
  }

  #draw(): void {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const rate = this.#done / Math.max(seconds, 0.001);
    const left = this.#inputEnded && rate > 0 ? `${duration(((this.#found - this.#done) / rate) * 1000)} left` : '';
    // A total of 0 would be drawn as all done.
    this.#bar.setTotal(Math.max(1, this.#found));
    this.#bar.update(this.#done, {
      open: this.#inputEnded ? '' : '+',
      stages: STAGES.map((stage) => `${stage} ${this.#inStage.get(stage) ?? 0}`).join(' '),
      rate: rate.toFixed(1),
      left,
      failed: this.#failed > 0 ? `  ${this.#failed} failed` : '',
    });
  }
}
