/** The papers of a crash test: cards in a folder, and texts for the site, some of which change from round to round. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperId } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { readInputs } from '../../src/sources/inputs.js';
import type { Dice } from './dice.js';
import { PaperGenerator } from './generated-papers.js';
import { starterNames } from './starter-names.js';

/** 45 open-access papers that lie beside the project and are no part of it. */
export const SHARED_PAPERS = resourcePath('../shared/papers');

export interface PaperInputsOptions {
  /** New folder for the cards. */
  readonly folder: string;
  readonly seed: number;
  /** Number of generated papers. */
  readonly generated: number;
  /** Folder of `<id>/card.md` and `<id>/full.md`; null for none. */
  readonly shared: string | null;
}

export class PaperInputs {
  /** What the program is given. */
  readonly folder: string;
  /** Number of papers from the shared folder. */
  readonly shared: number;
  readonly #generator: PaperGenerator;
  /** Version of each generated paper's text, by number. */
  readonly #versions: number[];
  /** Texts by name of the paper's folder. */
  readonly #texts = new Map<string, string>();

  constructor({ folder, seed, generated, shared }: PaperInputsOptions) {
    this.folder = folder;
    this.#generator = new PaperGenerator(seed, starterNames());
    this.#versions = Array.from({ length: generated }, () => 0);
    mkdirSync(folder, { recursive: true });
    this.shared = shared !== null && existsSync(shared) ? this.#copyCards(shared) : 0;
    for (const number of this.#versions.keys()) this.#write(number);
  }

  /** Text of the paper in this folder of the site; null when there is none. */
  text(name: string): string | null {
    return this.#texts.get(name) ?? null;
  }

  /** Gives that many generated papers another text. */
  change(count: number, dice: Dice): void {
    for (const number of dice.shuffled([...this.#versions.keys()]).slice(0, count)) {
      this.#versions[number] = (this.#versions[number] ?? 0) + 1;
      this.#write(number);
    }
  }

  /** Ids of all papers, as the program reads them. @throws Error for a card that gives a problem which fails a run */
  async ids(): Promise<PaperId[]> {
    const ids: PaperId[] = [];
    for await (const item of readInputs([this.folder])) {
      if (item.kind === 'card') ids.push(item.card.id);
      else if (item.problem.fatal) throw new Error(`${item.problem.place.path}: ${item.problem.message}`);
    }
    return ids;
  }

  #copyCards(shared: string): number {
    const names = readdirSync(shared).filter((name) => existsSync(join(shared, name, 'card.md')));
    for (const name of names) {
      copyFileSync(join(shared, name, 'card.md'), join(this.folder, `${name}.md`));
      this.#texts.set(name, readFileSync(join(shared, name, 'full.md'), 'utf8'));
    }
    return names.length;
  }

  #write(number: number): void {
    const { name, card, text } = this.#generator.paper(number, this.#versions[number] ?? 0);
    writeFileSync(join(this.folder, `${name}.md`), card);
    this.#texts.set(name, text);
  }
}
