/** HTML tags, comments and the like, as far as reading around them needs. */

export interface Tag {
  /** Lower case. */
  readonly name: string;
  readonly closing: boolean;
  /** Position after the `>`. */
  readonly end: number;
}

/**
 * Elements whose tags are mark-up: those of HTML that turn up in papers, and those of JATS that converters leave
 * behind. Anything else in angle brackets is text: `x<y and z>w` is no tag.
 */
const INLINE = `a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label map mark meter nobr
 object output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr
 bold break caps ext-link fn fn-group graphic inline-formula inline-graphic italic label media monospace named-content
 overline roman sans-serif sc styled-content tex-math underline uri xref`;
const BLOCK = `address article aside blockquote body br button canvas caption center col colgroup dd details dialog dir
 div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li
 link main menu meta nav noscript ol optgroup option p param pre script section select source style summary svg table
 tbody td template textarea tfoot th thead title tr track ul video audio math
 disp-formula disp-quote fig fig-group list list-item sec table-wrap table-wrap-foot`;
const BLOCKS = new Set(BLOCK.split(/\s+/));
const KNOWN = new Set([...INLINE.split(/\s+/), ...BLOCKS]);

/** Elements whose content is not for reading. */
export const UNREAD: ReadonlySet<string> = new Set([
  'annotation',
  'head',
  'script',
  'style',
  'svg',
  'template',
  'tex-math',
]);

/** Whether the element parts the text before it from the text after it: `<br>`, `<p>`, `<td>`. */
export function isBlockTag(name: string): boolean {
  return BLOCKS.has(name);
}

const TAG_NAME = /(\/?)([a-z][a-z0-9:-]*)(?=[\s/>])/iy;

/** The tag that begins at `at`, where a `<` stands; null when it is none. */
export function tagAt(text: string, at: number): Tag | null {
  TAG_NAME.lastIndex = at + 1;
  const match = TAG_NAME.exec(text);
  if (match === null) return null;
  const name = (match[2] ?? '').toLowerCase();
  if (!KNOWN.has(name) && !/^(?:mml|m):/.test(name)) return null;
  const end = endOfAttributes(text, TAG_NAME.lastIndex);
  return end < 0 ? null : { name, closing: match[1] === '/', end };
}

/** Position after the `>` that ends a tag. A `<` outside quotes ends nothing, so that no text is looked at twice. */
function endOfAttributes(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '>') return at + 1;
    if (unit === '<') return -1;
    if ((unit === '"' || unit === "'") && text[at - 1] === '=') {
      at = text.indexOf(unit, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

const AUTOLINK = /<((?:[a-z][a-z0-9+.-]{1,31}:|[\w.+-]{1,64}@)[^\s<>]*)>/iy;

/** End of `<https://…>` or `<name@example.org>` at `at`; -1 when none begins there. */
export function endOfAutolink(text: string, at: number): number {
  AUTOLINK.lastIndex = at;
  return AUTOLINK.test(text) ? AUTOLINK.lastIndex : -1;
}

/** What a `<!` or `<?` at `at` begins: how it ends. Null when it begins nothing that is known. */
export function closerOf(text: string, at: number): string | null {
  if (text.startsWith('<!--', at)) return '-->';
  if (text.startsWith('<![CDATA[', at)) return ']]>';
  if (text.startsWith('<?', at)) return '?>';
  return /^<![a-z]/i.test(text.slice(at, at + 3)) ? '>' : null;
}
