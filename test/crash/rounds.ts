/** The rounds of a crash test: texts change, a run is killed, the next one goes on and meets another fault. */
import type { PaperId } from '../../src/model.js';
import { Dice } from './dice.js';
import { ALLOWED_CODES, befall, type FaultKind, type FaultPlaces, faultPlan } from './faults.js';
import { type KillMoment, killMoments, until } from './kill-moments.js';
import { Paces } from './pace.js';
import type { PaperInputs } from './paper-inputs.js';
import type { Ended, ProgramRun } from './program.js';
import type { Tally } from './tally.js';

export interface RoundsOptions extends FaultPlaces {
  readonly rounds: number;
  readonly seed: number;
  /** Number of generated papers, and of those whose text changes before a run. */
  readonly papers: number;
  readonly changes: number;
  readonly inputs: PaperInputs;
  readonly start: () => ProgramRun;
  readonly tally: Tally;
  readonly say: (line: string) => void;
}

/** Attempts at a kill in one round: a run may end before its moment comes. */
const ATTEMPTS = 4;
/** Shares of bad answers of the site, one of which counts for a run. */
const BAD_ANSWERS = [0, 0, 0.03, 0.15];
/** Before anything was measured, for so many papers; milliseconds. */
const guess = (papers: number) => ({ starting: 700, whole: 1500 + 12 * papers, closing: 200 });

export class Rounds {
  readonly #options: RoundsOptions;
  readonly #dice: Dice;
  readonly #paces: Paces;
  readonly #written = new Set<PaperId>();

  constructor(options: RoundsOptions) {
    this.#options = options;
    this.#paces = new Paces(guess(options.papers));
    this.#dice = new Dice(options.seed, 'rounds');
  }

  async all(): Promise<void> {
    const { rounds, seed, tally, site } = this.#options;
    const moments = killMoments(rounds, seed);
    const faults = faultPlan(rounds, seed, this.#options);
    for (const [index, moment] of moments.entries()) {
      const killed = await this.#killed(moment);
      const resumed = await this.#resumed(faults[index] ?? 'none');
      tally.rounds++;
      this.#options.say(`round ${index + 1}/${rounds}: ${killed} | ${resumed} | ${this.#written.size} papers written`);
    }
    site.faults = null;
  }

  /** Starts runs until one is killed. @returns what happened, for a line */
  async #killed(moment: KillMoment): Promise<string> {
    const { inputs, changes, start } = this.#options;
    const expected = { ...this.#paces.expected, papers: changes };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      inputs.change(changes, this.#dice);
      this.#answerBadly();
      const run = start();
      await until(sooner(moment, attempt), run, expected);
      run.kill('SIGKILL');
      const ended = await run.ended;
      this.#note(run);
      if (ended.signal === 'SIGKILL') return this.#killedAt(run, ended, moment.kind);
      this.#paces.note(run, ended);
    }
    return 'not killed: each run ended before its moment';
  }

  #killedAt(run: ProgramRun, { ms }: Ended, kind: string): string {
    const { kills } = this.#options.tally;
    const phase = run.reached.done !== null ? 'after' : run.reached.writing === null ? 'before' : 'writing';
    kills[phase]++;
    return `SIGKILL (${kind}) at ${Math.round(ms)} ms, ${phase}${phase === 'before' ? '' : `, ${run.written} written`}`;
  }

  /** The run after the kill, with a fault. A fault needs work to befall, so texts change once more. */
  async #resumed(fault: FaultKind): Promise<string> {
    const { inputs, changes, start, site } = this.#options;
    if (fault === 'none') site.faults = null;
    else {
      inputs.change(changes, this.#dice);
      this.#answerBadly();
    }
    const run = start();
    const happened = await befall(run, fault, {
      ...this.#options,
      dice: this.#dice,
      wholeMs: this.#paces.expected.whole,
    });
    const ended = await run.ended;
    this.#note(run);
    if (fault === 'none') this.#paces.note(run, ended);
    if (happened) this.#count(fault);
    this.#checkEnd(run, ended, fault);
    const told = fault === 'none' ? 'resumed' : happened ? fault : `${fault} came too late`;
    return `${told}: exit ${ended.code ?? ended.signal} after ${Math.round(ended.ms)} ms`;
  }

  #answerBadly(): void {
    const { site } = this.#options;
    const share = this.#dice.pick(BAD_ANSWERS);
    site.faults = share === 0 ? null : { share, dice: this.#dice };
  }

  #note(run: ProgramRun): void {
    for (const id of run.writtenIds) this.#written.add(id);
  }

  #count(fault: FaultKind): void {
    const { tally } = this.#options;
    if (fault === 'network-cut') tally.networkCuts++;
    if (fault === 'sigterm') tally.sigterms++;
    if (fault === 'disk-full') tally.diskFills++;
    if (fault === 'neo4j-kill') tally.neo4jKills++;
  }

  /** SIGTERM before the program listens for signals ends it as signals do. */
  #checkEnd(run: ProgramRun, { code, signal }: Ended, fault: FaultKind): void {
    if (code !== null && ALLOWED_CODES[fault].includes(code)) return;
    if (fault === 'sigterm' && signal === 'SIGTERM' && run.reached.started === null) return;
    this.#options.tally.badEnds++;
    this.#options.say(`bad end under ${fault}: exit ${code ?? signal}; the log ends with\n${run.tail}`);
  }
}

/** An earlier moment after one that came too late. */
function sooner(moment: KillMoment, attempt: number): KillMoment {
  const factor = 1 - (attempt - 1) / ATTEMPTS;
  return 'share' in moment ? { ...moment, share: moment.share * factor } : { ...moment, ms: moment.ms * factor };
}
