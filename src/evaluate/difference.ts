/** What changed from one evaluation to a later one. */
import type { Figure, FigureName } from './figures.js';
import type { EvaluationReport, TypeResult } from './report.js';

/** What a comparison needs of the older report. */
export interface OlderReport {
  readonly results: readonly Pick<TypeResult, 'corpus' | 'type' | 'gold' | 'figures' | 'notRight'>[];
}

/** A gold mention that is right in one of two runs only, with what became of it in the other. */
export interface Changed {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly outcome: string;
}

export interface TypeDifference {
  readonly corpus: string;
  readonly type: string;
  /** New minus old, each -1..1. */
  readonly figures: Readonly<Record<FigureName, Figure>>;
  /** Right now and not before; `outcome` is what it was before. */
  readonly won: readonly Changed[];
  /** Right before and not now; `outcome` is what it is now. */
  readonly lost: readonly Changed[];
  /** False when the two runs did not have the same number of gold mentions, so that little can be said. */
  readonly sameGold: boolean;
}

export interface Difference {
  readonly results: readonly TypeDifference[];
  /** `corpus type` that only one of the reports has. */
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
}

export function differenceOf(now: Pick<EvaluationReport, 'results'>, before: OlderReport): Difference {
  const old = new Map(before.results.map((result) => [nameOf(result), result]));
  const names = new Set(now.results.map(nameOf));
  return {
    results: now.results.flatMap((result) => {
      const older = old.get(nameOf(result));
      return older === undefined ? [] : [typeDifference(result, older)];
    }),
    onlyOld: [...old.keys()].filter((name) => !names.has(name)),
    onlyNew: [...names].filter((name) => !old.has(name)),
  };
}

function nameOf({ corpus, type }: Pick<TypeResult, 'corpus' | 'type'>): string {
  return `${corpus} ${type}`;
}

function typeDifference(now: TypeResult, before: OlderReport['results'][number]): TypeDifference {
  return {
    corpus: now.corpus,
    type: now.type,
    figures: figuresBetween(now.figures, before.figures),
    won: missingIn(now.notRight, before.notRight),
    lost: missingIn(before.notRight, now.notRight),
    sameGold: now.gold === before.gold,
  };
}

function figuresBetween(now: TypeResult['figures'], before: TypeResult['figures']): TypeResult['figures'] {
  const minus = (name: FigureName): Figure => ({
    precision: now[name].precision - before[name].precision,
    recall: now[name].recall - before[name].recall,
    f: now[name].f - before[name].f,
  });
  const [STRICT, OVERLAP, JOINT] = [minus('STRICT'), minus('OVERLAP'), minus('JOINT')];
  return { STRICT, OVERLAP, JOINT, 'DOC-MICRO': minus('DOC-MICRO'), 'DOC-AVG': minus('DOC-AVG') };
}

/** Mentions of `others` that are not among `mentions`. */
function missingIn(mentions: readonly Changed[], others: readonly Changed[]): Changed[] {
  const keys = new Set(mentions.map(keyOf));
  return others.filter((mention) => !keys.has(keyOf(mention)));
}

function keyOf({ document, start, end }: Changed): string {
  return `${document}\t${start}\t${end}`;
}
