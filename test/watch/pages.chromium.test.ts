/** The pages as a person meets them, in real Chromium. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../pipelines/serve.js';
import { StateLock } from '../../src/flow/state-lock.js';
import type { RunInfo } from '../../src/model.js';
import { chromiumPath, launchChromium } from '../support/chromium.js';
import {
  addRun,
  annotationsOf,
  GRAPH,
  newState,
  openLedger,
  paper,
  SCRIPT_PAPER,
  SCRIPT_TEXT,
  settingsFor,
  summaryOf,
  trouble,
  WARNING,
} from './state-fixture.js';

const executable = chromiumPath();
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

it.runIf(executable === null && process.env['CI'] === 'true')('Chromium is there in CI', () => {
  expect.unreachable(
    'expected Chromium for the tests of pages; install it (apt-get install chromium) or name it in PAPERGRAPH_TEST_CHROMIUM',
  );
});

describe.skipIf(executable === null)(
  'pages in Chromium (skipped where there is none: apt-get install chromium)',
  () => {
    let folder: string;
    let lock: StateLock;
    let run: RunInfo;
    let server: RunningServer;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    const complaints: string[] = [];
    const requests: string[] = [];

    beforeAll(async () => {
      folder = newState();
      for (const day of ['20', '21', '22'])
        addRun(folder, `2026-11-${day}T02:00:00.000Z`, { summary: { warnings: [WARNING] } });
      const ledger = openLedger(folder);
      const text = {
        graphHash: 'h',
        origin: 'full-text',
        textSha256: 't',
        counts: { mentions: 6, nil: 0, unnamed: 0, concepts: 4 },
      } as const;
      const long = 'https://example.org/a-very-long-address-without-any-place-to-break/'.repeat(4);
      ledger.record(GRAPH, [
        paper(SCRIPT_PAPER, {
          title: 'A <script>window.broken = 1</script> title',
          written: { ...text, annotations: await annotationsOf(SCRIPT_PAPER, SCRIPT_TEXT) },
        }),
        paper('PMC:PMC2', {
          written: null,
          failed: true,
          url: long,
          trouble: trouble({ message: `no answer from ${long} <img src=x onerror="window.broken = 4">` }),
        }),
        paper('PMC:PMC3', { written: null, failed: true, trouble: trouble({ parked: true, nextAttempt: null }) }),
      ]);
      ledger.close();
      run = addRun(folder, new Date(Date.now() - 60_000).toISOString(), { state: null, summary: progressOf(2) });
      lock = StateLock.take(folder, 'papergraph link');
      server = await startServer(settingsFor(folder));
      browser = await launchChromium(executable ?? '');
    });

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      lock?.release();
    });

    beforeEach(async () => {
      complaints.length = 0;
      requests.length = 0;
      context = await browser.newContext({ viewport: DESK });
      page = await context.newPage();
      page.on('console', (message) => message.type() === 'log' || complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
    });

    afterEach(async () => {
      await context.close();
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => new URL(url).origin !== server.address)).toEqual([]);
    });

    function progressOf(written: number) {
      return {
        inputEnded: true,
        papers: { found: 10, written, unchanged: 0, fromCardOnly: 0, skipped: 0, failed: 0, left: 10 - written },
      };
    }

    function report(written: number): void {
      const ledger = openLedger(folder);
      const inStage = { card: 0, fetch: 1, link: 0, write: 0 };
      const progress = { found: 10, done: written, inStage, queues: { link: 0, write: 0 } };
      ledger.runs.report(run.id, { summary: summaryOf(run, progressOf(written)), progress, metrics: '' });
      ledger.close();
    }

    it('shows runs, and leads to one of them', async () => {
      await page.goto(`${server.address}/`);
      expect(await page.locator('#runs tbody tr').count()).toBe(4);
      expect(await page.locator('.trend .dot').count()).toBe(12);
      await page.locator('#runs tbody tr').nth(1).locator('a').click();
      expect(await page.locator('h1').textContent()).toContain('Run of 2026-11-22');
      expect(await page.locator('.warnings').textContent()).toContain('expected about 12 %');
    });

    it('moves the progress of a running run without loading the page again, and keeps the focus', async () => {
      report(2);
      await page.goto(`${server.address}/`);
      const bar = page.locator('#now [role=progressbar]');
      expect(await bar.getAttribute('aria-valuenow')).toBe('2');
      await page.evaluate('window.loadedOnce = true');
      await page.locator('#now a').focus();
      report(7);
      await page.locator('#now [aria-valuenow="7"]').waitFor({ state: 'attached' });
      expect(await page.evaluate('window.loadedOnce')).toBe(true);
      expect(await page.locator('#now a').evaluate((link) => link.matches(':focus'))).toBe(true);
      const width = await page.locator('#now rect.written').evaluate((rect) => rect.getBoundingClientRect().width);
      const whole = await bar.evaluate((element) => element.getBoundingClientRect().width);
      expect(width / whole).toBeCloseTo(0.7, 1);
    });

    it('makes a paper due by its button, and says so', async () => {
      await page.goto(`${server.address}/papers?parked=yes`);
      await page.getByRole('button', { name: 'Try again: PMC:PMC3' }).click();
      expect(await page.getByRole('status').first().textContent()).toContain('1 paper due now');
      const ledger = openLedger(folder);
      const { parked, nextAttempt } = ledger.get(GRAPH, 'PMC:PMC3')?.trouble ?? {};
      ledger.close();
      expect(parked).toBe(false);
      expect(Date.parse(nextAttempt ?? '')).toBeLessThanOrEqual(Date.now());
    });

    it('tells what a mention means on focus, on hover and by click, until Escape', async () => {
      await page.goto(`${server.address}/papers/${encodeURIComponent(SCRIPT_PAPER)}`);
      const [tip, gene] = [page.locator('#tip'), page.locator('.text a.m.gene').first()];
      expect(await tip.isVisible()).toBe(false);
      await gene.focus();
      expect(await tip.textContent()).toMatch(/NCBIGene:672[\s\S]*official symbol of BRCA1/);
      expect(await gene.getAttribute('aria-describedby')).toBe('tip');
      expect(await tip.locator('a.concept').first().getAttribute('href')).toBe('https://www.ncbi.nlm.nih.gov/gene/672');
      await page.keyboard.press('Escape');
      expect(await tip.isVisible()).toBe(false);
      await page.locator('.text a.m.disease').first().hover();
      expect(await tip.textContent()).toContain('MONDO:0007254');
      await page.locator('.text td a.m.gene').click();
      expect(await tip.textContent()).toContain('TP53');
      expect(new URL(page.url()).hash).toBe('');
    });

    it('leads from a mention to its note by the Enter key', async () => {
      await page.goto(`${server.address}/papers/${encodeURIComponent(SCRIPT_PAPER)}`);
      await page.locator('.text a.m.gene').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('.note:target').waitFor({ state: 'visible' });
      expect(await page.locator('.note:target').textContent()).toContain('NCBIGene:672');
    });

    it.each([`/papers/${encodeURIComponent(SCRIPT_PAPER)}`, '/papers?show=all', '/papers/PMC%3APMC2', '/'])(
      '%s runs nothing that a paper brings',
      async (path) => {
        await page.goto(`${server.address}${path}`);
        expect(await page.evaluate('window.broken')).toBeUndefined();
        expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
      },
    );

    it('would run nothing even if a text got into the page unescaped', async () => {
      await page.goto(`${server.address}/`);
      await page.evaluate(
        `document.body.insertAdjacentHTML('beforeend', '<img src="data:x" onerror="window.broken = 5">')`,
      );
      await page.waitForTimeout(100);
      expect(await page.evaluate('window.broken')).toBeUndefined();
      expect(complaints.some((text) => text.includes('Content Security Policy'))).toBe(true);
      complaints.length = 0;
    });

    it.each([
      '/',
      '/papers',
      '/papers?show=all',
      '/papers/PMC%3APMC2',
      `/papers/${encodeURIComponent(SCRIPT_PAPER)}`,
      'run',
    ])('%s needs no scrolling sideways on a phone', async (path) => {
      await page.setViewportSize(PHONE);
      await page.goto(`${server.address}${path === 'run' ? `/runs/${encodeURIComponent(run.id)}` : path}`);
      const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(over)).toBe(0);
    });

    it('asks for the token, and then shows what was asked for', async () => {
      const other = await startServer(settingsFor(folder, { token: 'a-token-of-some-length' }));
      await page.goto(`${other.address}/papers?parked=no`);
      await page.getByLabel('Token of papergraph serve').fill('a-token-of-some-length');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/papers?parked=no');
      expect(await page.locator('h1').textContent()).toBe('Papers in trouble');
      expect(await page.evaluate('document.cookie')).toBe('');
      await page.getByRole('button', { name: 'Log out' }).click();
      await page.waitForURL('**/login');
      await page.goto('about:blank');
      await other.close();
      requests.length = 0; // all to that other server
    });

    it('says when the server does not answer any more', async () => {
      const other = await startServer(settingsFor(folder));
      await page.goto(`${other.address}/`);
      await other.close();
      await page.locator('#offline').waitFor({ state: 'visible' });
      requests.length = 0;
      complaints.length = 0; // the browser's own lines on connections that were refused
    });
  },
);
