/** The folder of cards and the site of one night after another: what changes, and what goes wrong. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as bad from '../support/bad-server.js';
import { writeCard } from '../support/card-site.js';

/** Papers that are there from the first night on. */
const GOOD = Array.from({ length: 20 }, (_, index) => `n${String(index + 1).padStart(2, '0')}`);
const NEW = ['new1', 'new2', 'new3', 'new4', 'new5', 'new6'];

/** Escape sequences, a line break and a quote: what would forge a line or color a terminal, if it could. */
const FORGED = '\u001b[31mred\u001b[0m\n{"level":"error","msg":"forged"}';

const text = (name: string, more = '') =>
  `# A paper on ${name}\n\n## Abstract\n\nMutations of TP53 are common in breast cancer; mice had melanoma. ${more}\n`;

/** What a site shows to whoever is not signed in: Markdown, but no paper. */
const SIGN_IN = '# Welcome back\n\nPlease sign in to go on reading.\n';

/** Sets up site and folder for one night; numbered from 1. */
export type Evening = (site: bad.BadServer, folder: string) => void;

/** 24 papers: one not published yet, one behind a web page, one of a server that is busy, one slow. */
const first: Evening = (site, folder) => {
  for (const name of [...GOOD, 'late', 'page', 'busy', 'slow']) writeCard(folder, name);
  for (const name of GOOD) site.on(path(name), bad.markdown(text(name)));
  site.on(path('page'), bad.markdown(`<!doctype html><html><title>${FORGED}</title><body>Log in</body></html>`));
  site.on(path('busy'), bad.inTurn(bad.status(503), bad.markdown(text('busy'))));
  site.on(path('slow'), bad.slowHeaders(300, bad.markdown(text('slow'))));
};

/** Six new cards, of which two meet a server that hangs up; three texts changed, a card corrected, one published at last. */
const second: Evening = (site, folder) => {
  for (const name of NEW) {
    writeCard(folder, name);
    site.on(path(name), bad.markdown(text(name)));
  }
  for (const name of ['new1', 'new2']) site.on(path(name), bad.hangUp);
  for (const name of ['n01', 'n02', 'n03']) site.on(path(name), bad.markdown(text(name, 'Asthma was seen, too.')));
  site.on(path('late'), bad.markdown(text('late')));
  const corrected = `# Card of n04, corrected\n\n## Full text\n\nhttps://papers.example.org${path('n04')}\n`;
  writeFileSync(join(folder, 'n04.md'), corrected);
  writeFileSync(join(folder, 'broken.md'), `nothing that ${FORGED} could be a card\n`);
};

/** The server is well again, but the site now wants a login for most papers; a card was taken away. */
const third: Evening = (site, folder) => {
  for (const name of ['new1', 'new2']) site.on(path(name), bad.markdown(text(name)));
  for (const name of [...GOOD, 'busy', 'slow']) site.on(path(name), bad.markdown(SIGN_IN));
  rmSync(join(folder, 'n05.md'));
  rmSync(join(folder, 'broken.md'));
};

export const EVENINGS: readonly Evening[] = [first, second, third];

function path(name: string): string {
  return `/paper/${name}/full.md`;
}
