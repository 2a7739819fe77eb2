import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenFeedError, feedTime } from '../../../src/sources/feeds/feed-item.js';
import { readFeed } from '../../../src/sources/feeds/read-feed.js';

const BASE = 'https://site.example/feeds/changed.xml';

/** `url @ time : line` for an item, `! line message` for a flaw. */
function shortly(text: string | Uint8Array): string[] {
  const { items, flaws } = readFeed(typeof text === 'string' ? Buffer.from(text) : text, BASE);
  const time = (ms: number | null) => (ms === null ? '-' : new Date(ms).toISOString());
  return [
    ...items.map(({ url, changed, line }) => `${url} @ ${time(changed)} : ${line}`),
    ...flaws.map(({ line, message }) => `! ${line} ${message}`),
  ];
}

const ATOM = `
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Changed &amp; new</title><link href="https://site.example/"/><updated>2026-11-27T02:00:00Z</updated>
  <entry>
    <id>tag:site.example,2026:1</id>
    <link rel="self" href="https://site.example/self"/>
    <link href="https://site.example/paper/PMC1"/>
    <link rel="alternate" type="text/markdown" href="/paper/PMC1/full.md?a=1&amp;b=2"/>
    <published>2026-01-01T00:00:00Z</published><updated>2026-11-26T03:04:05.678+01:00</updated>
    <source><link href="https://elsewhere.example/"/><updated>2030-01-01T00:00:00Z</updated></source>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="https://no.example/">no</a></div></content>
  </entry>
  <entry><id>https://site.example/paper/PMC2/full.md</id><published>2026-11-20T00:00:00Z</published></entry>
  <entry><id>urn:uuid:3</id><title>No link</title></entry>
</feed>`;

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<atom:link rel="self" href="https://site.example/rss"/><link>https://site.example/</link>
<item><title><![CDATA[A <b>paper</b>]]></title><link>
  https://site.example/paper/PMC1/full.md
</link><pubDate>Fri, 27 Nov 2026 02:00:00 +0100</pubDate></item>
<item><guid>https://site.example/paper/PMC2/full.md</guid></item>
<item><guid isPermaLink="false">12345</guid></item>
</channel></rss>`;

const RDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="x"><link>https://site.example/PMC1.md</link><dc:date>2026-11-27</dc:date></item></rdf:RDF>`;

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Changed',
  items: [
    {
      id: '1',
      url: 'https://site.example/PMC1.md',
      date_modified: '2026-11-27T02:00:00Z',
      date_published: '2020-01-01T00:00:00Z',
    },
    { id: 'https://site.example/PMC2.md', content_text: 'x' },
    { id: '3' },
    7,
  ],
});

describe('feeds are told by their content', () => {
  it.each<[string, string, string[]]>([
    ['nothing', ' \n', []],
    [
      'a plain list',
      '\uFEFF# changed tonight\nhttps://a.org/1.md\r\n\n  https://a.org/2.md#x  # moved\nno link\nftp://a.org/3.md\n',
      [
        'https://a.org/1.md @ - : 2',
        'https://a.org/2.md#x @ - : 4',
        '! 5 a link that begins with http:// or https://; found "no link"',
        '! 6 a link that begins with http:// or https://; found "ftp://a.org/3.md"',
      ],
    ],
    [
      'JSON Lines',
      '{"url": "https://a.org/1.md", "changed": "2026-11-27T02:00:00.5Z"}\n"https://a.org/2.md"\n\n{"fullTextUrl": "https://a.org/3.md", "updated": "someday"}\n{broken\n{"title": "x"}\n',
      [
        'https://a.org/1.md @ 2026-11-27T02:00:00.500Z : 1',
        'https://a.org/2.md @ - : 2',
        'https://a.org/3.md @ - : 4',
        expect.stringMatching(/^! 5 a link in quotes or .*cannot be read/) as unknown as string,
        expect.stringMatching(/^! 6 .*found no link/) as unknown as string,
      ],
    ],
    [
      'one line of JSON Lines',
      '{"url":"https://a.org/1.md","changed":"2026-11-27"}',
      ['https://a.org/1.md @ 2026-11-27T23:59:59.999Z : 1'],
    ],
    [
      'a list in JSON',
      '["https://a.org/1.md", {"url": "/2.md"}]',
      ['https://a.org/1.md @ - : 1', 'https://site.example/2.md @ - : 1'],
    ],
    [
      'a JSON Feed',
      JSON_FEED,
      [
        'https://site.example/PMC1.md @ 2026-11-27T02:00:00.999Z : 1',
        'https://site.example/PMC2.md @ - : 1',
        expect.stringMatching(/^! 1 entry 3: .*found no link/) as unknown as string,
        expect.stringMatching(/^! 1 entry 4: .*found 7/) as unknown as string,
      ],
    ],
    [
      'Atom',
      ATOM,
      [
        'https://site.example/paper/PMC1/full.md?a=1&b=2 @ 2026-11-26T02:04:05.678Z : 5',
        'https://site.example/paper/PMC2/full.md @ 2026-11-20T00:00:00.999Z : 14',
        '! 15 an entry with a link that begins with http:// or https://; found none',
      ],
    ],
    [
      'RSS 2.0',
      RSS,
      [
        'https://site.example/paper/PMC1/full.md @ 2026-11-27T01:00:00.999Z : 4',
        'https://site.example/paper/PMC2/full.md @ - : 7',
        '! 8 an entry with a link that begins with http:// or https://; found none',
      ],
    ],
    ['RSS 1.0', RDF, ['https://site.example/PMC1.md @ 2026-11-27T23:59:59.999Z : 2']],
  ])('%s', (_, text, expected) => {
    expect(shortly(text)).toEqual(expected);
  });

  it('in the encoding that they name', () => {
    const xml =
      '<?xml version="1.0" encoding="ISO-8859-1"?><rss><item><title>é</title><link>https://a.org/1.md</link></item></rss>';
    expect(shortly(Buffer.from(xml, 'latin1'))).toEqual(['https://a.org/1.md @ - : 1']);
  });
});

describe('what is no feed as a whole is an error with its line', () => {
  it.each<[string, string | Uint8Array, number, RegExp]>([
    ['a page', '<!doctype html>\n<html><body>Moved</body></html>', 1, /a feed; found an HTML page/],
    ['XML cut off', ATOM.slice(0, -20), 15, /XML that ends as it began/],
    [
      'XML with an entity of its own',
      '<!DOCTYPE r [<!ENTITY x "y">]>\n<rss><item><link>&x;</link></item></rss>',
      2,
      /entity/,
    ],
    ['another root', '<opml/>', 1, /found <opml>/],
    ['a broken list in JSON', '["https://a.org/1.md",', 1, /a list in JSON/],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 1, /UTF-8/],
    [
      'an unknown encoding',
      Buffer.from('<?xml version="1.0" encoding="klingon"?><rss>\xff</rss>', 'latin1'),
      1,
      /UTF-8/,
    ],
  ])('%s', (_, text, line, message) => {
    try {
      readFeed(typeof text === 'string' ? Buffer.from(text) : text, BASE);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenFeedError);
      expect(error).toMatchObject({ line, message: expect.stringMatching(message) });
    }
  });

  it('and nothing else is thrown, whatever the bytes', () => {
    const start = fc.constantFrom(
      '',
      '<',
      '{',
      '[',
      '"',
      '<rss><item><link>',
      '<feed><entry><link href="',
      '{"items":[',
    );
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (first, rest) => {
        try {
          const { items } = readFeed(Buffer.from(first + rest), BASE);
          expect(items.every(({ url }) => /^https?:/i.test(url) && URL.canParse(url))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenFeedError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

it.each([
  ['2026-11-27T02:00:00Z', '2026-11-27T02:00:00.999Z'],
  ['2026-11-27T02:00:00.120Z', '2026-11-27T02:00:00.120Z'],
  ['2026-11-27T02:00:00+02:00', '2026-11-27T00:00:00.999Z'],
  ['2026-11-27', '2026-11-27T23:59:59.999Z'],
  ['Fri, 27 Nov 2026 02:00:00 GMT', '2026-11-27T02:00:00.999Z'],
  ['27 Nov 2026 02:00:00 EST', '2026-11-27T07:00:00.999Z'],
  ['yesterday', null],
  ['', null],
  [null, null],
])('the time %j is %j', (text, expected) => {
  const ms = feedTime(text);
  expect(ms === null ? null : new Date(ms).toISOString()).toBe(expected);
});
