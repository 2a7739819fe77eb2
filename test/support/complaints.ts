/** Cases of what users complain about: a text, and all that is to be found in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Linker } from '../../pipelines/link-document.js';
import { linkText, shown, smallLinker } from './small-linker.js';

/** `p53 = NCBIGene:7157` for each annotation, as `shown` writes it. */
export type Case = readonly [text: string, ...expected: string[]];

export const HUMAN = { p53: 'NCBIGene:7157', tnf: 'NCBIGene:7124', il6: 'NCBIGene:3569', stat3: 'NCBIGene:6774' };
export const MOUSE = { p53: 'NCBIGene:22059', tnf: 'NCBIGene:21926', il6: 'NCBIGene:16193', stat3: 'NCBIGene:20848' };

/** A test for each case. */
export function complaints(about: string, cases: readonly Case[]): void {
  let linker: Linker;
  describe(about, () => {
    beforeAll(async () => {
      linker = await smallLinker();
    });
    it.each<Case>(cases)('%s', (text, ...expected) => {
      expect(linkText(linker, text).annotations.map(shown)).toEqual(expected);
    });
  });
}

/** The same concept for each of these texts, read as one sentence. */
export function same(id: string, ...texts: readonly string[]): Case {
  return [`${texts.join(' and ')}.`, ...texts.map((text) => `${text} = ${id}`)];
}
