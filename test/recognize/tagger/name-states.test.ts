import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Lexicon } from '../../../src/lexicon/types.js';
import { SCANS } from '../../../src/recognize/found-names.js';
import { NameStates, SCAN_COUNT } from '../../../src/recognize/tagger/name-states.js';
import { unitsOf } from '../../../src/recognize/tagger/units.js';
import { tokenize } from '../../../src/text/tokens.js';
import { smallLexicon } from '../../support/small-linker.js';

let lexicon: Lexicon;
beforeAll(async () => {
  lexicon = await smallLexicon();
});

const WORDS = ['breast', 'cancer', 'ovarian', 'TP53', 'p53', 'IL', '-', '6', 'of', 'mouse', 'insulin', 'and', '(', ')'];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' '));

it('says of each unit what a scan for each kind of names says', () => {
  const states = new NameStates(lexicon);
  fc.assert(
    fc.property(text, (one) => {
      const units = unitsOf(tokenize(one));
      const at = states.ofText(units);
      for (const [scan, mask] of SCANS.slice(0, SCAN_COUNT).entries()) {
        const flags = new Int32Array(units.count);
        const lengths = new Int32Array(units.count);
        lexicon.scan(units.tokens, mask, (first, end, handle) => {
          const [from, to] = [units.unitOfToken[first] ?? 0, units.unitOfToken[end - 1] ?? 0];
          flags.fill(lexicon.flagsAt(handle), from, to + 1);
          lengths.fill(Math.min(7, to - from + 1), from, to + 1);
        });
        expect([...at].map((state) => states.tag(state, scan).flags)).toEqual([...flags]);
        expect([...at].map((state) => states.tag(state, scan).length)).toEqual([...lengths]);
      }
    }),
  );
  expect(states.count).toBeGreaterThan(5);
});

it('gives equal places equal numbers', () => {
  const states = new NameStates(lexicon);
  const once = states.ofText(unitsOf(tokenize('breast cancer of TP53')));
  const { count } = states;
  expect(states.ofText(unitsOf(tokenize('breast cancer of TP53')))).toEqual(once);
  expect(states.count).toBe(count);
});
