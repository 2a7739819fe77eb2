import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/model.js';
import { findAbbreviations } from '../../src/text/abbreviations.js';
import { toSource } from '../../src/text/offset-map.js';
import { read } from './support/read.js';

/** A document as a person can check it: sections with their passages, ` ¦ ` between sentences, and the abbreviations. */
function render(document: Document): string {
  const lines = document.sections.flatMap((section, index) => [
    '',
    `${section.type} ${'#'.repeat(section.level)} ${section.heading}`.trimEnd(),
    ...document.passages
      .filter((passage) => passage.section === index)
      .map((passage) => `  ${passage.kind}: ${sentences(passage)}`),
  ]);
  const forms = findAbbreviations(document).map((found) => {
    const passage = document.passages[found.passage];
    const at = passage === undefined ? null : toSource(passage, found.longStart, found.longEnd);
    return `  ${found.shortForm} = ${found.longForm} ← ${JSON.stringify(document.markdown.slice(at?.start, at?.end))}`;
  });
  return [...lines, '', 'Abbreviations', ...forms, ''].join('\n').trimStart();
}

function sentences({ text, sentences: spans }: Document['passages'][number]): string {
  const parts: string[] = [];
  for (let i = 0; i < spans.length; i += 2) parts.push(text.slice(spans[i], spans[i + 1]));
  return parts.join(' ¦ ');
}

describe('fixture papers', () => {
  it.each(['PMC99000001', 'PMC99000002', 'PMC99000003'])('%s is read as the golden file has it', async (id) => {
    const markdown = readFileSync(`test/fixtures/papers/${id}/full.md`, 'utf8');
    await expect(render(read(markdown))).toMatchFileSnapshot(`golden/${id}.txt`);
  });

  it('only title and abstract of a card are read', async () => {
    const card = readFileSync('test/fixtures/papers/PMC99000001/card.md', 'utf8');
    await expect(render(read(card, 'card'))).toMatchFileSnapshot('golden/PMC99000001-card.txt');
  });
});
