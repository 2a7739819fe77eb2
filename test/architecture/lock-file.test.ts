import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';

interface Package {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync(resourcePath('package-lock.json'), 'utf8'));

it('the lock file holds the packages of every platform, without which npm ci fails', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});

it('the lock file names no registry, so that everybody may use their own', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
});
