/** Trains a conditional random field over hashed features by AdaGrad (Duchi, Hazan, Singer 2011), with dropout of features. */
import { Chain } from './crf.js';
import { Random } from './random.js';
import type { TrainingOptions } from './training-options.js';

/** A passage with the labels that its gold allows. */
export interface TrainingSequence {
  readonly count: number;
  /** Hashes of unit u: `hashes[starts[u]]` to before `hashes[starts[u + 1]]`, from `lexiconStarts[u]` on by the lexicon. */
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly lexiconStarts: Int32Array;
  /** Bits of the labels that each unit may have. */
  readonly allowed: Int32Array;
  /** How much it counts, 1 for a full one. */
  readonly weight: number;
}

/** Weights as trained: `rows[row * labels + label]`. */
export interface Weights {
  readonly labels: number;
  readonly hashBits: number;
  readonly rows: Float32Array;
  readonly transitions: Float64Array;
}

/** Units whose labels are known this surely are not learned from: nine in ten, for a third of the time. */
const SURE = 0.002;
/** Start of the sums of squared gradients: keeps the first steps short. */
const FIRST_SQUARE = 0.1;

export class CrfTrainer {
  readonly #labels: number;
  readonly #options: TrainingOptions;
  readonly #random: Random;
  readonly #chain: Chain;
  readonly #rows: Float32Array;
  readonly #squares: Float32Array;
  readonly #sums: Float32Array;
  readonly #transitions: Float64Array;
  readonly #transitionSquares: Float64Array;
  readonly #transitionSums: Float64Array;
  readonly #mask: number;
  #summed = 0;
  /** Features of the sequence at hand after dropout, as rows. */
  #active = new Int32Array(1 << 16);
  #activeStarts = new Int32Array(1 << 10);
  #emissions = new Float64Array(1 << 14);
  #marginals = new Float64Array(1 << 14);
  #gold = new Float64Array(1 << 14);

  constructor(labels: number, options: TrainingOptions) {
    const size = labels << options.hashBits;
    this.#labels = labels;
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#chain = new Chain(labels);
    this.#mask = (1 << options.hashBits) - 1;
    this.#rows = new Float32Array(size);
    this.#squares = new Float32Array(size).fill(FIRST_SQUARE);
    this.#sums = new Float32Array(size);
    this.#transitions = new Float64Array(labels * labels);
    this.#transitionSquares = new Float64Array(labels * labels).fill(1);
    this.#transitionSums = new Float64Array(labels * labels);
  }

  /**
   * Goes through all sequences once, in a new order.
   *
   * @returns mean loss of a unit: the logarithm of how much less likely than certain the gold is
   */
  epoch(sequences: readonly TrainingSequence[]): number {
    const order = Int32Array.from(sequences.keys());
    this.#random.shuffle(order);
    let [loss, units] = [0, 0];
    for (const index of order) {
      const sequence = sequences[index];
      if (sequence === undefined || sequence.count === 0) continue;
      loss += this.#learn(sequence);
      units += sequence.count;
    }
    return loss / Math.max(1, units);
  }

  /** Counts the weights as they are into the mean. */
  remember(): void {
    for (let at = 0; at < this.#rows.length; at++) this.#sums[at] = (this.#sums[at] ?? 0) + (this.#rows[at] ?? 0);
    for (let at = 0; at < this.#transitions.length; at++) {
      this.#transitionSums[at] = (this.#transitionSums[at] ?? 0) + (this.#transitions[at] ?? 0);
    }
    this.#summed++;
  }

  /** The mean of the weights remembered, or the last ones; scaled to what they add up to without dropout. */
  weights(): Weights {
    const kept = 1 - this.#options.dropout;
    const [rows, transitions, times] =
      this.#summed > 0 ? [this.#sums, this.#transitionSums, this.#summed] : [this.#rows, this.#transitions, 1];
    return {
      labels: this.#labels,
      hashBits: this.#options.hashBits,
      rows: rows.map((weight) => (weight * kept) / times),
      transitions: transitions.map((weight) => weight / times),
    };
  }

  #learn(sequence: TrainingSequence): number {
    const { count, weight, allowed } = sequence;
    this.#reserve(sequence);
    this.#dropFeatures(sequence);
    this.#score(count);
    const input = { count, emissions: this.#emissions, transitions: this.#transitions };
    const gradient = new Float64Array(this.#labels * this.#labels);
    const all = this.#chain.run({ ...input, allowed: null });
    this.#chain.marginals(count, this.#marginals);
    this.#chain.addTransitions(count, -weight, gradient);
    const gold = this.#chain.run({ ...input, allowed });
    this.#chain.marginals(count, this.#gold);
    this.#chain.addTransitions(count, weight, gradient);
    for (let unit = 0; unit < count; unit++) this.#update(unit, weight);
    this.#updateTransitions(gradient);
    return all - gold;
  }

  #reserve({ count, hashes }: TrainingSequence): void {
    if (this.#active.length < hashes.length) this.#active = new Int32Array(hashes.length * 2);
    if (this.#activeStarts.length <= count) this.#activeStarts = new Int32Array(count * 2);
    if (this.#emissions.length >= count * this.#labels) return;
    const room = count * this.#labels * 2;
    this.#emissions = new Float64Array(room);
    this.#marginals = new Float64Array(room);
    this.#gold = new Float64Array(room);
  }

  #dropFeatures({ count, hashes, starts, lexiconStarts }: TrainingSequence): void {
    const { dropout, lexiconDropout } = this.#options;
    const withLexicon = !this.#random.chance(lexiconDropout);
    const limit = dropout * 0x1_0000_0000;
    let kept = 0;
    for (let unit = 0; unit < count; unit++) {
      this.#activeStarts[unit] = kept;
      const end = (withLexicon ? starts[unit + 1] : lexiconStarts[unit]) ?? 0;
      for (let at = starts[unit] ?? 0; at < end; at++) {
        if (this.#random.next() >>> 0 < limit) continue;
        this.#active[kept++] = ((hashes[at] ?? 0) & this.#mask) * this.#labels;
      }
    }
    this.#activeStarts[count] = kept;
  }

  #score(count: number): void {
    const L = this.#labels;
    const rows = this.#rows;
    this.#emissions.fill(0, 0, count * L);
    for (let unit = 0; unit < count; unit++) {
      const end = this.#activeStarts[unit + 1] ?? 0;
      for (let at = this.#activeStarts[unit] ?? 0; at < end; at++) {
        const row = this.#active[at] ?? 0;
        for (let label = 0; label < L; label++) {
          const to = unit * L + label;
          this.#emissions[to] = (this.#emissions[to] ?? 0) + (rows[row + label] ?? 0);
        }
      }
    }
  }

  #update(unit: number, weight: number): void {
    const L = this.#labels;
    const rate = this.#options.rate;
    for (let label = 0; label < L; label++) {
      const at = unit * L + label;
      const gradient = weight * ((this.#gold[at] ?? 0) - (this.#marginals[at] ?? 0));
      if (gradient < SURE && gradient > -SURE) continue;
      const square = gradient * gradient;
      const end = this.#activeStarts[unit + 1] ?? 0;
      for (let i = this.#activeStarts[unit] ?? 0; i < end; i++) {
        const place = (this.#active[i] ?? 0) + label;
        const sum = (this.#squares[place] ?? 0) + square;
        this.#squares[place] = sum;
        this.#rows[place] = (this.#rows[place] ?? 0) + (rate * gradient) / Math.sqrt(sum);
      }
    }
  }

  #updateTransitions(gradient: Float64Array): void {
    for (let at = 0; at < gradient.length; at++) {
      const step = gradient[at] ?? 0;
      const sum = (this.#transitionSquares[at] ?? 0) + step * step;
      this.#transitionSquares[at] = sum;
      this.#transitions[at] = (this.#transitions[at] ?? 0) + (this.#options.rate * step) / Math.sqrt(sum);
    }
  }
}

/** Mean of weights of one shape: models that differ in their seeds err in different places. */
export function meanOf(models: readonly [Weights, ...Weights[]]): Weights {
  const [first, ...others] = models;
  const rows = first.rows.slice();
  const transitions = first.transitions.slice();
  for (const other of others) {
    for (let at = 0; at < rows.length; at++) rows[at] = (rows[at] ?? 0) + (other.rows[at] ?? 0);
    for (let at = 0; at < transitions.length; at++)
      transitions[at] = (transitions[at] ?? 0) + (other.transitions[at] ?? 0);
  }
  const share = 1 / models.length;
  return { ...first, rows: rows.map((sum) => sum * share), transitions: transitions.map((sum) => sum * share) };
}
