/** What the tests of fetching share: cards, options with small times, a source and a server that are cleaned up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PaperCard } from '../../../src/model.js';
import { FETCH_DEFAULTS, type FetchOptions } from '../../../src/sources/fetch/options.js';
import { type FullTextParts, FullTextSource } from '../../../src/sources/full-text.js';
import { type BadServer, startBadServer } from '../../support/bad-server.js';

export const CARD_TEXT = '# A paper of no importance\n\n## Abstract\n\nNothing was found.\n';

export function cardFor(fullTextUrl: string | null): PaperCard {
  return {
    id: 'PMC:PMC1',
    place: { path: 'card.md', line: 1 },
    title: 'A paper of no importance',
    authors: [],
    pmcid: 'PMC1',
    pmid: null,
    doi: null,
    journal: null,
    date: null,
    tldr: null,
    contribution: null,
    keyFindings: [],
    abstract: 'Nothing was found.',
    assertions: [],
    fullTextUrl,
    figureCount: null,
    referenceCount: null,
    sourceUrl: null,
    otherSections: [],
    markdown: CARD_TEXT,
  };
}

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-fetch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Defaults with times of a test, and loopback allowed, since that is where the servers are. */
export function testOptions(overrides: Partial<FetchOptions> = {}): FetchOptions {
  return {
    ...FETCH_DEFAULTS,
    cacheDir: overrides.cacheDir ?? join(tempFolder(), 'cache'),
    version: '0.0.0',
    allowPrivateAddresses: true,
    requestsPerSecond: 500,
    retryDelayMs: 4,
    maxRetryDelayMs: 1500,
    connectTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    timeoutMs: 5000,
    maxBytes: 100_000,
    ...overrides,
  };
}

export function makeSource(overrides: Partial<FetchOptions> = {}, parts: FullTextParts = {}): FullTextSource {
  const source = new FullTextSource(testOptions(overrides), parts);
  onTestFinished(() => source.close());
  return source;
}

export async function makeServer(): Promise<BadServer> {
  const server = await startBadServer();
  onTestFinished(() => server.close());
  return server;
}
