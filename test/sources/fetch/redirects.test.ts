import { describe, expect, it } from 'vitest';
import { inTurn, markdown, redirectTo, status } from '../../support/bad-server.js';
import { cardFor, makeServer, makeSource } from './setup.js';

const TEXT = '# Full text\n';

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('status %i is followed, also to another host', async (code) => {
    const [from, to] = [await makeServer(), await makeServer()];
    from.on('/a.md', redirectTo('/b.md?v=2', code));
    from.on('/b.md?v=2', redirectTo(to.url('/c.md'), code));
    to.on('/c.md', markdown(TEXT));
    const { text } = await makeSource().fetch(cardFor(from.url('/a.md')));
    expect(text).toMatchObject({ origin: 'full-text', markdown: TEXT, url: from.url('/a.md') });
  });

  it('as many as allowed, and not one more', async () => {
    const server = await makeServer();
    for (let n = 1; n <= 7; n += 1) server.on(`/${n}.md`, redirectTo(`/${n + 1}.md`));
    server.on('/7.md', markdown(TEXT));
    const source = makeSource({ maxRedirects: 5 });
    expect((await source.fetch(cardFor(server.url('/2.md')))).text.origin).toBe('full-text');
    expect((await source.fetch(cardFor(server.url('/1.md')))).text.failure).toMatchObject({
      kind: 'redirect',
      message: expect.stringContaining('more than 5'),
    });
  });

  it('a loop is seen at its first turn', async () => {
    const server = await makeServer();
    server.on('/a.md', redirectTo('/b.md'));
    server.on('/b.md', redirectTo('/a.md#again'));
    const { text } = await makeSource().fetch(cardFor(server.url('/a.md')));
    expect(text.failure).toMatchObject({
      kind: 'redirect',
      message: expect.stringMatching(/loop: .*a\.md → .*b\.md → .*a\.md$/),
    });
    expect(server.seen('/a.md')).toHaveLength(1);
  });

  it('a target that is no address', async () => {
    const server = await makeServer();
    server.on('/a.md', redirectTo('http://'));
    const { text } = await makeSource().fetch(cardFor(server.url('/a.md')));
    expect(text.failure).toMatchObject({ kind: 'redirect', message: expect.stringContaining('to "http://"') });
  });

  it('a fault behind a redirect is retried from the start', async () => {
    const server = await makeServer();
    server.on('/a.md', redirectTo('/b.md'));
    server.on('/b.md', inTurn(status(502), markdown(TEXT)));
    expect((await makeSource().fetch(cardFor(server.url('/a.md')))).via).toBe('downloaded');
    expect(server.seen('/a.md')).toHaveLength(2);
  });
});
