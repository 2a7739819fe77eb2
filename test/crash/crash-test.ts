/** One crash test of one store: rounds of faults, a last run in peace, and the comparison with a run from scratch. */
import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { starterLexicon } from '../../pipelines/build-lexicon.js';
import { environmentName, settingPaths } from '../../src/settings.js';
import type { Cleanup } from './cleanup.js';
import { compareResults } from './compare-results.js';
import { CrashSite } from './crash-site.js';
import { GENERATED_HOST } from './generated-papers.js';
import type { GraphUnderTest } from './graph-under-test.js';
import { PaperInputs } from './paper-inputs.js';
import { ProgramRun } from './program.js';
import { readCache, readResult, strangers, temporaries } from './read-result.js';
import { Rounds } from './rounds.js';
import type { SmallDisk } from './small-disk.js';
import { newTally, type Tally } from './tally.js';
import { factsOf } from './terminology-facts.js';

export interface CrashTestOptions {
  readonly graph: GraphUnderTest;
  readonly rounds: number;
  readonly seed: number;
  /** Number of generated papers. */
  readonly papers: number;
  /** Folder of shared papers; null for none. */
  readonly shared: string | null;
  /** An empty folder for all files. */
  readonly folder: string;
  /** The disk that state is kept on; null to keep it in the folder, where the disk cannot be filled. */
  readonly disk: SmallDisk | null;
  /** The built `main.js`. */
  readonly program: string;
  readonly cleanup: Cleanup;
  readonly say: (line: string) => void;
}

/** Share of the generated papers that get another text before a run. */
const CHANGED = 0.08;
/** Differences shown; all are counted. */
const SHOWN = 20;
const TWO_DAYS_S = 2 * 24 * 3600;

/** Settings without which papers would wait for a later run than the next. Left out where the program has none such. */
const FAILURES: Readonly<Record<string, string>> = { 'failures.retryDelayMinutes': '0', 'failures.parkAfter': '1000' };

export async function crashTest(options: CrashTestOptions): Promise<Tally> {
  const test = new CrashTest(options, newInputs(options));
  return test.run();
}

function newInputs({ folder, seed, papers, shared }: CrashTestOptions): PaperInputs {
  return new PaperInputs({ folder: join(folder, 'cards'), seed, generated: papers, shared });
}

class CrashTest {
  readonly #options: CrashTestOptions;
  readonly #inputs: PaperInputs;
  readonly #tally = newTally();
  /** Folder of the runs that are disturbed, and of the one that is not. */
  readonly #state: string;
  readonly #scratch: string;

  constructor(options: CrashTestOptions, inputs: PaperInputs) {
    this.#options = options;
    this.#inputs = inputs;
    this.#state = join(options.disk?.folder ?? options.folder, 'state');
    this.#scratch = join(options.folder, 'scratch');
  }

  async run(): Promise<Tally> {
    const { graph, cleanup, papers, say, disk } = this.#options;
    const site = await CrashSite.start((name) => this.#inputs.text(name));
    cleanup.add(() => site.close());
    say(
      `${this.#inputs.shared} shared and ${papers} generated papers, ${graph.kind} graph, seed ${this.#options.seed}`,
    );
    const start = () => this.#start(site, this.#state);
    const changes = Math.ceil(papers * CHANGED);
    const { server: neo4j } = graph;
    await new Rounds({ ...this.#options, site, neo4j, changes, inputs: this.#inputs, start, tally: this.#tally }).all();
    if (disk !== null) say(`disk in use: ${Math.round((await disk.used()) / 1e6)} MB`);
    // What no run can open would only end this process.
    if (await this.#lastRuns(start)) await this.#compare(site);
    else this.#differ(['the last run could not do its work, so nothing was compared']);
    this.#tally.siteFaults = site.faultCount;
    await site.close();
    return this.#tally;
  }

  #start(site: CrashSite, state: string): ProgramRun {
    const { program, cleanup, folder, graph } = this.#options;
    mkdirSync(state, { recursive: true });
    const args = ['link', this.#inputs.folder, '--state', state, '--json', '--log-level', 'debug'];
    return new ProgramRun({ program, args, env: { ...environment(site), ...graph.env }, cwd: folder, cleanup });
  }

  /** In peace: one run does what is left, another finds nothing to do. What killed runs left behind is old by then. @returns false when the first failed */
  async #lastRuns(start: () => ProgramRun): Promise<boolean> {
    const past = Date.now() / 1000 - TWO_DAYS_S;
    for (const path of temporaries(this.#state)) utimesSync(path, past, past);
    if (!(await this.#inPeace(start(), 'the last run'))) return false;
    const again = start();
    await this.#inPeace(again, 'a run with nothing to do');
    if (again.writtenIds.size > 0)
      this.#differ([`${again.writtenIds.size} papers were done twice: ${[...again.writtenIds].slice(0, 5)}`]);
    this.#differ(strangers(this.#state).map((name) => `state folder: ${name} should not be there`));
    this.#differ(temporaries(this.#state).map((path) => `state folder: ${path} was left behind`));
    return true;
  }

  async #inPeace(run: ProgramRun, what: string): Promise<boolean> {
    const { code, signal, ms } = await run.ended;
    this.#options.say(`${what}: exit ${code ?? signal} after ${Math.round(ms)} ms, ${run.writtenIds.size} written`);
    if (code === 0) return true;
    this.#tally.badEnds++;
    this.#options.say(`bad end of ${what}; the log ends with\n${run.tail}`);
    return false;
  }

  async #compare(site: CrashSite): Promise<void> {
    const { graph } = this.#options;
    const ids = await this.#inputs.ids();
    const cache = await readCache(this.#state);
    const found = await readResult(graph, this.#state, ids);
    await graph.empty();
    const scratch = this.#start(site, this.#scratch);
    await this.#inPeace(scratch, 'a run from scratch');
    // Moments of kills are read from the log, so a log that reads otherwise would quietly make them few.
    const { size } = scratch.writtenIds;
    if (size !== ids.length)
      this.#differ([`the log of a run from scratch tells of ${size} papers written, not ${ids.length}`]);
    const wanted = await readResult(graph, this.#scratch, ids);
    const lexicon = await starterLexicon();
    const { rows, leftovers, differences } = compareResults(found, wanted, { ids, isFact: factsOf(lexicon) });
    Object.assign(this.#tally, { papers: ids.length, graphRows: rows, leftovers });
    Object.assign(this.#tally, { cacheEntries: cache.entries, brokenCacheEntries: cache.broken.length });
    this.#differ(differences);
    for (const key of cache.broken.slice(0, SHOWN)) this.#options.say(`broken cache entry: ${key}`);
  }

  #differ(differences: readonly string[]): void {
    for (const difference of differences.slice(0, SHOWN)) this.#options.say(`difference: ${difference}`);
    this.#tally.differences += differences.length;
  }
}

/** All papers from the site, at any rate, asked for anew in each run, with nothing that waits for long. */
function environment({ origin }: CrashSite): Record<string, string> {
  const known = Object.entries(FAILURES).filter(([path]) => settingPaths().includes(path));
  return {
    PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'tomesphere.com': origin, [GENERATED_HOST]: origin }),
    PAPERGRAPH_FETCH_AGREED_HOSTS: JSON.stringify({ '127.0.0.1': { requestsPerSecond: 100_000, ignoreRobots: true } }),
    PAPERGRAPH_FETCH_FRESH_HOURS: '0',
    PAPERGRAPH_FETCH_CONCURRENCY_PER_HOST: '8',
    PAPERGRAPH_FETCH_RETRY_DELAY_MS: '5',
    PAPERGRAPH_FETCH_HOST_DOWN_MS: '300',
    PAPERGRAPH_FETCH_TIMEOUT_MS: '5000',
    ...Object.fromEntries(known.map(([path, value]) => [environmentName(path), value])),
  };
}
