/** A folder of cards whose links lead to a server of the test's own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BadServer } from './bad-server.js';
import { newFolder } from './cli.js';

/** Working folder and environment for the program. */
export interface CardFolder {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The settings that let the program ask the server at any rate, by the host of the cards. */
export function siteEnvironment(site: Pick<BadServer, 'origin'>): Record<string, string> {
  return {
    PAPERGRAPH_FETCH_HOST_MAP: JSON.stringify({ 'papers.example.org': site.origin }),
    PAPERGRAPH_FETCH_AGREED_HOSTS: JSON.stringify({ '127.0.0.1': { requestsPerSecond: 1000, ignoreRobots: true } }),
    PAPERGRAPH_FETCH_RETRY_DELAY_MS: '5',
    PAPERGRAPH_FETCH_TIMEOUT_MS: '3000',
    PAPERGRAPH_FAILURES_RETRY_DELAY_MINUTES: '0',
  };
}

/** Cards of these names; the link of `name` is `/paper/name/full.md` on the site. */
export function cardFolder(
  site: Pick<BadServer, 'origin'>,
  names: readonly string[],
  more: Readonly<Record<string, string>> = {},
): CardFolder {
  const cwd = newFolder('site');
  for (const name of names) writeCard(cwd, name);
  return { cwd, env: { ...siteEnvironment(site), ...more } };
}

export function writeCard(folder: string, name: string): void {
  const link = `https://papers.example.org/paper/${name}/full.md`;
  const abstract = `Mice without ${name} were studied for melanoma.`;
  const text = `# Card of ${name}\n\n## Abstract\n\n${abstract}\n\n## Full text\n\n${link}\n`;
  writeFileSync(join(folder, `${name}.md`), text);
}
