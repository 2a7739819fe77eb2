/** Files that come with the program: config/ and seeds/, found from where this module stands, not from the working folder. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotRunError } from './errors.js';

/** Path of a file of the package, e.g. `resourcePath('config/default.yaml')`, from src/ and from dist/src/ alike. */
export function resourcePath(relative: string): string {
  return join(packageRoot(), relative);
}

/** Version from package.json. */
export function packageVersion(): string {
  const manifest: { version?: unknown } = JSON.parse(readFileSync(resourcePath('package.json'), 'utf8'));
  return String(manifest.version);
}

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new CannotRunError(`Expected package.json above ${import.meta.url}; reinstall papergraph`);
    folder = parent;
  }
  return folder;
}
