import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PaperCard } from '../../src/model.js';
import { parseCard } from '../../src/sources/cards/parse-card.js';
import { readInputs } from '../../src/sources/inputs.js';

const folder = 'seeds/cards';

function read(path: string): PaperCard {
  const item = parseCard(readFileSync(path, 'utf8'), { path, line: 1 });
  if (item.kind === 'problem') throw new Error(item.problem.message);
  return item.card;
}

/** What a card states as facts, without the words of its summaries. */
function facts(card: PaperCard): unknown {
  const { place, tldr, contribution, keyFindings, abstract, markdown, assertions, ...rest } = card;
  return { ...rest, assertions: assertions.map(({ line, ...assertion }) => assertion) };
}

describe('the example cards', () => {
  it('are all read without a problem', async () => {
    const kinds: string[] = [];
    for await (const item of readInputs([folder])) kinds.push(item.kind);
    expect(kinds).toEqual(readdirSync(folder).map(() => 'card'));
  });

  it.each(readdirSync(folder))('%s says all that a card should', (name) => {
    const card = read(`${folder}/${name}`);
    const pmcid = name.replace(/\.md$/, '');
    expect(card).toMatchObject({
      id: `PMC:${pmcid}`,
      title: expect.stringMatching(/./),
      journal: expect.stringMatching(/./),
      date: expect.stringMatching(/^\d{4}/),
      fullTextUrl: `https://tomesphere.com/paper/${pmcid}/full.md`,
      sourceUrl: `https://tomesphere.com/paper/${pmcid}`,
      otherSections: [],
    });
    expect(card.abstract?.length).toBeGreaterThan(500);
    expect(card.keyFindings.length).toBeGreaterThan(1);
    expect(card.assertions.some((entity) => entity.kind === 'Disease' && entity.conceptId !== null)).toBe(true);
  });

  it('hold the trap of the abbreviation and its wrong id', () => {
    const card = read(`${folder}/PMC12817307.md`);
    expect(card.abstract).toContain('dose-limiting toxicities (DLT)');
    expect(card.assertions).toContainEqual(expect.objectContaining({ name: 'DLT', conceptId: 'MESH:D045745' }));
  });

  const original = '../shared/cards/PMC12817307.md';
  it.skipIf(!existsSync(original))(`state the facts of ${original} (skipped where that file is missing)`, () => {
    expect(facts(read(`${folder}/PMC12817307.md`))).toEqual(facts(read(original)));
  });
});
