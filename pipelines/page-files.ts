/** Style, script and icon of the pages. */
import { readFileSync } from 'node:fs';
import { packageVersion, resourcePath } from '../src/resources.js';
import type { PageFiles } from '../src/watch/pages/standalone.js';

/** A file of web/, by its name. */
export function readPageFile(name: string): string {
  return readFileSync(resourcePath(`web/${name}`), 'utf8');
}

/** What is put into a page that stands alone. */
export function pageFiles(): PageFiles {
  return { style: readPageFile('style.css'), script: readPageFile('page.js'), version: packageVersion() };
}
