/** Minimum of a smooth function of many variables: L-BFGS (Nocedal & Wright, Numerical Optimization, algorithm 7.5). */

/** Value at `at`; writes the gradient there. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** Steps that are remembered to guess the curvature. */
const MEMORY = 10;
/** The search ends when no component of the gradient is larger. */
const FLAT = 1e-7;

interface Step {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly scale: number;
}

/** The place where the search ends, after `steps` steps at most. Deterministic. */
export function minimize(start: Float64Array, steps: number, objective: Objective): Float64Array {
  let at = start.slice();
  let gradient = new Float64Array(at.length);
  let value = objective(at, gradient);
  const known: Step[] = [];
  for (let step = 0; step < steps && largest(gradient) > FLAT; step++) {
    const direction = directionOf(gradient, known);
    const first = known.length === 0 ? 1 / Math.max(1, largest(gradient)) : 1;
    const found = search({ at, gradient, value, direction, first }, objective);
    if (found === null) break;
    const move = combine(found.at, at, -1);
    const change = combine(found.gradient, gradient, -1);
    const curvature = dot(move, change);
    if (curvature > 1e-14) known.push({ move, change, scale: 1 / curvature });
    if (known.length > MEMORY) known.shift();
    ({ at, gradient, value } = found);
  }
  return at;
}

/** Minus the inverse curvature times the gradient, by the two-loop recursion. */
function directionOf(gradient: Float64Array, known: readonly Step[]): Float64Array {
  let direction = gradient.map((part) => -part);
  const factors: number[] = [];
  for (const { move, change, scale } of known.toReversed()) {
    const factor = scale * dot(move, direction);
    factors.unshift(factor);
    direction = combine(direction, change, -factor);
  }
  const last = known.at(-1);
  if (last !== undefined) {
    const size = dot(last.move, last.change) / dot(last.change, last.change);
    direction = direction.map((part) => part * size);
  }
  for (const [index, { move, change, scale }] of known.entries()) {
    direction = combine(direction, move, (factors[index] ?? 0) - scale * dot(change, direction));
  }
  return direction;
}

interface Place {
  readonly at: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** Halves the step until the value falls enough (Armijo); null when it does not. */
function search(
  from: Place & { readonly direction: Float64Array; readonly first: number },
  objective: Objective,
): Place | null {
  const slope = dot(from.gradient, from.direction);
  for (let size = from.first, tries = 0; tries < 40; size /= 2, tries++) {
    const at = combine(from.at, from.direction, size);
    const gradient = new Float64Array(at.length);
    const value = objective(at, gradient);
    if (value <= from.value + 1e-4 * size * slope) return { at, gradient, value };
  }
  return null;
}

function combine(a: Float64Array, b: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  const sum = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = (a[i] ?? 0) + factor * (b[i] ?? 0);
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
