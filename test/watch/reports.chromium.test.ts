/** Pages that stand alone as a person meets them, as files in real Chromium. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reportPaper } from '../../pipelines/report-paper.js';
import { reportRun } from '../../pipelines/report-run.js';
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
  trouble,
  WARNING,
} from './state-fixture.js';

const executable = chromiumPath();
const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const LONG = 'https://example.org/a-very-long-address-without-any-place-to-break/'.repeat(4);

/** Pages of a paper and of a run that try to run something, as files. */
async function reports(): Promise<{ readonly paper: string; readonly run: string }> {
  const folder = newState();
  const command = { summary: { warnings: [WARNING] } };
  const { id: runId } = addRun(folder, '2026-11-26T02:00:00.000Z', command);
  const counts = { mentions: 6, nil: 0, unnamed: 0, concepts: 4 };
  const annotations = await annotationsOf(SCRIPT_PAPER, SCRIPT_TEXT);
  const written = { graphHash: 'h', origin: 'full-text', textSha256: 't', counts, annotations } as const;
  const title = 'A <script>window.broken = 1</script> title';
  const message = `no answer from ${LONG} <img src=x onerror="window.broken = 4">`;
  const ledger = openLedger(folder);
  ledger.record(GRAPH, [
    paper(SCRIPT_PAPER, { runId, title, written }),
    paper('PMC:PMC2', { runId, title, written: null, failed: true, trouble: trouble({ message }) }),
  ]);
  ledger.close();
  const settings = settingsFor(folder);
  const target = mkdtempSync(join(tmpdir(), 'papergraph-reports-'));
  const [paperFile, runFile] = [join(target, 'paper.html'), join(target, 'run.html')];
  writeFileSync(paperFile, await reportPaper(settings, SCRIPT_PAPER));
  writeFileSync(runFile, await reportRun(settings, null));
  return { paper: pathToFileURL(paperFile).href, run: pathToFileURL(runFile).href };
}

describe.skipIf(executable === null)(
  'reports in Chromium (skipped where there is none: apt-get install chromium)',
  () => {
    let urls: Awaited<ReturnType<typeof reports>>;
    let browser: Browser;
    let context: BrowserContext;

    beforeAll(async () => {
      urls = await reports();
      browser = await launchChromium(executable ?? '');
    });
    afterAll(() => browser?.close());
    afterEach(() => context.close());

    /** Opens a report, which must ask for nothing, run nothing of a paper, and complain of nothing. */
    async function open(which: 'paper' | 'run', options: Parameters<Browser['newContext']>[0]): Promise<Page> {
      const complaints: string[] = [];
      const requests: string[] = [];
      context = await browser.newContext(options);
      const page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(urls[which]);
      expect([complaints, requests]).toEqual([[], [urls[which]]]);
      expect(await page.evaluate('window.broken')).toBeUndefined();
      return page;
    }

    const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

    it.each(['phone', 'desktop'] as const)('a run: charts are seen whole on a %s', async (screen) => {
      const viewport = SCREENS[screen];
      const page = await open('run', { viewport });
      expect(await page.evaluate(over)).toBe(0);
      const charts = page.locator('.chart');
      expect(await charts.count()).toBe(5);
      for (const chart of await charts.all()) {
        expect(await chart.isVisible()).toBe(true);
        const bars = await chart
          .locator('svg rect')
          .evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect()));
        expect(Math.max(...bars.map(({ width, height }) => width * height))).toBeGreaterThan(100);
        const { left, right } = await chart.evaluate((figure) => figure.getBoundingClientRect());
        expect(bars.every((bar) => bar.left >= left && bar.right <= right)).toBe(true);
        expect([left >= 0, right <= viewport.width]).toEqual([true, true]);
      }
    });

    it.each([
      ['light', 'rgb(27, 138, 124)'],
      ['dark', 'rgb(69, 179, 163)'],
    ] as const)(
      'a run: bars have a color of their own in the %s, and one for white paper',
      async (colorScheme, color) => {
        const page = await open('run', { colorScheme });
        const fill = () => page.evaluate("getComputedStyle(document.querySelector('.chart rect.of-gene')).fill");
        expect(await fill()).toBe(color);
        await page.emulateMedia({ media: 'print', colorScheme });
        expect(await fill()).toBe('rgb(27, 138, 124)');
        expect(await page.locator('.chart .numbers').isVisible()).toBe(true);
      },
    );

    it('a run: the numbers of the histogram open by the keyboard', async () => {
      const page = await open('run', {});
      const numbers = page.locator('.chart .numbers');
      expect(await numbers.isVisible()).toBe(false);
      await page.locator('.chart summary').focus();
      await page.keyboard.press('Enter');
      expect(await numbers.isVisible()).toBe(true);
    });

    it('a paper: its own script runs, and nothing else', async () => {
      const page = await open('paper', { viewport: SCREENS.phone });
      expect(await page.evaluate(over)).toBe(0);
      await page.locator('.text a.m.gene').first().focus();
      expect(await page.locator('#tip').textContent()).toContain('NCBIGene:672');
      await page.evaluate(
        `document.body.insertAdjacentHTML('beforeend', '<img src="data:x" onerror="window.broken = 5">')`,
      );
      await page.waitForTimeout(100);
      expect(await page.evaluate('window.broken')).toBeUndefined();
    });
  },
);
