import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseRobots } from '../../../src/sources/fetch/robots.js';
import { type Behavior, hangUp, inTurn, markdown, redirectTo, status } from '../../support/bad-server.js';
import { cardFor, makeServer, makeSource, tempFolder } from './setup.js';

const TEXT = '# Full text\n';
const robots = (text: string): Behavior => markdown(text, { 'Content-Type': 'text/plain' });
const FORBIDDEN = robots('User-agent: *\nDisallow: /');

describe('parseRobots', () => {
  const url = new URL('https://a.org/robots.txt');
  it.each<[string, string, boolean, number]>([
    ['nothing', '', true, 0],
    ['all', 'User-agent: *\nDisallow: /', false, 0],
    ['another robot', 'User-agent: other\nDisallow: /', true, 0],
    [
      'us by name, in capitals, against all others',
      'User-agent: *\nDisallow:\n\nUser-agent: PaperGraph\nDisallow: /',
      false,
      0,
    ],
    ['us allowed, others not', 'User-agent: papergraph\nAllow: /\n\nUser-agent: *\nDisallow: /', true, 0],
    ['the longer rule', 'User-agent: *\nDisallow: /\nAllow: /paper/', true, 0],
    ['a pattern', 'User-agent: *\nDisallow: /*.md$', false, 0],
    ['a delay', 'User-agent: *\nCrawl-delay: 2.5', true, 2500],
    ['a delay that is none', 'User-agent: *\nCrawl-delay: often', true, 0],
    ['a delay below nothing', 'User-agent: *\nCrawl-delay: -1', true, 0],
    ['a page', '<!doctype html><p>Not found</p>', true, 0],
  ])('%s', (_title, text, allowed, crawlDelayMs) => {
    const rules = parseRobots(url, text);
    expect(rules.allows(new URL('https://a.org/paper/full.md'))).toBe(allowed);
    expect(rules.crawlDelayMs).toBe(crawlDelayMs);
  });
});

describe('robots.txt', () => {
  it.each<[string, Behavior, 'downloaded' | 'card', RegExp | null]>([
    ['that forbids', FORBIDDEN, 'card', /^robots: .*does not allow/],
    ['that allows', robots('User-agent: *\nAllow: /'), 'downloaded', null],
    ['that is missing', status(404), 'downloaded', null],
    ['that is refused', status(403), 'downloaded', null],
    ['that leads in circles', redirectTo('/robots.txt'), 'downloaded', null],
    ['behind a redirect', inTurn(redirectTo('/robots2.txt')), 'card', /^robots: .*does not allow/],
    ['with an error that stays', status(500), 'card', /^robots: .*500.*left alone for now/],
    ['with too many requests', status(429), 'card', /^robots: .*429/],
    ['that hangs up', hangUp, 'card', /^network: .*robots.txt: .*cut off.*left alone for now/],
    ['with an error that passes', inTurn(status(500), FORBIDDEN), 'card', /does not allow/],
    ['that wants too long a pause', robots('User-agent: *\nCrawl-delay: 3600'), 'card', /^robots: .*3600 s between/],
  ])('%s', async (_title, behavior, via, failure) => {
    const server = await makeServer();
    server.on('/robots.txt', behavior);
    server.on('/robots2.txt', FORBIDDEN);
    server.on('/full.md', markdown(TEXT));
    const result = await makeSource({ attempts: 2 }).fetch(cardFor(server.url('/full.md')));
    expect(result.via).toBe(via);
    if (failure !== null) expect(`${result.text.failure?.kind}: ${result.text.failure?.message}`).toMatch(failure);
    expect(server.seen('/full.md')).toHaveLength(via === 'downloaded' ? 1 : 0);
  });

  it('is asked once for many papers, and not at all the next day but one', async () => {
    const server = await makeServer();
    server.on('/robots.txt', robots('User-agent: *\nAllow: /'));
    const cacheDir = tempFolder();
    const fetchAll = async (robotsFreshForMs: number, names: readonly string[]) => {
      for (const name of names) server.on(`/${name}.md`, markdown(TEXT));
      const source = makeSource({ cacheDir, robotsFreshForMs });
      return Promise.all(names.map((name) => source.fetch(cardFor(server.url(`/${name}.md`)))));
    };
    await fetchAll(60_000, ['a', 'b', 'c']);
    await fetchAll(60_000, ['d', 'e']);
    expect(server.seen('/robots.txt')).toHaveLength(1);
    await fetchAll(0, ['f']);
    expect(server.seen('/robots.txt')).toHaveLength(2);
  });

  it('that cannot be had is one answer for all papers, and asked for again after a while', async () => {
    const server = await makeServer();
    server.on('/robots.txt', inTurn(status(500), status(500), status(404)));
    for (const name of ['a', 'b', 'c']) server.on(`/${name}.md`, markdown(TEXT));
    const source = makeSource({ attempts: 2, hostDownMs: 60 });
    const viaOf = async (name: string) => (await source.fetch(cardFor(server.url(`/${name}.md`)))).via;
    expect(await Promise.all(['a', 'b', 'c'].map(viaOf))).toEqual(['card', 'card', 'card']);
    expect(await viaOf('a')).toBe('card');
    expect(server.seen('/robots.txt')).toHaveLength(2);
    await sleep(70);
    expect(await viaOf('a')).toBe('downloaded');
    expect(server.seen('/robots.txt')).toHaveLength(3);
  });

  it('holds for the addresses that a redirect leads to', async () => {
    const [from, to] = [await makeServer(), await makeServer()];
    to.on('/robots.txt', FORBIDDEN);
    to.on('/full.md', markdown(TEXT));
    from.on('/full.md', redirectTo(to.url('/full.md')));
    const { text } = await makeSource().fetch(cardFor(from.url('/full.md')));
    expect(text.failure?.kind).toBe('robots');
    expect(to.seen('/full.md')).toHaveLength(0);
  });

  it('slows requests down when it asks for more time than the settings', async () => {
    const server = await makeServer();
    server.on('/robots.txt', robots('User-agent: *\nCrawl-delay: 0.1'));
    for (const name of ['a', 'b', 'c']) server.on(`/${name}.md`, markdown(TEXT));
    const source = makeSource();
    await Promise.all(['a', 'b', 'c'].map((name) => source.fetch(cardFor(server.url(`/${name}.md`)))));
    const times = server
      .seen()
      .filter(({ path }) => path.endsWith('.md'))
      .map(({ at }) => at);
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(150);
  });

  it('is left aside for hosts that have agreed, and only for them', async () => {
    const [friend, other] = [await makeServer(), await makeServer()];
    for (const server of [friend, other]) {
      server.on('/robots.txt', FORBIDDEN);
      server.on('/full.md', markdown(TEXT));
    }
    const source = makeSource({ agreedHosts: { [friend.host]: { ignoreRobots: true } } });
    const links = [friend.url('/full.md'), other.url('/full.md')];
    const results = await Promise.all(links.map((link) => source.fetch(cardFor(link))));
    expect(results.map(({ via }) => via)).toEqual(['downloaded', 'card']);
    expect(friend.seen('/robots.txt')).toHaveLength(0);
  });
});
