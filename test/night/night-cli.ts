/**
 * `npm run test:night -- --out FOLDER [--every SECONDS]`: plays three nights, and leaves log, metrics and pictures of the pages
 * to be looked at.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { playNights } from './play-night.js';

const CHROMIUM = process.env['PAPERGRAPH_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update'];

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'night' }, every: { type: 'string', default: '15' } },
});

/** Pictures of the pages as a desktop and a phone show them. */
async function look(address: string, token: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...FLAGS, '--disable-background-networking', '--disable-sync'],
  });
  for (const [name, width] of [
    ['desktop', 1280],
    ['phone', 390],
  ] as const) {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      extraHTTPHeaders: { Authorization: `Bearer ${token}` },
    });
    await page.goto(`${address}/`);
    await page.screenshot({ path: join(values.out, `runs-${name}.png`), fullPage: true });
    await page.locator('#runs a').first().click();
    await page.screenshot({ path: join(values.out, `run-${name}.png`), fullPage: true });
    await page.goto(`${address}/papers`);
    await page.screenshot({ path: join(values.out, `papers-${name}.png`), fullPage: true });
  }
  await browser.close();
}

mkdirSync(values.out, { recursive: true });
const { nights, log } = await playNights({ everySeconds: Number(values.every), look });
writeFileSync(join(values.out, 'schedule.log'), log);
for (const [index, { run, metrics }] of nights.entries()) {
  writeFileSync(join(values.out, `metrics-${index + 1}.txt`), metrics);
  const { papers, warnings } = run.summary ?? {};
  process.stdout.write(`night ${index + 1}: ${run.state}, exit code ${run.exitCode}, ${JSON.stringify(papers)}\n`);
  for (const { message } of warnings ?? []) process.stdout.write(`  warning: ${message}\n`);
}
process.stdout.write(`log, metrics and pictures: ${values.out}\n`);
