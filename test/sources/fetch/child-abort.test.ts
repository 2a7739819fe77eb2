import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { childOf } from '../../../src/sources/fetch/child-abort.js';
import { HttpClient } from '../../../src/sources/fetch/client.js';
import { Hosts } from '../../../src/sources/fetch/hosts.js';
import { hangUp, markdown } from '../../support/bad-server.js';
import { makeServer, testOptions } from './setup.js';

describe('childOf', () => {
  it('is aborted with its parent, for the same reason, now or later', () => {
    const parent = new AbortController();
    const before = childOf(parent.signal);
    const released = childOf(parent.signal);
    released.release();
    parent.abort('enough');
    expect(before.controller.signal.reason).toBe('enough');
    expect(childOf(parent.signal).controller.signal.reason).toBe('enough');
    expect(released.controller.signal.aborted).toBe(false);
  });

  it('does not abort its parent', () => {
    const parent = new AbortController();
    childOf(parent.signal).controller.abort();
    expect(parent.signal.aborted).toBe(false);
  });
});

describe('the signal of a run', () => {
  it('has no listener left after requests, good and bad', async () => {
    const server = await makeServer();
    server.on('/full.md', markdown('# x\n'));
    server.on('/broken.md', hangUp);
    const client = new HttpClient({ ...testOptions(), userAgent: 'test', lookup: undefined });
    onTestFinished(() => client.close());
    const { signal: stop } = new AbortController();
    const question = { headers: {}, maxBytes: 1000, allowPrivate: true, stop };
    const host = new Hosts(testOptions()).of(new URL(server.origin));
    const get = (path: string) =>
      host.run(() => client.get(new URL(path, server.origin), question), { attempt: 1, stop });
    expect((await get('/full.md')).status).toBe(200);
    expect((await get('/none.md')).status).toBe(404);
    await expect(get('/broken.md')).rejects.toThrow(/cut off/);
    expect(getEventListeners(stop, 'abort')).toHaveLength(0);
  });
});
