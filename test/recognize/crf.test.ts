import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chain, type ChainInput } from '../../src/recognize/tagger/crf.js';
import { labelCount, labelIn, mayEnd, mayFollow, mayStart } from '../../src/recognize/tagger/labels.js';

const LABELS = labelCount(['Gene', 'GeneFamily']);

/** A short sequence with random scores. */
const chains = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    emissions: scores(count * LABELS),
    transitions: scores(LABELS * LABELS),
    allowed: fc.constant(null),
  }),
);

function scores(length: number): fc.Arbitrary<Float64Array> {
  const score = fc.double({ min: -3, max: 3, noNaN: true });
  return fc.array(score, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));
}

/** All labelings that follow the rules, with their scores, one by one. */
function labelings({ count, emissions, transitions, allowed }: ChainInput): { labels: number[]; score: number }[] {
  let open: { labels: number[]; score: number }[] = [{ labels: [], score: 0 }];
  for (let unit = 0; unit < count; unit++) {
    open = open.flatMap(({ labels, score }) =>
      Array.from({ length: LABELS }, (_, label) => label)
        .filter((label) => follows(labels.at(-1), label) && isAllowed(allowed, unit, label))
        .map((label) => {
          const before = labels.at(-1);
          const step = before === undefined ? 0 : (transitions[before * LABELS + label] ?? 0);
          return { labels: [...labels, label], score: score + step + (emissions[unit * LABELS + label] ?? 0) };
        }),
    );
  }
  return open.filter(({ labels }) => mayEnd(labels.at(-1) ?? 0));
}

const follows = (before: number | undefined, label: number) =>
  before === undefined ? mayStart(label) : mayFollow(before, label);
const isAllowed = (allowed: Int32Array | null, unit: number, label: number) =>
  allowed === null || (((allowed[unit] ?? 0) >> label) & 1) === 1;

const sumOf = (list: readonly { score: number }[]) => list.reduce((sum, { score }) => sum + Math.exp(score), 0);

/** Whether just these units are a mention of a type. */
function hasSpan(labels: readonly number[], type: number, [first, last]: readonly [number, number]): boolean {
  return labels.slice(first, last + 1).every((label, at) => label === labelIn(type, first + at, { first, last }));
}

/** Every span of every type. */
function spansOf(count: number): (readonly [type: number, first: number, last: number])[] {
  const units = Array.from({ length: count }, (_, unit) => unit);
  return [0, 1].flatMap((type) =>
    units.flatMap((first) => units.slice(first).map((last): readonly [number, number, number] => [type, first, last])),
  );
}

describe('Chain', () => {
  it('sums over what a list of all labelings has', () => {
    fc.assert(
      fc.property(chains, (input) => {
        expect(new Chain(LABELS).run(input)).toBeCloseTo(Math.log(sumOf(labelings(input))), 8);
      }),
    );
  });

  it('gives the share of labelings that have a label at a unit', () => {
    fc.assert(
      fc.property(chains, (input) => {
        const chain = new Chain(LABELS);
        chain.run(input);
        const marginals = new Float64Array(input.count * LABELS);
        chain.marginals(input.count, marginals);
        const all = labelings(input);
        for (let at = 0; at < marginals.length; at++) {
          const [unit, label] = [Math.trunc(at / LABELS), at % LABELS];
          const those = all.filter(({ labels }) => labels[unit] === label);
          expect(marginals[at]).toBeCloseTo(sumOf(those) / sumOf(all), 8);
        }
      }),
    );
  });

  it('finds all spans that are likely enough, each with the share of labelings that have it', () => {
    fc.assert(
      fc.property(chains, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (input, least) => {
        const chain = new Chain(LABELS);
        chain.run(input);
        const found = new Map<string, number>();
        chain.visitSpans(input.count, least, (type, first, last, share) =>
          found.set(`${type} ${first} ${last}`, share),
        );
        const all = labelings(input);
        for (const [type, first, last] of spansOf(input.count)) {
          const those = all.filter(({ labels }) => hasSpan(labels, type, [first, last]));
          const share = sumOf(those) / sumOf(all);
          if (Math.abs(share - least) < 1e-9) continue;
          if (share < least) expect(found.has(`${type} ${first} ${last}`)).toBe(false);
          else expect(found.get(`${type} ${first} ${last}`)).toBeCloseTo(share, 8);
        }
      }),
    );
  });

  it('counts only labels that are allowed', () => {
    fc.assert(
      fc.property(
        chains,
        fc.array(fc.integer({ min: 0, max: 511 }), { minLength: 4, maxLength: 4 }),
        (input, masks) => {
          const limited = { ...input, allowed: Int32Array.from(masks, (mask) => mask | 1) };
          expect(new Chain(LABELS).run(limited)).toBeCloseTo(Math.log(sumOf(labelings(limited))), 8);
        },
      ),
    );
  });

  it('has gradients that agree with small differences', () => {
    fc.assert(
      fc.property(chains, (input) => {
        const chain = new Chain(LABELS);
        chain.run(input);
        const marginals = new Float64Array(input.count * LABELS);
        const expected = new Float64Array(LABELS * LABELS);
        chain.marginals(input.count, marginals);
        chain.addTransitions(input.count, 1, expected);
        for (const [at, gradient] of marginals.entries())
          expect(gradient).toBeCloseTo(slope(input, 'emissions', at), 5);
        for (const [at, gradient] of expected.entries())
          expect(gradient).toBeCloseTo(slope(input, 'transitions', at), 5);
      }),
      { numRuns: 20 },
    );
  });
});

function slope(input: ChainInput, which: 'emissions' | 'transitions', at: number): number {
  const step = 1e-5;
  const moved = (by: number) => input[which].map((score, index) => (index === at ? score + by : score));
  const [more, less] = [step, -step].map((by) => new Chain(LABELS).run({ ...input, [which]: moved(by) }));
  return ((more ?? 0) - (less ?? 0)) / (2 * step);
}
