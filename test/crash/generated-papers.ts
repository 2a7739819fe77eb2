/** Invented papers: a card and a full text of a few KB, made of a seed, the paper's number and the text's version. */
import { Dice } from './dice.js';
import { DEFINITIONS, SECTIONS, TITLES, USES } from './sentences.js';
import type { NamedConcept, StarterNames } from './starter-names.js';

export interface GeneratedPaper {
  /** Its folder on the site: `gen0017`. */
  readonly name: string;
  /** The card's Markdown. */
  readonly card: string;
  /** Markdown of the full text. */
  readonly text: string;
}

/** Host in the links of generated papers; the settings map it to the site. */
export const GENERATED_HOST = 'papers.example.org';

/** Share of cards without a link, and of those that claim entities. */
const NO_LINK = 0.06;
const ASSERTING = 0.3;
const ABBREVIATING = 0.4;

export class PaperGenerator {
  readonly #seed: number;
  readonly #names: StarterNames;

  constructor(seed: number, names: StarterNames) {
    this.#seed = seed;
    this.#names = names;
  }

  /** What names the paper (title, id, link, claims) is of its number alone; the texts are of its version, too. */
  paper(number: number, version: number): GeneratedPaper {
    const name = `gen${String(number).padStart(4, '0')}`;
    const fixed = new Dice(this.#seed, `paper ${number}`);
    const words = new Dice(this.#seed, `paper ${number} version ${version}`);
    const title = this.#fill(fixed.pick(TITLES), fixed);
    const head = [
      `# ${title} (${number})`,
      '',
      `**Authors:** A. Author${number}, B. Writer`,
      '',
      headLine(number, fixed),
    ];
    const link = fixed.chance(NO_LINK)
      ? []
      : ['', '## Full text', '', `https://${GENERATED_HOST}/paper/${name}/full.md`];
    const claims = fixed.chance(ASSERTING) ? this.#claims(number, fixed) : [];
    const abstract = this.#sentences(SECTIONS[1]?.templates ?? [], 4, words);
    const card = [...head, '', '## Abstract', '', abstract, ...claims, ...link, ''].join('\n');
    return { name, card, text: [`# ${title}`, '', '## Abstract', '', abstract, '', this.#body(words)].join('\n') };
  }

  #body(dice: Dice): string {
    const sections = SECTIONS.map(({ heading, templates }) => {
      const paragraphs = Array.from({ length: 2 }, () => this.#sentences(templates, 2 + dice.below(4), dice));
      if (heading === 'Introduction' && dice.chance(ABBREVIATING)) paragraphs.push(this.#abbreviated(dice));
      return [`## ${heading}`, ...paragraphs].join('\n\n');
    });
    return `${sections.join('\n\n')}\n`;
  }

  #sentences(templates: readonly string[], count: number, dice: Dice): string {
    return Array.from({ length: count }, () => this.#fill(dice.pick(templates), dice)).join(' ');
  }

  #fill(template: string, dice: Dice): string {
    return template.replace(/\b[GDSN]\b/g, (letter) => {
      if (letter === 'N') return String(2 + dice.below(90));
      return dice.pick(dice.pick(this.#pool(letter)).names);
    });
  }

  #pool(letter: string): readonly NamedConcept[] {
    if (letter === 'G') return this.#names.genes;
    return letter === 'D' ? this.#names.diseases : this.#names.species;
  }

  #abbreviated(dice: Dice): string {
    const long = dice.pick(this.#names.diseases.filter(({ names }) => (names[0] ?? '').includes(' '))).names[0] ?? '';
    const short = long
      .split(/[\s-]+/)
      .map((word) => word.slice(0, 1).toUpperCase())
      .join('');
    const sentences = [dice.pick(DEFINITIONS), dice.pick(USES), dice.pick(USES)].map((template) =>
      template.replace(/\bL\b/, () => long).replace(/\bA\b/, () => short),
    );
    return sentences.map((sentence) => this.#fill(sentence, dice)).join(' ');
  }

  /** Known genes and diseases, and one id that no terminology has. */
  #claims(number: number, dice: Dice): string[] {
    const gene = dice.pick(this.#names.genes);
    const disease = dice.pick(this.#names.diseases);
    return [
      '',
      '## Linked entities',
      '',
      `- **Genes:** ${gene.names[0]} [NCBI Gene ${gene.id.replace(/^\w+:/, '')}]`,
      `- **Diseases:** ${disease.names[0]} (${disease.id})`,
      `- **Chemicals:** compound ${number} (MESH:C9${String(number).padStart(5, '0')})`,
    ];
  }
}

/** Papers are known by a PMC id, a DOI, or only by their link or title. */
function headLine(number: number, dice: Dice): string {
  const form = dice.below(3);
  if (form === 0) return `PMC97${String(number).padStart(6, '0')} · Journal of Invented Results · 2031-04-17`;
  if (form === 1) return `DOI: 10.99999/crash.${number} · Journal of Invented Results · 2031`;
  return 'Journal: Journal of Invented Results';
}
