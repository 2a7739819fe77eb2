import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownOf, parseContentType } from '../../../src/sources/fetch/markdown-body.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const read = (body: Buffer, contentType: string | null = null) => markdownOf(body, { contentType, from: 'here' });

describe('markdownOf', () => {
  it.each<[string, string | null, Buffer, string]>([
    ['no content type', null, bytes('# α'), '# α'],
    ['text/markdown', 'text/markdown', bytes('# α'), '# α'],
    ['capitals and a parameter', 'Text/Markdown; variant=GFM; charset="UTF-8"', bytes('# α'), '# α'],
    ['text/plain', 'text/plain', bytes('# α'), '# α'],
    ['text/x-markdown', 'text/x-markdown', bytes('# α'), '# α'],
    ['octets', 'application/octet-stream', bytes('# α'), '# α'],
    ['Latin-1 when the header says so', 'text/plain; charset=iso-8859-1', bytes('# Müller', 'latin1'), '# Müller'],
    ['a charset nobody knows', 'text/plain; charset=none', bytes('# α'), '# α'],
    ['line ends as they are', null, bytes('# a\r\n\rb\n'), '# a\r\n\rb\n'],
    ['a byte order mark is taken off', null, bytes('\uFEFF# a'), '# a'],
    ['UTF-16 by its mark, against the header', 'text/plain; charset=utf-8', bytes('\uFEFF# α', 'utf16le'), '# α'],
    ['one broken byte', null, Buffer.concat([bytes('# a '.repeat(50)), Buffer.of(0xff)]), `${'# a '.repeat(50)}\uFFFD`],
    ['a tag at the start', null, bytes('<div align="center">\n\n# a'), '<div align="center">\n\n# a'],
    ['a comment at the start', null, bytes('<!-- made by hand -->\n# a'), '<!-- made by hand -->\n# a'],
    ['a word that begins like a tag', null, bytes('<header>x</header>'), '<header>x</header>'],
  ])('takes %s', (_title, contentType, body, expected) => {
    expect(read(body, contentType)).toBe(expected);
  });

  it.each<[string, string | null, Buffer, RegExp]>([
    ['text/html', 'text/html; charset=utf-8', bytes('# a'), /it is text\/html/],
    ['application/pdf', 'application/pdf', bytes('%PDF-1.4'), /application\/pdf/],
    ['application/json', 'application/json', bytes('{}'), /application\/json/],
    ['nothing', null, Buffer.alloc(0), /empty/],
    ['only white space', null, bytes('\uFEFF \r\n\t'), /empty/],
    ['a page', 'text/plain', bytes('<!DOCTYPE html>\n<p>'), /HTML page/],
    ['a page in old capitals', 'text/plain', bytes('<HTML lang=en>'), /HTML page/],
    ['a page behind a comment', 'text/plain', bytes('<!-- x -->\n<?xml version="1.0"?><html>'), /HTML page/],
    ['a page without html', 'text/plain', bytes('\n<head><title>x</title>'), /HTML page/],
    ['a PDF', 'text/plain', bytes('%PDF-1.7\n…'), /PDF/],
    ['NULs', 'text/plain', bytes('# a\0b'), /NUL/],
    ['bytes that are no text', 'text/plain', Buffer.from([1, 0xfe, 0xba, 0xad, 0xc0, 0xde]), /cannot be decoded/],
    ['Latin-1 without a word about it, all umlauts', null, bytes('äöü'.repeat(9), 'latin1'), /cannot be decoded/],
  ])('refuses %s', (_title, contentType, body, message) => {
    expect(() => read(body, contentType)).toThrow(message);
    expect(() => read(body, contentType)).toThrow(/^here: expected Markdown/);
  });

  it('gives back any text that is not refused, unit by unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sent = `# ${text.replaceAll('\0', '').replaceAll('\uFFFD', '')}`;
        expect(read(bytes(sent))).toBe(sent);
      }),
    );
  });
});

describe('parseContentType', () => {
  it.each([
    [null, '', null],
    ['text/plain', 'text/plain', null],
    ['text/plain;charset=UTF-8', 'text/plain', 'UTF-8'],
    ['text/plain; a=b; Charset = "latin1" ', 'text/plain', 'latin1'],
    ['text/plain; charset=', 'text/plain', null],
  ])('%j', (header, mediaType, charset) => {
    expect(parseContentType(header)).toEqual({ mediaType, charset });
  });
});
