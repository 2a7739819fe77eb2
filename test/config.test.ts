import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../src/config.js';
import { resourcePath } from '../src/resources.js';
import { environmentName, settingPaths } from '../src/settings.js';

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'papergraph-config-')), 'mine.yaml');
  writeFileSync(path, text);
  return path;
}

describe('default settings', () => {
  const lines = readFileSync(resourcePath('config/default.yaml'), 'utf8').split('\n');

  it('are complete and pass their own check', () => {
    expect(loadSettings({ environment: {} }).fetch.requestsPerSecond).toBe(2);
  });

  it.each(settingPaths())('%s stands there with a meaning and its environment name', (path) => {
    const key = path.split('.')[1];
    const comments = lines.flatMap((line, index) => (line.startsWith(`  ${key}:`) ? [commentAbove(lines, index)] : []));
    expect(comments.some((comment) => comment.includes(`[${environmentName(path)}]`) && comment.length > 30)).toBe(
      true,
    );
  });
});

function commentAbove(lines: readonly string[], index: number): string {
  let first = index;
  while (lines[first - 1]?.trimStart().startsWith('#')) first--;
  return lines.slice(first, index).join(' ');
}

describe('layers', () => {
  it('go file, environment, flags', () => {
    const file = fileWith('fetch:\n  attempts: 2\n  concurrency: 3\n  concurrencyPerHost: 1\n');
    const environment = { PAPERGRAPH_FETCH_CONCURRENCY: '4', PAPERGRAPH_FETCH_CONCURRENCY_PER_HOST: '5' };
    const { fetch } = loadSettings({
      file,
      environment,
      flags: { 'fetch.concurrencyPerHost': 6, 'fetch.contact': undefined },
    });
    expect([fetch.attempts, fetch.concurrency, fetch.concurrencyPerHost, fetch.contact]).toEqual([2, 4, 6, null]);
  });

  it.each([
    ['NEO4J_PASSWORD', '12345', 'graph', 'password', '12345'],
    ['PAPERGRAPH_RUN_WORKERS', '3', 'run', 'workers', 3],
    ['PAPERGRAPH_RUN_WORKERS', 'auto', 'run', 'workers', 'auto'],
    ['PAPERGRAPH_LEXICON_TAXA', '[9606, 10090]', 'lexicon', 'taxa', [9606, 10090]],
    ['PAPERGRAPH_FETCH_OFFLINE', 'true', 'fetch', 'offline', true],
    ['PAPERGRAPH_FETCH_HOST_MAP', '{"example.org": "./mirror"}', 'fetch', 'hostMap', { 'example.org': './mirror' }],
    ['PAPERGRAPH_FETCH_ATTEMPTS', '', 'fetch', 'attempts', 4],
  ] as const)('%s=%s', (name, raw, section, key, expected) => {
    const settings: Record<string, Record<string, unknown>> = loadSettings({ environment: { [name]: raw } });
    expect(settings[section]?.[key]).toEqual(expected);
  });
});

describe('errors name the key, what was expected, what came and from where', () => {
  it.each([
    ['fetch:\n  atempts: 2\n', /fetch\.atempts: unknown key \(from .*mine\.yaml\)\. Known here: .*fetch\.attempts/],
    ['fetsch: {}\n', /fetsch: unknown key \(from .*mine\.yaml\)\. Known here: state, run/],
    [
      'fetch:\n  attempts: many\n',
      /fetch\.attempts: expected a whole number from 1 to 20, got "many" \(from .*mine\.yaml\)/,
    ],
    ['fetch:\n  attempts: 0\n', /fetch\.attempts: expected a whole number from 1 to 20, got 0/],
    ['log: { level: loud }\n', /log\.level: expected debug, info, warn or error, got "loud"/],
    ['graph: { password: 12 }\n', /graph\.password: expected a text, got a value that is not shown/],
    ['- a list\n', /expected sections/],
    ['fetch: [unclosed\n', /expected YAML/],
  ])('%j', (text, message) => {
    expect(() => loadSettings({ file: fileWith(text), environment: {} })).toThrow(message);
  });

  it('for the environment', () => {
    expect(() => loadSettings({ environment: { PAPERGRAPH_FETCH_ATTEMPTS: 'x' } })).toThrow(
      /fetch\.attempts: expected .*, got "x" \(from PAPERGRAPH_FETCH_ATTEMPTS\)/,
    );
    expect(() => loadSettings({ environment: { PAPERGRAPH_FETCH_ATEMPTS: '2' } })).toThrow(/PAPERGRAPH_FETCH_ATEMPTS/);
  });

  it('for a file that is not there', () => {
    expect(() => loadSettings({ file: 'nowhere.yaml', environment: {} })).toThrow(/nowhere\.yaml: expected a readable/);
  });
});
