/**
 * Sums over all ways to label a sequence, for a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001).
 * Probabilities are scaled at each unit instead of kept as logarithms, so that the inner loops only multiply and add.
 */
import { labelsOfType, mayEnd, mayFollow, mayStart, typeCount } from './labels.js';

/** All labels are allowed at a unit. */
export const ANY_LABEL = -1;

/** What a field says of one sequence. */
export interface ChainInput {
  /** Number of units. */
  readonly count: number;
  /** Score of label l at unit u: `emissions[u * labels + l]`. */
  readonly emissions: Float64Array;
  /** Score of label b right behind label a: `transitions[a * labels + b]`. */
  readonly transitions: Float64Array;
  /** Bit l is set where label l is allowed at a unit; null for all labels everywhere. */
  readonly allowed: Int32Array | null;
}

/** Room for one sequence after another; what it holds is of the last one. */
export class Chain {
  readonly labels: number;
  #alpha = new Float64Array(0);
  #beta = new Float64Array(0);
  /** Exponentials of the emissions, 0 for labels that are not allowed. */
  #psi = new Float64Array(0);
  #scale = new Float64Array(0);
  readonly #factors: Float64Array;
  /** Scores of transitions that the factors were made of: they are the same from one sequence to the next but in training. */
  readonly #transitions: Float64Array;

  constructor(labels: number) {
    this.labels = labels;
    this.#factors = new Float64Array(labels * labels);
    this.#transitions = new Float64Array(labels * labels).fill(Number.NaN);
  }

  /**
   * Forward and backward pass.
   *
   * @returns the logarithm of the sum over all allowed labelings
   */
  run(input: ChainInput): number {
    this.#reserve(input.count);
    this.#setFactors(input.transitions);
    let logSum = 0;
    for (let unit = 0; unit < input.count; unit++) logSum += this.#setPsi(input, unit) + this.#forward(unit);
    this.#backward(input.count);
    return logSum + Math.log(this.#endSum(input.count));
  }

  /** Writes the probability of each label at each unit, as emissions are laid out. */
  marginals(count: number, into: Float64Array): void {
    const L = this.labels;
    for (let unit = 0; unit < count; unit++) {
      const sum = this.#sumAt(unit);
      for (let at = unit * L; at < (unit + 1) * L; at++)
        into[at] = ((this.#alpha[at] ?? 0) * (this.#beta[at] ?? 0)) / sum;
    }
  }

  /** Adds `factor` times the expected number of each transition to `into`. */
  addTransitions(count: number, factor: number, into: Float64Array): void {
    const L = this.labels;
    for (let unit = 1; unit < count; unit++) {
      const [before, here] = [(unit - 1) * L, unit * L];
      const norm = factor / ((this.#scale[unit] ?? 1) * this.#sumAt(unit));
      for (let a = 0; a < L; a++) {
        const left = (this.#alpha[before + a] ?? 0) * norm;
        if (left === 0) continue;
        for (let b = 0; b < L; b++) {
          const right = (this.#psi[here + b] ?? 0) * (this.#beta[here + b] ?? 0);
          const at = a * L + b;
          into[at] = (into[at] ?? 0) + left * (this.#factors[at] ?? 0) * right;
        }
      }
    }
  }

  /**
   * Calls `visit` for each span of a type (by its index) with at least this probability of being one mention, from its first
   * to its last unit; by type, then in the order of the text.
   */
  visitSpans(
    count: number,
    least: number,
    visit: (type: number, first: number, last: number, probability: number) => void,
  ): void {
    for (let type = 0; type < typeCount(this.labels); type++) {
      const { begin, inside, end, single } = labelsOfType(type);
      for (let first = 0; first < count; first++) {
        const alone = this.#alphaAt(first, single) * this.#shareBehind(first, single);
        if (alone >= least) visit(type, first, first, alone);
        let [before, open] = [begin, this.#alphaAt(first, begin)];
        // A mention is no likelier than its first units are the beginning of one.
        for (let last = first + 1; last < count && open * this.#shareBehind(last - 1, before) >= least; last++) {
          const whole = open * this.#stepTo(last, before, end) * this.#shareBehind(last, end);
          if (whole >= least) visit(type, first, last, whole);
          open *= this.#stepTo(last, before, inside);
          before = inside;
        }
      }
    }
  }

  #alphaAt(unit: number, label: number): number {
    return this.#alpha[unit * this.labels + label] ?? 0;
  }

  /** What the units behind add to the probability of a labeling that has come to this label. */
  #shareBehind(unit: number, label: number): number {
    return (this.#beta[unit * this.labels + label] ?? 0) / this.#sumAt(unit);
  }

  /** Scaled factor of the step from one label to the next, which stands at this unit. */
  #stepTo(unit: number, before: number, label: number): number {
    const factor = this.#factors[before * this.labels + label] ?? 0;
    return (factor * (this.#psi[unit * this.labels + label] ?? 0)) / (this.#scale[unit] ?? 1);
  }

  #reserve(count: number): void {
    if (this.#scale.length >= count) return;
    const room = Math.max(count, 1024);
    this.#alpha = new Float64Array(room * this.labels);
    this.#beta = new Float64Array(room * this.labels);
    this.#psi = new Float64Array(room * this.labels);
    this.#scale = new Float64Array(room);
  }

  #setFactors(transitions: Float64Array): void {
    const L = this.labels;
    for (let at = 0; at < L * L; at++) {
      const score = transitions[at] ?? 0;
      if (score === this.#transitions[at]) continue;
      this.#transitions[at] = score;
      this.#factors[at] = mayFollow(Math.trunc(at / L), at % L) ? Math.exp(score) : 0;
    }
  }

  /** Exponentials relative to the greatest of the allowed ones, whose logarithm it gives. */
  #setPsi({ emissions, allowed }: ChainInput, unit: number): number {
    const L = this.labels;
    const mask = allowed?.[unit] ?? ANY_LABEL;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < L; label++) {
      const score = emissions[unit * L + label] ?? 0;
      if ((mask >>> label) & 1 && score > greatest) greatest = score;
    }
    for (let label = 0; label < L; label++) {
      const at = unit * L + label;
      this.#psi[at] = (mask >>> label) & 1 ? Math.exp((emissions[at] ?? 0) - greatest) : 0;
    }
    return greatest;
  }

  /** @returns logarithm of the sum that the unit was scaled by */
  #forward(unit: number): number {
    const L = this.labels;
    const [before, here] = [(unit - 1) * L, unit * L];
    let total = 0;
    for (let b = 0; b < L; b++) {
      let sum = 0;
      if (unit === 0) sum = mayStart(b) ? 1 : 0;
      else for (let a = 0; a < L; a++) sum += (this.#alpha[before + a] ?? 0) * (this.#factors[a * L + b] ?? 0);
      const value = sum * (this.#psi[here + b] ?? 0);
      this.#alpha[here + b] = value;
      total += value;
    }
    for (let b = 0; b < L; b++) this.#alpha[here + b] = (this.#alpha[here + b] ?? 0) / total;
    this.#scale[unit] = total;
    return Math.log(total);
  }

  #backward(count: number): void {
    const L = this.labels;
    for (let label = 0; label < L; label++) this.#beta[(count - 1) * L + label] = mayEnd(label) ? 1 : 0;
    for (let unit = count - 2; unit >= 0; unit--) {
      const [here, after] = [unit * L, (unit + 1) * L];
      const scale = this.#scale[unit + 1] ?? 1;
      for (let a = 0; a < L; a++) {
        let sum = 0;
        for (let b = 0; b < L; b++) {
          sum += (this.#factors[a * L + b] ?? 0) * (this.#psi[after + b] ?? 0) * (this.#beta[after + b] ?? 0);
        }
        this.#beta[here + a] = sum / scale;
      }
    }
  }

  #endSum(count: number): number {
    return this.#sumAt(count - 1);
  }

  #sumAt(unit: number): number {
    const L = this.labels;
    let sum = 0;
    for (let at = unit * L; at < (unit + 1) * L; at++) sum += (this.#alpha[at] ?? 0) * (this.#beta[at] ?? 0);
    return sum;
  }
}
