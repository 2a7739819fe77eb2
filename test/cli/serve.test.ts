import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type CliResult, newFolder, papergraph } from '../support/cli.js';

/** Starts `papergraph serve`, hands its address to the work, then sends the signal. */
function served(
  work: (address: string) => Promise<void>,
  options: { signal: NodeJS.Signals; env?: Record<string, string> },
): Promise<CliResult> {
  return papergraph(['serve', '--port', '0'], {
    ...(options.env === undefined ? {} : { env: options.env }),
    onStart: (child) => {
      child.stdout?.once('data', (text: Buffer) => {
        const [address = ''] = /http:\S+/.exec(String(text)) ?? [];
        void work(address).finally(() => child.kill(options.signal));
      });
    },
  });
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) =>
    get(url, (answer) => resolve(answer.resume().statusCode)).on('error', reject),
  );
}

describe('papergraph serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('answers until %s, then ends cleanly', async (signal) => {
    const seen: (number | undefined)[] = [];
    const result = await served(
      async (address) => {
        seen.push(await statusOf(`${address}/`), await statusOf(`${address}/healthz`));
      },
      { signal },
    );
    expect(seen).toEqual([200, 200]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^papergraph serves \.papergraph at http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it('asks for its token, and never tells it', async () => {
    const token = 'not-to-be-seen-anywhere';
    const seen: (number | undefined)[] = [];
    const result = await served(
      async (address) => {
        seen.push(await statusOf(`${address}/metrics`));
      },
      { signal: 'SIGTERM', env: { PAPERGRAPH_SERVE_TOKEN: token } },
    );
    expect([seen, result.code]).toEqual([[401], 0]);
    expect(result.stdout + result.stderr).not.toContain(token);
  });

  it.each([
    [['--host', '0.0.0.0'], {}, /0\.0\.0\.0: expected a token.*PAPERGRAPH_SERVE_TOKEN/],
    [['--port', 'many'], {}, /serve\.port: expected a whole number.*got "many"/],
    [['--port', '70000'], {}, /serve\.port: expected a whole number from 0 to 65535/],
    [
      [],
      { PAPERGRAPH_SERVE_TOKEN: 'too-short' },
      /serve\.token: expected a text of 16 or more characters, got a value that is not shown/,
    ],
  ])('%j with %j is refused', async (args, env, message) => {
    const { code, stderr, stdout } = await papergraph(['serve', ...args], { env, cwd: newFolder() });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('too-short');
    expect([code, stdout]).toEqual([2, '']);
  });

  it('says with --help how it is used', async () => {
    const { code, stdout } = await papergraph(['serve', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}\$ papergraph serve/);
  });
});
