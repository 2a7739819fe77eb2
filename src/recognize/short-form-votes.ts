/** A short form is what its long form is, everywhere in the paper: the tagger's answers for both are counted together. */
import type { Abbreviation } from '../model.js';
import { groupBy } from '../text/group-by.js';
import { endsInDisease } from './long-forms.js';
import type { ShortFormUse } from './short-forms.js';
import { SpansAt } from './spans-at.js';
import type { TaggedSpan } from './tagger/tagger.js';

/**
 * Spans with those of short forms added: all uses, where the long form is tagged or most uses are. Genes and diseases are
 * counted apart, and both may stand at one place ("VHL"): dropping one of them did harm.
 */
export function likeLongForms(spans: readonly TaggedSpan[], uses: readonly ShortFormUse[]): TaggedSpan[] {
  const votes = new Votes(spans);
  const added: TaggedSpan[] = [];
  for (const [abbreviation, all] of groupBy(uses, (use) => use.abbreviation)) {
    for (const kind of KINDS) {
      const long = votes.longForm(abbreviation, kind);
      const tagged = all.flatMap((use) => votes.spanAt(use, kind) ?? []);
      const type = long?.type ?? tagged[0]?.type ?? null;
      if (type === null || (long === undefined && tagged.length / all.length < MOST)) continue;
      const score = long?.score ?? tagged.length / all.length;
      for (const use of all) if (votes.spanAt(use, kind) === undefined) added.push(spanOf(use, type, score));
    }
  }
  const taken = new SpansAt(spans);
  const isFree = (span: TaggedSpan) => !taken.some(span, (other) => kindOf(other) === kindOf(span));
  return [...spans, ...added.filter(isFree)];
}

/** Share of the uses from which all are mentions, when nothing is known of the long form. */
const MOST = 0.5;

/** What a preposition ties to a disease is something else: "deleted in colorectal cancer" is a gene. */
const PREPOSITION = /(?:^|\s)(?:in|of|for|with|to|by|from|on|at|during|against)\s/iu;

const KINDS = ['disease', 'gene'] as const;

type Kind = (typeof KINDS)[number];

function kindOf({ type }: Pick<TaggedSpan, 'type'>): Kind {
  return type === 'Disease' ? 'disease' : 'gene';
}

class Votes {
  readonly #byPlace: ReadonlyMap<string, TaggedSpan>;
  readonly #diseaseEnds: ReadonlyMap<string, TaggedSpan>;

  constructor(spans: readonly TaggedSpan[]) {
    this.#byPlace = new Map(spans.map((span) => [keyOf(span, kindOf(span)), span]));
    const diseases = spans.filter((span) => kindOf(span) === 'disease');
    this.#diseaseEnds = new Map(diseases.map((span) => [`${span.passage}:${span.plainEnd}`, span]));
  }

  spanAt(use: ShortFormUse, kind: Kind): TaggedSpan | undefined {
    return this.#byPlace.get(keyOf(use, kind));
  }

  /** The long form, or the disease at its end: "toxicities" of "dose-limiting toxicities". */
  longForm(abbreviation: Abbreviation, kind: Kind): TaggedSpan | undefined {
    const { passage, longStart: plainStart, longEnd: plainEnd } = abbreviation;
    const whole = this.#byPlace.get(keyOf({ passage, plainStart, plainEnd }, kind));
    if (whole !== undefined || kind !== 'disease' || !endsInDisease(abbreviation.longForm)) return whole;
    const head = this.#diseaseEnds.get(`${passage}:${plainEnd}`);
    if (head === undefined || head.plainStart <= plainStart) return undefined;
    return PREPOSITION.test(abbreviation.longForm.slice(0, head.plainStart - plainStart)) ? undefined : head;
  }
}

function keyOf(
  { passage, plainStart, plainEnd }: Pick<TaggedSpan, 'passage' | 'plainStart' | 'plainEnd'>,
  kind: Kind,
): string {
  return `${kind}:${passage}:${plainStart}:${plainEnd}`;
}

function spanOf({ passage, plainStart, plainEnd, text }: ShortFormUse, type: TaggedSpan['type'], score: number) {
  return { type, passage, plainStart, plainEnd, text, score };
}
