/** What analysts see: the real Neo4j Browser in a real Chromium, with the files of `papergraph browser`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startServer } from '../../pipelines/serve.js';
import { loadSettings } from '../../src/config.js';
import { browserFiles } from '../../src/graph/browser-files.js';
import { chromiumPath, launchChromium } from '../support/chromium.js';
import { newFolder, papergraph } from '../support/cli.js';
import { emptyTestDatabase } from '../support/neo4j-test-database.js';

const server = inject('neo4j');
const address = inject('neo4jBrowser');
const chromium = chromiumPath();
const without = [
  ...(typeof server === 'string' ? [server] : server.password === null ? [] : ['the server wants a password']),
  ...(address === null ? ['no Neo4j Browser'] : []),
  ...(chromium === null ? ['no Chromium'] : []),
];
const title = without.length === 0 ? 'Neo4j Browser' : `Neo4j Browser (skipped: ${without.join(', ')})`;

describe.skipIf(without.length > 0)(title, () => {
  const cwd = newFolder('browser');
  const files = browserFiles();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    if (typeof server === 'string' || chromium === null) return;
    await emptyTestDatabase(server);
    await papergraph(['link', '--offline', '--graph', server.uri, '--log-level', 'error'], { cwd });
    await papergraph(['browser', '--out', 'browser'], { cwd });
    browser = await launchChromium(chromium);
    page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
    await page.goto(String(address));
    await page.locator('select').nth(1).selectOption({ label: 'No authentication' });
    await page.locator('[data-testid="connect"]').click();
    // The sign that it is connected.
    await page.locator('[data-testid="frame"]', { hasText: 'Getting started' }).waitFor();
    await drop('papergraph.grass');
    // Its own frame comes late, and the newest one is taken for the answer to a query.
    await page.locator('[data-testid="frame"]', { hasText: 'relationship.MENTIONS' }).waitFor();
    await drop('papergraph-queries.zip');
  }, 180_000);
  afterAll(() => browser?.close());

  /** Lets go of a file over the editor, as a hand would. */
  async function drop(name: string): Promise<void> {
    const base64 = readFileSync(join(cwd, 'browser', name)).toString('base64');
    // As text: what runs in the page knows a document, and the tests' own code does not.
    await page.evaluate(`
      const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (char) => char.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}));
      const target = document.querySelector('.monaco-editor');
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    `);
  }

  /** Runs a saved query as it stands in its file; gives the newest frame once it has an answer. */
  async function ask(path: string) {
    const lines = (files.get(path) ?? '').split('\n').filter((line) => !line.startsWith('//'));
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(lines.join(' '));
    await page.keyboard.press('Control+Enter');
    const frame = page.locator('[data-testid="frame"]').first();
    await frame.locator('[data-testid="frame-loaded-contents"]').waitFor();
    return frame;
  }

  it('draws a paper with the colors of papergraph', { timeout: 90_000 }, async () => {
    const frame = await ask('Pictures/draw-paper.cypher');
    await frame.locator('[data-testid="property-details-overview-node-label-Disease"]').waitFor();
    const fills = () => frame.locator('circle').evaluateAll((all) => all.map((one) => one.getAttribute('fill')));
    for (const color of ['#5B6B8C', '#2E7D6B', '#B3552E'])
      await expect.poll(fills, { timeout: 30_000 }).toContain(color);
    await expect
      .poll(() => frame.textContent(), { timeout: 30_000 })
      .toMatch(/Displaying \d+ nodes, \d+ relationships/);
  });

  it('answers a saved query', { timeout: 90_000 }, async () => {
    const frame = await ask('Genes and diseases/top-diseases.cypher');
    await expect.poll(() => frame.textContent(), { timeout: 30_000 }).toMatch(/MONDO:\d{7}/);
  });

  it('opens the guide that serve has, and a click puts its query into the editor', { timeout: 90_000 }, async () => {
    const served = await startServer(
      loadSettings({ flags: { 'state.dir': join(cwd, '.papergraph'), 'serve.port': 0 } }),
    );
    try {
      const guide = `${served.address.replace('127.0.0.1', 'localhost')}/neo4j-guide.html`;
      await page.locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(`:guide ${guide}`);
      await page.keyboard.press('Control+Enter');
      const query = page.locator('pre.runnable', { hasText: 'What is in this graph' });
      await query.click();
      const editor = page.locator('.monaco-editor .view-lines').first();
      await expect.poll(() => editor.textContent(), { timeout: 30_000 }).toContain('UNWIND');
    } finally {
      await served.close();
    }
  });

  it('has the saved queries as favorites, in folders', { timeout: 90_000 }, async () => {
    await page.locator('[data-testid="navigationFavorites"]').click();
    for (const folder of ['Genes and diseases', 'Papers', 'Cards against texts', 'Runs and quality', 'Pictures'])
      await page.locator(`[data-testid="savedScriptsFolder-${folder}"]`).waitFor();
  });
});
