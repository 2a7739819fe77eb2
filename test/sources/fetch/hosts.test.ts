import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FetchFault } from '../../../src/sources/fetch/fetch-fault.js';
import { Hosts } from '../../../src/sources/fetch/hosts.js';
import type { FetchOptions } from '../../../src/sources/fetch/options.js';
import { testOptions } from './setup.js';

const A = new URL('https://a.org/x.md');
const stop = new AbortController().signal;
const makeHosts = (overrides: Partial<FetchOptions> = {}) => new Hosts(testOptions({ cacheDir: 'none', ...overrides }));

/** Starts `count` requests that take `ms`, and gives the milliseconds from the first start to each. */
async function starts(hosts: Hosts, count: number, ms = 0): Promise<number[]> {
  const times: number[] = [];
  const request = async () => {
    times.push(performance.now());
    await sleep(ms);
  };
  await Promise.all(Array.from({ length: count }, () => hosts.of(A).run(request, { attempt: 1, stop })));
  return times.map((time) => time - (times[0] ?? 0));
}

describe('Hosts', () => {
  it('is one host for both protocols, and another for each port', () => {
    const hosts = makeHosts();
    expect(hosts.of(new URL('http://a.org/'))).toBe(hosts.of(A));
    expect(hosts.of(new URL('https://a.org:8443/'))).not.toBe(hosts.of(A));
  });

  it('knows what was agreed by host and port, else by host', () => {
    const hosts = makeHosts({ agreedHosts: { 'a.org': { requestsPerSecond: 5 }, 'a.org:81': { ignoreRobots: true } } });
    expect(hosts.agreedWith(A)).toEqual({ requestsPerSecond: 5 });
    expect(hosts.agreedWith(new URL('http://a.org:81/'))).toEqual({ ignoreRobots: true });
    expect(hosts.agreedWith(new URL('http://a.org:82/'))).toEqual({ requestsPerSecond: 5 });
    expect(hosts.agreedWith(new URL('http://b.a.org/'))).toEqual({});
  });

  it('forgets the longest unused idle hosts, and none that is in use', async () => {
    const hosts = makeHosts({ maxHosts: 10, concurrency: 5 });
    const busy = hosts.of(A);
    const running = busy.run(() => sleep(50), { attempt: 1, stop });
    for (let n = 0; n < 1000; n += 1) hosts.of(new URL(`https://host-${n}.org/`));
    expect(hosts.size).toBe(10);
    expect(hosts.of(A)).toBe(busy);
    await running;
    for (let n = 0; n < 10; n += 1) hosts.of(new URL(`https://host-${n}.org/`));
    expect(hosts.of(A)).not.toBe(busy);
  });
});

describe('the pace of a host', () => {
  it('spaces requests evenly, faster where that was agreed', async () => {
    const usual = await starts(makeHosts({ requestsPerSecond: 25 }), 4);
    expect(usual[3]).toBeGreaterThanOrEqual(115);
    const agreed = await starts(
      makeHosts({ requestsPerSecond: 25, agreedHosts: { 'a.org': { requestsPerSecond: 1000 } } }),
      4,
    );
    expect(agreed[3]).toBeLessThan(usual[3] ?? 0);
  });

  it('lets later attempts go first', async () => {
    const host = makeHosts({ concurrencyPerHost: 1 }).of(A);
    const order: number[] = [];
    const turn = (attempt: number) =>
      host.run(
        async () => {
          order.push(attempt);
        },
        { attempt, stop },
      );
    await Promise.all([turn(1), turn(1), turn(3), turn(2)]);
    expect(order).toEqual([1, 3, 2, 1]);
  });

  it('can be slowed, also while it rests, and nothing is forgotten', async () => {
    const hosts = makeHosts({ requestsPerSecond: 1000 });
    const host = hosts.of(A);
    host.leaveAlone(80, new FetchFault('http-status', 'busy', { again: 'soon' }));
    const before = starts(hosts, 2);
    host.slowTo(60);
    const start = performance.now();
    const after = await starts(hosts, 3);
    expect(performance.now() - start).toBeGreaterThanOrEqual(190);
    expect(after[2]).toBeGreaterThanOrEqual(115);
    expect(await before).toHaveLength(2);
    expect(hosts.of(A).isIdle).toBe(true);
    host.slowTo(1);
    expect((await starts(hosts, 3))[2]).toBeGreaterThanOrEqual(115);
  });
});

describe('a host that is closed', () => {
  it('refuses those that wait, lets those under way finish, and opens again', async () => {
    const hosts = makeHosts({ concurrencyPerHost: 1, maxRetryDelayMs: 50 });
    const host = hosts.of(A);
    const underWay = host.run(() => sleep(30, 'done'), { attempt: 1, stop });
    const waiting = host.run(() => sleep(0, 'done'), { attempt: 1, stop });
    const refused = expect(waiting).rejects.toThrow(/^busy; not asked again before/);
    await sleep(5);
    host.leaveAlone(100, new FetchFault('http-status', 'busy', { again: 'soon' }));
    await refused;
    expect(await underWay).toBe('done');
    await expect(host.run(() => sleep(0), { attempt: 1, stop })).rejects.toThrow(/^busy/);
    await sleep(110);
    expect(await host.run(() => sleep(0, 'open'), { attempt: 1, stop })).toBe('open');
  });

  it('counts only papers that are given up, in a row', async () => {
    const host = makeHosts({ attempts: 2, hostFaultLimit: 2 }).of(A);
    const fail = (attempt: number, again: 'soon' | 'never' = 'soon') =>
      host
        .run(() => Promise.reject(new FetchFault(again === 'soon' ? 'network' : 'too-large', 'x', { again })), {
          attempt,
          stop,
        })
        .catch(String);
    for (let paper = 0; paper < 5; paper += 1) await fail(1);
    await fail(2);
    await fail(1, 'never');
    await fail(2);
    expect(await host.run(async () => 'fine', { attempt: 1, stop })).toBe('fine');
    await fail(2);
    await fail(2);
    await expect(host.run(async () => 'fine', { attempt: 1, stop })).rejects.toThrow(/taken as down after 2 papers/);
  });
});
