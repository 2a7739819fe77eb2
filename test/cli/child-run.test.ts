import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ChildRuns } from '../../src/cli/child-run.js';
import { newFolder } from '../support/cli.js';

const node = (code: string) => new ChildRuns([process.execPath, '-e', code]);

/** A program that takes signals and goes on; a file gets a letter when it is there to take them, and one for each. */
const stubborn = (file: string) => `
  const tell = (letter) => require("fs").appendFileSync(${JSON.stringify(file)}, letter);
  process.on("SIGTERM", () => tell("t"));
  setInterval(() => {}, 1000);
  tell("s");`;

/** Waits until a file has this text; the test's own time limit ends it. */
async function written(file: string, text: string): Promise<void> {
  while (!existsSync(file) || readFileSync(file, 'utf8') !== text) await sleep(10);
}

describe('a run as a process of its own', () => {
  it.each([
    ['process.exit(0)', { code: 0, signal: null, problem: null }],
    ['process.exit(3)', { code: 3, signal: null, problem: null }],
    ['process.kill(process.pid, "SIGKILL")', { code: null, signal: 'SIGKILL', problem: null }],
  ])('%s', async (code, end) => {
    expect(await node(code).run()).toEqual(end);
  });

  it.each([
    [['/nowhere/node'], /ENOENT/],
    [[process.execPath, 'x'.repeat(3_000_000)], /E2BIG/],
    [['nul\0l'], /null bytes/],
  ])('that cannot be started is told of, not thrown', async (command, problem) => {
    expect(await new ChildRuns(command).run()).toEqual({
      code: null,
      signal: null,
      problem: expect.stringMatching(problem),
    });
  });

  it.skipIf(process.platform !== 'linux')('is alone in its process group, so that Ctrl-C comes once', async () => {
    const ownGroup = 'Number(require("fs").readFileSync("/proc/self/stat", "utf8").split(" ")[4]) === process.pid';
    expect((await node(`process.exit(${ownGroup} ? 5 : 6)`).run()).code).toBe(5);
  });

  it('is run again as before', async () => {
    const runs = node('process.exit(4)');
    expect([(await runs.run()).code, (await runs.run()).code]).toEqual([4, 4]);
  });

  it('gets signals, and is killed by the third', async () => {
    const file = join(newFolder(), 'signs');
    const runs = node(stubborn(file));
    const end = runs.run();
    for (const signs of ['s', 'st', 'stt']) {
      await written(file, signs);
      runs.signal('SIGTERM');
    }
    expect(await end).toEqual({ code: null, signal: 'SIGKILL', problem: null });
    runs.signal('SIGTERM'); // nobody is there any more
  });
});
