import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWebUrl, urlsIn } from '../../../src/sources/cards/links.js';
import { linesOf, outline, textOf } from '../../../src/sources/cards/outline.js';
import { countIn, knownSection, listItems } from '../../../src/sources/cards/sections.js';

describe('linesOf', () => {
  it('covers the text, whatever the line breaks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '𝛼', '```', ' ') });
    fc.assert(
      fc.property(text, (markdown) => {
        const lines = linesOf(markdown);
        expect(lines.map((line) => line.text)).toEqual(markdown.replace(/(\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/));
        for (const line of lines) expect(markdown.slice(line.start, line.end)).toBe(line.text);
      }),
    );
  });
});

describe('outline', () => {
  const known = (heading: string): boolean => /^(Abstract|Full text)$/i.test(heading);
  const shape = (markdown: string): unknown => {
    const { title, head, sections } = outline(markdown, known);
    return [
      title,
      textOf(markdown, head),
      ...sections.map((part) => [part.line, part.heading, textOf(markdown, part.lines)]),
    ];
  };

  it.each([
    ['# T\n\nhead\n\n## Abstract\n\ntext', ['T', 'head', [5, 'Abstract', 'text']]],
    ['T\n=\n\nhead\n\nAbstract\n--------\ntext', ['T', 'head', [6, 'Abstract', 'text']]],
    ['## T ##\n## Abstract #\ntext', ['T', null, [2, 'Abstract', 'text']]],
    ['# C# and F#\n', ['C# and F#', null]],
    ['pre\n# T\nhead', ['T', 'pre\n# T\nhead']],
    ['## Abstract\ntext\n# T\nhead\n## Odd\nx', ['T', 'head', [1, 'Abstract', 'text'], [5, 'Odd', 'x']]],
    ['# Abstract\ntext', ['', null, [1, 'Abstract', 'text']]],
    ['# T\n# Abstract\ntext\n# Odd\ny', ['T', null, [2, 'Abstract', 'text'], [4, 'Odd', 'y']]],
    [
      '# T\n## Abstract\n### Methods\na\n### Full text\nb',
      ['T', null, [2, 'Abstract', '### Methods\na'], [5, 'Full text', 'b']],
    ],
    [
      '# T\n## Abstract\n```\n# no heading\n```\n## Full text',
      ['T', null, [2, 'Abstract', '```\n# no heading\n```'], [6, 'Full text', null]],
    ],
    ['# T\n## Abstract\na sentence.\n---\nrest', ['T', null, [2, 'Abstract', 'a sentence.\n---\nrest']]],
    ['# T\n## Abstract\n\ntext\n\n---\n\n***\n', ['T', null, [2, 'Abstract', 'text']]],
    ['#\n##\n', ['', null, [2, '', null]]],
    ['#T\n', ['', '#T']],
    ['', ['', null]],
  ])('%j', (markdown, expected) => {
    expect(shape(markdown)).toEqual(expected);
  });

  it('is not slow on a long line of marks', () => {
    const started = process.cpuUsage();
    outline(`# ${'#'.repeat(200_000)}x\n## ${' '.repeat(200_000)}y\n${'- '.repeat(100_000)}`, known);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1_000);
  });
});

describe('knownSection', () => {
  it.each([
    ['TL;DR', 'tldr'],
    ['**TLDR**', 'tldr'],
    ['Key Findings:', 'keyFindings'],
    ['Full-text entities', 'fullTextEntities'],
    ['Full text', 'fullText'],
    ['constructor', null],
    ['Background', null],
  ])('%s → %s', (heading, section) => {
    expect(knownSection(heading)).toBe(section);
  });
});

describe('listItems', () => {
  it.each([
    ['- a\n- b', ['a', 'b']],
    ['* a\n  goes on\n\n1. b\n2) c', ['a goes on', 'b', 'c']],
    ['one paragraph\nof two lines\n\nanother', ['one paragraph of two lines', 'another']],
    ['-no bullet', ['-no bullet']],
    ['', []],
  ])('%j', (markdown, items) => {
    expect(listItems(markdown)).toEqual(items);
  });
});

describe('countIn', () => {
  it.each([
    ['3 figures with captions in the complete paper', 'figure', 3],
    ['1 figure', 'figure', 1],
    ['**1,204** references — full list', 'reference', 1204],
    ['No figures.', 'figure', 0],
    ['81 numbered references', 'reference', 81],
    ['1. Able A. On 12 references.', 'reference', null],
    ['figures: 3', 'figure', null],
    ['3 figurines', 'figure', null],
    ['', 'figure', null],
  ] as const)('%s', (text, noun, count) => {
    expect(countIn(text, noun)).toBe(count);
  });
});

describe('urlsIn', () => {
  it.each([
    ['see https://a.org/full.md.', ['https://a.org/full.md']],
    ['(https://a.org/x_(y)), **https://b.org/**', ['https://a.org/x_(y)', 'https://b.org/']],
    [
      '[t](https://a.org/x_(y)/full.md "T") and <https://b.org/?a=1>',
      ['https://a.org/x_(y)/full.md', 'https://b.org/?a=1'],
    ],
    ['[t](<https://a.org/x>)', ['https://a.org/x']],
    ['[https://a.org](https://b.org)', ['https://a.org', 'https://b.org']],
    ['<a href="https://a.org/x">x</a>', ['https://a.org/x']],
    ['http://127.0.0.1:8080/PMC1/full.md', ['http://127.0.0.1:8080/PMC1/full.md']],
    ['[1]: http://[::1]:80/x', []],
    ['HTTPS://A.org/B', ['HTTPS://A.org/B']],
    ['ftp://a.org, mailto:x@y.z, http://, https:///x', []],
  ])('%s', (text, urls) => {
    expect(urlsIn(text)).toEqual(urls);
  });

  it('gives only addresses that can be asked for', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => urlsIn(`https://${text}`).every(isWebUrl)));
  });
});
