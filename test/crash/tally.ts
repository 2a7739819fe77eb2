/** Counts of a crash test, and its last line. */

export interface Tally {
  rounds: number;
  readonly kills: { before: number; writing: number; after: number };
  neo4jKills: number;
  diskFills: number;
  networkCuts: number;
  sigterms: number;
  siteFaults: number;
  cacheEntries: number;
  brokenCacheEntries: number;
  papers: number;
  graphRows: number;
  leftovers: number;
  /** Runs that ended otherwise than they should. */
  badEnds: number;
  differences: number;
}

export function newTally(): Tally {
  return {
    rounds: 0,
    kills: { before: 0, writing: 0, after: 0 },
    neo4jKills: 0,
    diskFills: 0,
    networkCuts: 0,
    sigterms: 0,
    siteFaults: 0,
    cacheEntries: 0,
    brokenCacheEntries: 0,
    papers: 0,
    graphRows: 0,
    leftovers: 0,
    badEnds: 0,
    differences: 0,
  };
}

/** All counts of several tests together. */
export function sum(tallies: readonly Tally[]): Tally {
  const total = newTally();
  for (const { kills, ...counts } of tallies) {
    for (const key of ['before', 'writing', 'after'] as const) total.kills[key] += kills[key];
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) total[key] += counts[key];
  }
  return total;
}

/** True when nothing is wrong. */
export function isClean({ badEnds, brokenCacheEntries, differences }: Tally): boolean {
  return badEnds === 0 && brokenCacheEntries === 0 && differences === 0;
}

/** One line. `notes` says what could not be tested. */
export function lastLine(stores: string, tally: Tally, notes: readonly string[]): string {
  const { before, writing, after } = tally.kills;
  const parts = [
    `${tally.rounds} rounds`,
    `${before + writing + after} kills (${before} before the first write, ${writing} while writing, ${after} after the last)`,
    `${tally.neo4jKills} Neo4j kills`,
    `${tally.diskFills} disk fills`,
    `${tally.networkCuts} network cuts`,
    `${tally.sigterms} SIGTERMs`,
    `${tally.siteFaults} bad answers`,
    `${tally.cacheEntries} cache entries checked, ${tally.brokenCacheEntries} broken`,
    `${tally.papers} papers`,
    `${tally.graphRows} graph rows compared (${tally.leftovers} more of earlier texts)`,
    `${tally.badEnds} bad ends`,
    `${tally.differences} differences`,
    ...notes,
  ];
  return `crash test, ${stores}: ${parts.join('; ')}`;
}
