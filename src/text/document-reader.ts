/** Blocks of Markdown → sections and passages. */
import type { Passage, PassageKind, Section } from '../model.js';
import type { Block } from './block.js';
import { readBlocks } from './blocks.js';
import { FlatText } from './flat-text.js';
import { readInline } from './inline.js';
import type { PlainText } from './plain-text.js';
import { type SectionPatterns, SectionTyper, typeOfHeading } from './sections.js';
import { splitSentences } from './sentences.js';

/** `**Methods**` alone in its paragraph: a heading in all but name. */
const BOLD_LINE = /^(\*\*|__)(?![\s*_])[^*_\n]{1,120}\1:?$/;

/** `Figure 2. Expression of …` standing as a paragraph among the results. */
const CAPTION = /^(?:supplementary |extended data )?(?:fig(?:ure|\.)?|table|scheme) ?S?\d+[a-z]? ?[.:|–—](?:\s|$)/i;

/** Lines of a title page that are never read: "Duffy" and "Marfan" are authors there. */
const TITLE_PAGE = /^(?:authors?|affiliations?|correspondence|doi|pmc?id|source)\s*:|^PMC · /i;

/** A block with its text: as it stands in the source, and as read. */
interface ReadBlock {
  readonly block: Block;
  readonly flat: FlatText;
  readonly plain: PlainText;
}

export class DocumentReader {
  readonly #markdown: string;
  readonly #patterns: SectionPatterns;
  readonly #typer: SectionTyper;
  readonly #cardOnly: boolean;
  readonly #sections: Section[] = [];
  readonly #passages: Passage[] = [];
  /** Level of the last real heading; a bold line counts as one level below. */
  #level = 0;
  /** `cardOnly`: level of the heading "Abstract" that the text stands below; 0 when below none. */
  #abstractLevel = 0;

  /** `cardOnly`: only the title and what stands below the heading "Abstract" become passages. */
  constructor(markdown: string, patterns: SectionPatterns, options: { readonly cardOnly: boolean }) {
    this.#markdown = markdown;
    this.#patterns = patterns;
    this.#typer = new SectionTyper(patterns);
    this.#cardOnly = options.cardOnly;
  }

  read(): { readonly sections: readonly Section[]; readonly passages: readonly Passage[] } {
    const { blocks, isReference } = readBlocks(this.#markdown);
    for (const block of blocks) {
      const flat = new FlatText(this.#markdown, block.lines);
      const plain = readInline(flat.text, { html: block.html, isReference });
      if (plain.text.trim() !== '') this.#take({ block, flat, plain });
    }
    this.#endSection(this.#markdown.length);
    return { sections: this.#sections, passages: this.#withoutTitlePage() };
  }

  /**
   * With an abstract of its own, what stands between title and abstract is the title page: authors and addresses ("Center
   * for p53 Studies"). Without, it may be the abstract.
   */
  #withoutTitlePage(): Passage[] {
    if (!this.#sections.some(({ type }) => type === 'ABSTRACT')) return this.#passages;
    return this.#passages.filter(({ kind, section }) => kind === 'title' || this.#sections[section]?.type !== 'TITLE');
  }

  #take(read: ReadBlock): void {
    const { block, flat, plain } = read;
    if (block.level > 0) {
      this.#level = block.level;
      this.#beginSection(read, block.level);
    } else if (block.kind === 'paragraph' && BOLD_LINE.test(flat.text)) {
      this.#takeBoldLine(read);
    } else {
      if (this.#sections.length === 0) this.#openSection({ type: 'OTHER', heading: '', level: 0, start: 0, end: 0 });
      this.#addPassage(read, this.#kindOf(block, plain.text));
    }
  }

  /** A bold line begins a section if it names one; otherwise it is a heading, or a caption, within the section. */
  #takeBoldLine(read: ReadBlock): void {
    const type = typeOfHeading(read.plain.text, this.#patterns);
    if (type === 'FIG' || type === 'TABLE') this.#addPassage(read, 'caption');
    else if (type !== null && this.#typer.admits(type)) this.#beginSection(read, Math.min(this.#level + 1, 6));
    else if (this.#sections.length === 0) this.#beginSection(read, 1);
    else this.#addPassage(read, 'heading');
  }

  #beginSection(read: ReadBlock, level: number): void {
    const heading = read.plain.text.trim();
    const type = this.#typer.enter(heading, level);
    const { start } = read.block;
    this.#openSection({ type, heading, level, start, end: start });
    if (level <= this.#abstractLevel) this.#abstractLevel = 0;
    if (this.#abstractLevel === 0 && /^abstract\b/i.test(heading)) this.#abstractLevel = level;
    this.#addPassage(read, type === 'TITLE' ? 'title' : 'heading');
  }

  #openSection(section: Section): void {
    this.#endSection(section.start);
    this.#sections.push(section);
  }

  #endSection(end: number): void {
    const last = this.#sections.pop();
    if (last !== undefined) this.#sections.push({ ...last, end });
  }

  #kindOf(block: Block, text: string): PassageKind {
    if (block.kind !== 'paragraph') return block.kind;
    const type = this.#sections.at(-1)?.type;
    return type === 'FIG' || type === 'TABLE' || CAPTION.test(text) ? 'caption' : 'paragraph';
  }

  #addPassage({ flat, plain }: ReadBlock, kind: PassageKind): void {
    const { text } = plain;
    if (!this.#isRead(kind, text)) return;
    this.#passages.push({
      kind,
      section: this.#sections.length - 1,
      start: flat.toSource(0),
      end: flat.toSource(flat.text.length),
      text,
      offsets: plain.offsets((position) => flat.toSource(position)),
      sentences: splitSentences(text),
    });
  }

  #isRead(kind: PassageKind, text: string): boolean {
    const type = this.#sections.at(-1)?.type;
    if (this.#cardOnly) return kind === 'title' || (type === 'ABSTRACT' && this.#abstractLevel > 0);
    if (type === 'TITLE' && kind !== 'title') return !TITLE_PAGE.test(text);
    return type !== 'REF';
  }
}
