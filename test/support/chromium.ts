/** The Chromium that the system has, for tests of pages. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without a sandbox, which containers do not allow, and without anything that asks the network by itself. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser; null when there is none. PAPERGRAPH_TEST_CHROMIUM names another. */
export function chromiumPath(): string | null {
  const named = process.env['PAPERGRAPH_TEST_CHROMIUM'] ?? '';
  return (named === '' ? PLACES : [named]).find((path) => existsSync(path)) ?? null;
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS });
}
