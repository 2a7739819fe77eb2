/** Feeds in XML: Atom (RFC 4287), RSS 2.0 and RSS 1.0 (RDF). */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { messageOf } from '../../errors.js';
import { isWebUrl } from '../cards/links.js';
import { BrokenFeedError, type FeedContent, type FeedFlaw, type FeedItem, feedTime, feedUrl } from './feed-item.js';

const ROOTS: ReadonlySet<string> = new Set(['feed', 'rss', 'rdf']);
const ENTRIES: ReadonlySet<string> = new Set(['entry', 'item']);

/** Later ones are looked at if the first are not there. */
const TIMES = ['updated', 'modified', 'pubdate', 'date', 'published'] as const;

/** An entry that is being read: the texts of its own elements, and its links, best first. */
interface Entry {
  readonly line: number;
  readonly texts: Map<string, string>;
  readonly links: { readonly href: string; readonly rank: number }[];
}

/**
 * Links of a feed. Of several links of one Atom entry that to Markdown is taken, else the one to the entry's page.
 *
 * @param xml the whole feed; white space before it, which XML does not allow and many feeds have, is passed over
 * @param base address of the feed, for relative links
 * @throws BrokenFeedError for what is no feed or no XML
 */
export function readXmlFeed(xml: string, base: string): FeedContent {
  const start = xml.search(/\S/);
  return new XmlFeedReader(base, xml.slice(0, start).split('\n').length).read(xml.slice(start));
}

class XmlFeedReader {
  readonly #base: string;
  readonly #firstLine: number;
  readonly #parser = new SaxesParser();
  readonly #open: string[] = [];
  readonly #items: FeedItem[] = [];
  readonly #flaws: FeedFlaw[] = [];
  #entry: Entry | null = null;
  #entryDepth = 0;
  #text = '';

  constructor(base: string, firstLine: number) {
    this.#base = base;
    this.#firstLine = firstLine;
    this.#parser.on('error', (error) => {
      throw error;
    });
    this.#parser.on('opentag', (tag) => this.#start(tag));
    this.#parser.on('closetag', (tag) => this.#end(localName(tag.name)));
    for (const event of ['text', 'cdata'] as const) {
      this.#parser.on(event, (text) => {
        this.#text += text;
      });
    }
  }

  get #line(): number {
    return this.#parser.line + this.#firstLine - 1;
  }

  read(xml: string): FeedContent {
    try {
      this.#parser.write(xml).close();
    } catch (error) {
      if (error instanceof BrokenFeedError) throw error;
      throw new BrokenFeedError(this.#line, `XML that ends as it began; found ${messageOf(error)}`);
    }
    return { items: this.#items, flaws: this.#flaws };
  }

  #start(tag: SaxesTagPlain): void {
    const name = localName(tag.name);
    if (this.#open.length === 0 && !ROOTS.has(name)) {
      throw new BrokenFeedError(this.#line, `an Atom or RSS feed; found <${tag.name}>`);
    }
    this.#open.push(name);
    this.#text = '';
    if (this.#entry === null && ENTRIES.has(name)) {
      this.#entry = { line: this.#line, texts: new Map(), links: [] };
      this.#entryDepth = this.#open.length;
    } else if (name === 'link' && this.#isOwn()) this.#addLink(tag.attributes);
  }

  /** What stands right below the entry: the `<source>` of an Atom entry has links and times of another feed. */
  #isOwn(): boolean {
    return this.#entry !== null && this.#open.length === this.#entryDepth + 1;
  }

  #addLink({ href, rel = 'alternate', type = '' }: Readonly<Record<string, string>>): void {
    if (href === undefined) return; // RSS has it as text
    const isMarkdown = /^text\/(?:x-)?markdown\b/i.test(type);
    if (rel !== 'alternate' && !isMarkdown) return;
    this.#entry?.links.push({ href, rank: isMarkdown ? 0 : 1 });
  }

  #end(name: string): void {
    if (this.#isOwn() && !this.#entry?.texts.has(name)) this.#entry?.texts.set(name, this.#text.trim());
    if (this.#entry !== null && this.#open.length === this.#entryDepth) this.#finish(this.#entry);
    this.#open.pop();
    this.#text = '';
  }

  #finish({ line, texts, links }: Entry): void {
    this.#entry = null;
    const linked = links.toSorted((a, b) => a.rank - b.rank).map(({ href }) => href);
    const named = ['guid', 'id'].map((name) => texts.get(name) ?? '').filter(isWebUrl);
    const candidates = [...linked, texts.get('link') ?? '', ...named];
    const [url] = candidates.flatMap((candidate) => feedUrl(candidate, this.#base) ?? []);
    const time = TIMES.map((name) => feedTime(texts.get(name) ?? null)).find((ms) => ms !== null) ?? null;
    if (url === undefined)
      this.#flaws.push({ line, message: 'an entry with a link that begins with http:// or https://; found none' });
    else this.#items.push({ url, changed: time, line });
  }
}

/** `atom:link` is `link`, `pubDate` is `pubdate`. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
