/**
 * A process that notes runs in an embedded graph: `tsx embedded-writer.ts PATH RUNS END`, where END is `kill` (by itself,
 * with all in the log), `close`, or `hold` (it says "open" and waits). Prints why it could not go on.
 */
import { EmbeddedStore } from '../../src/graph/embedded.js';

async function main(path: string, runs: number, end: string): Promise<void> {
  const store = new EmbeddedStore({ path });
  await store.open();
  try {
    for (let run = 0; run < runs; run++) await store.startRun(runInfo(`${process.pid}-${run}`));
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
    process.exitCode = 2;
  }
  if (end === 'kill') process.kill(process.pid, 'SIGKILL');
  if (end === 'hold') {
    process.stdout.write('open\n');
    setInterval(() => {}, 1000);
  } else await store.close();
}

function runInfo(id: string) {
  const filler = 'x'.repeat(2000);
  return {
    id,
    startedAt: '2026-01-01T00:00:00Z',
    version: filler,
    lexicon: 'l',
    terminologies: [],
    model: '',
    settings: '',
    curation: '',
  };
}

const [path = '', runs = '0', end = 'close'] = process.argv.slice(2);
await main(path, Number(runs), end);
