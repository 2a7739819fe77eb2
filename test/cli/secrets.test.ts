import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BadServer, markdown, startBadServer } from '../support/bad-server.js';
import { newFolder, papergraph } from '../support/cli.js';

const PASSWORD = 'correct-horse-battery';
const FEED_TOKEN = 'f33d-t0ken-9x';
const LINK_TOKEN = 'l1nk-t0ken-7y';

let server: BadServer;
beforeAll(async () => {
  server = await startBadServer();
  server.on(`/feed?token=${FEED_TOKEN}`, markdown(`${server.url(`/PMC2.md?signature=${LINK_TOKEN}`)}\nno link\n`));
});
afterAll(() => server.close());

/** A run in which much goes wrong, so that much is said: addresses with tokens, a server that shows what it was asked. */
async function troubled(...args: readonly string[]) {
  const cwd = newFolder('secrets');
  mkdirSync(join(cwd, 'cards'));
  const link = server.url(`/PMC1.md?access_token=${LINK_TOKEN}`).replace('//', '//user:pass-of-link@');
  writeFileSync(
    join(cwd, 'cards', 'one.md'),
    `# A paper on TP53 ${PASSWORD}\n\n## Abstract\n\nTP53.\n\n## Full text\n\n${link}\n`,
  );
  const env = {
    NEO4J_PASSWORD: PASSWORD,
    PAPERGRAPH_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true',
    PAPERGRAPH_FETCH_ATTEMPTS: '2',
    PAPERGRAPH_FETCH_RETRY_DELAY_MS: '1',
  };
  const feed = [
    '--feed',
    server.url(`/feed?token=${FEED_TOKEN}`),
    '--feed',
    `https://u:pw-of-feed@127.0.0.1:9/?key=${FEED_TOKEN}`,
  ];
  const result = await papergraph(['link', 'cards', ...feed, '--log-level', 'debug', ...args], { cwd, env });
  return { cwd, ...result };
}

const SECRETS = [PASSWORD, FEED_TOKEN, LINK_TOKEN, 'pass-of-link', 'pw-of-feed'];
const found = (text: string) => SECRETS.filter((secret) => text.includes(secret));

describe.each([
  ['json', []],
  ['text', []],
  ['progress', []],
  ['json', ['--json']],
] as const)('no secret in what a run prints: log as %s, %j', (format, flags) => {
  it('whatever goes wrong', async () => {
    const { stdout, stderr } = await troubled('--log-format', format, ...flags);
    expect(stdout).toContain('no link');
    expect([found(stdout), found(stderr)]).toEqual([[], []]);
    if (format !== 'progress') expect(stderr).toContain('token=***');
  });
});

it('no secret in what is kept of runs and troubles; what is known of feeds is for the owner only', async () => {
  const { cwd } = await troubled();
  const status = await papergraph(['status', 'PMC1', '--json'], { cwd });
  const failed = await papergraph(['status', '--failed'], { cwd });
  expect(status.code).toBe(0);
  expect([found(status.stdout + status.stderr), found(failed.stdout + failed.stderr)]).toEqual([[], []]);
  const folder = join(cwd, '.papergraph', 'feeds');
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  // It must know the addresses that it asks again, so nobody else may read it.
  expect(files.map((file) => statSync(join(folder, file)).mode & 0o077)).toEqual([0]);
});

it.each([
  [['link', '--graph', `bolt://neo4j:${PASSWORD}@127.0.0.1:9`], {}],
  [['link', '--graph', `http://neo4j:${PASSWORD}@127.0.0.1:9`], {}],
  [['link', '--graph', 'bolt://127.0.0.1:9'], { NEO4J_PASSWORD: PASSWORD }],
  [['doctor'], { NEO4J_PASSWORD: PASSWORD, NEO4J_URI: `bolt://neo4j:${PASSWORD}@127.0.0.1:9` }],
])('no secret in the error of %j', async (args, env) => {
  const { stdout, stderr } = await papergraph(args, { env });
  expect(stdout + stderr).toMatch(/graph\.uri|127\.0\.0\.1/);
  expect([found(stdout), found(stderr)]).toEqual([[], []]);
});

it('no secret of a settings file that is broken', async () => {
  const cwd = newFolder('secrets');
  writeFileSync(join(cwd, 'papergraph.yaml'), `graph:\n  password: ${PASSWORD}\n  user: [neo4j\nfetch:\n`);
  const { code, stderr } = await papergraph(['link'], { cwd });
  expect([code, stderr.includes('expected YAML'), found(stderr)]).toEqual([2, true, []]);
});
