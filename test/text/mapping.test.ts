import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeHTMLStrict } from 'entities/decode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/model.js';
import { findAbbreviations } from '../../src/text/abbreviations.js';
import { toSource } from '../../src/text/offset-map.js';
import { markdown } from './support/arbitraries.js';
import { type Run, read, runsOf } from './support/read.js';

/** What may be read as a space: a line break with the mark-up of the next line, a tag, a formula, TeX's own spaces. */
const SPACE = /^(?:\s*\\?[\s>]*|<[^>]*>|\$\$.*\$\$|\\[,;:! \n])$/s;

function isFaithful({ plain, source, verbatim }: Run): boolean {
  if (verbatim) return plain === source;
  if (plain === ' ' && SPACE.test(source)) return true;
  return decodeHTMLStrict(source) === plain || /^\\[a-zA-Z]+\s*$/.test(source);
}

function checkMaps(document: Document): void {
  let last = 0;
  for (const passage of document.passages) {
    expect(passage.start).toBeGreaterThanOrEqual(last);
    expect(runsOf(passage, document.markdown).filter((run) => !isFaithful(run))).toEqual([]);
    let [plainEnd, sourceEnd] = [-1, passage.start];
    for (let i = 0; i < passage.offsets.length; i += 3) {
      const [plain = -1, start = -1, end = -1] = passage.offsets.subarray(i, i + 3);
      expect(plain).toBeGreaterThan(plainEnd);
      expect(start).toBeGreaterThanOrEqual(sourceEnd);
      expect(end).toBeGreaterThanOrEqual(start);
      [plainEnd, sourceEnd] = [plain, end];
    }
    expect(passage.offsets[0]).toBe(0);
    expect(sourceEnd).toBeLessThanOrEqual(passage.end);
    last = passage.end;
  }
}

function checkSections({ sections, passages, markdown: source }: Document): void {
  let last = 0;
  for (const { start, end } of sections) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(last).toBe(sections.length === 0 ? 0 : source.length);
  for (const { section, start, end } of passages) {
    expect(start).toBeGreaterThanOrEqual(sections[section]?.start ?? Number.NaN);
    expect(end).toBeLessThanOrEqual(sections[section]?.end ?? Number.NaN);
  }
}

function checkAbbreviations(document: Document): void {
  for (const { passage, shortForm, longForm, shortStart, shortEnd, longStart, longEnd } of findAbbreviations(
    document,
  )) {
    const { text = '' } = document.passages[passage] ?? {};
    expect(text.slice(shortStart, shortEnd)).toBe(shortForm);
    expect(text.slice(longStart, longEnd)).toBe(longForm);
  }
}

describe('any Markdown', () => {
  it('is read without an error; every plain unit leads back to where it stands', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const document = read(text);
        checkMaps(document);
        checkSections(document);
        checkAbbreviations(document);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a source span for every plain span, within its passage and in the same order', () => {
    fc.assert(
      fc.property(markdown, fc.nat(), fc.nat(), (text, a, b) => {
        for (const passage of read(text).passages) {
          const [from, to] = [a % passage.text.length, b % (passage.text.length + 1)].sort((x, y) => x - y) as [
            number,
            number,
          ];
          const { start, end } = toSource(passage, from, to);
          expect(start).toBeGreaterThanOrEqual(passage.start);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(passage.end);
        }
      }),
      { numRuns: 150 },
    );
  });
});

const PAPERS = '../shared/papers';

describe.skipIf(!existsSync(PAPERS))(`the papers of ${PAPERS} (skipped where that folder is missing)`, () => {
  it('are read faithfully, with title, abstract and body', () => {
    const names = readdirSync(PAPERS).filter((name) => existsSync(`${PAPERS}/${name}/full.md`));
    expect(names.length).toBeGreaterThanOrEqual(45);
    const abstracts = names.filter((name) => {
      const document = read(readFileSync(`${PAPERS}/${name}/full.md`, 'utf8'));
      checkMaps(document);
      checkSections(document);
      expect(document.sections[0]?.type, name).toBe('TITLE');
      expect(document.passages.length, name).toBeGreaterThan(20);
      return document.sections.some(({ type }) => type === 'ABSTRACT');
    });
    // One of them has none: its first section is the background.
    expect(abstracts.length).toBeGreaterThanOrEqual(names.length - 1);
  });
});
