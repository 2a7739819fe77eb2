import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { loadSettings } from '../src/config.js';
import { resourcePath } from '../src/resources.js';
import { environmentName, settingPaths, settingSchema } from '../src/settings.js';
import { papergraph } from './support/cli.js';

const README = readFileSync(resourcePath('README.md'), 'utf8');

/** Code blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text]) =>
    name === language ? [text ?? ''] : [],
  );
}

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts: readonly { readonly name: string }[];
}

interface CronJob {
  readonly spec: {
    readonly schedule: string;
    readonly concurrencyPolicy: string;
    readonly jobTemplate: {
      readonly spec: {
        readonly podFailurePolicy: {
          readonly rules: readonly { readonly onExitCodes: { readonly containerName: string } }[];
        };
        readonly template: {
          readonly spec: {
            readonly terminationGracePeriodSeconds: number;
            readonly restartPolicy: string;
            readonly containers: readonly Container[];
            readonly volumes: readonly { readonly name: string }[];
          };
        };
      };
    };
  };
}

const [cronJob] = blocks('yaml').map((text): CronJob => parseYaml(text));
const [service = '', timer = ''] = blocks('ini');
const pod = cronJob?.spec.jobTemplate.spec.template.spec;
const [container] = pod?.containers ?? [];

/** Seconds that a run may take from the first signal to its end, by default. */
const STOP_SECONDS = loadSettings({ environment: {} }).run.stopSeconds + 15;

describe('the CronJob of the README', () => {
  it('names its own parts', () => {
    const mounts = container?.volumeMounts.map(({ name }) => name);
    expect(mounts).toEqual(pod?.volumes.map(({ name }) => name));
    expect(cronJob?.spec.jobTemplate.spec.podFailurePolicy.rules[0]?.onExitCodes.containerName).toBe(container?.name);
    expect([cronJob?.spec.concurrencyPolicy, pod?.restartPolicy]).toEqual(['Forbid', 'Never']);
  });

  it('sets variables that the settings have, to values that they take', () => {
    const paths = new Map(settingPaths().map((path) => [environmentName(path), path]));
    expect(container?.env.filter(({ name }) => !paths.has(name))).toEqual([]);
    const environment = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
    expect(loadSettings({ environment }).run.workers).toBe(2);
    expect(settingSchema('graph.password')).toBeDefined();
  });

  it('waits longer than a run takes to stop', () => {
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(STOP_SECONDS);
  });
});

describe('flags in the README', () => {
  const commands = README.matchAll(/(?:npx |bin\/|&& )papergraph (link|schedule)( [^\n]*)/g);
  const used = [...commands].map(([, command = '', rest = '']) => [command, rest.match(/--[a-z-]+/g) ?? []] as const);

  it('are known to their command', async () => {
    const help = new Map<string, string>();
    for (const command of ['link', 'schedule']) help.set(command, (await papergraph([command, '--help'])).stdout);
    const all = [...used, ['link', container?.args.filter((arg) => arg.startsWith('--')) ?? []] as const];
    expect(all.length).toBeGreaterThan(7);
    const unknown = all.flatMap(([command, flags]) => flags.filter((flag) => !help.get(command)?.includes(`${flag} `)));
    expect(unknown).toEqual([]);
  });
});

describe('units of systemd in the README', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it('wait longer than a run takes to stop, and signal it once', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(service)?.[1])).toBeGreaterThan(STOP_SECONDS);
    expect(service).toMatch(/^KillMode=mixed$/m);
    expect(timer).toMatch(/^Persistent=true$/m);
  });

  it.skipIf(!hasSystemd)('pass systemd-analyze verify (skipped without systemd)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'papergraph-units-'));
    const [unit, clock] = [join(folder, 'papergraph.service'), join(folder, 'papergraph.timer')];
    // It looks whether the program is there.
    writeFileSync(unit, service.replace('/usr/local/bin/papergraph', process.execPath));
    writeFileSync(clock, timer);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit, clock], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('papergraph'))).toEqual([]);
    expect(status).toBe(0);
  });

  it.skipIf(!hasSystemd)('and a wrong one would not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'papergraph-units-'));
    const clock = join(folder, 'papergraph.timer');
    writeFileSync(clock, timer.replace('02:00:00', '26:00:00'));
    const { stderr } = spawnSync('systemd-analyze', ['verify', clock], { encoding: 'utf8' });
    expect(stderr).toContain('papergraph.timer');
  });
});
