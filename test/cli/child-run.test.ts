import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ChildRuns } from '../../src/cli/child-run.js';

const node = (code: string) => new ChildRuns([process.execPath, '-e', code]);

/** A program that takes a signal and goes on, once it is there to take one. */
const STUBBORN = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);';

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
    const runs = node(STUBBORN);
    const end = runs.run();
    await sleep(1000);
    runs.signal('SIGTERM');
    runs.signal('SIGTERM');
    await sleep(300);
    runs.signal('SIGTERM');
    expect(await end).toEqual({ code: null, signal: 'SIGKILL', problem: null });
    runs.signal('SIGTERM'); // nobody is there any more
  });
});
