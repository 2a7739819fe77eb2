import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGlued, TOKEN, tokenize, tokenizeOnce } from '../../src/text/tokens.js';

const LETTER: Readonly<Record<number, string>> = {
  [TOKEN.word]: 'w',
  [TOKEN.number]: 'n',
  [TOKEN.greek]: 'g',
  [TOKEN.dash]: 'd',
  [TOKEN.possessive]: 'p',
  [TOKEN.symbol]: 's',
};

/** Tokens with `·` between, and the first letters of their kinds. */
function cut(text: string): { readonly tokens: string; readonly kinds: string } {
  const found = tokenize(text);
  const parts = Array.from({ length: found.count }, (_, i) => text.slice(found.starts[i], found.ends[i]));
  const kinds = Array.from(found.kinds.subarray(0, found.count), (kind) => LETTER[kind] ?? '?');
  return { tokens: parts.join('·'), kinds: kinds.join('') };
}

describe('tokenize', () => {
  test.each([
    ['', '', ''],
    ['  \n\t\u00a0', '', ''],
    ['breast cancer', 'breast·cancer', 'ww'],
    ['IL-2', 'IL·-·2', 'wdn'],
    ['IL2', 'IL·2', 'wn'],
    ['p.R175H', 'p·.·R·175·H', 'wswnw'],
    ['CD4+CD8+', 'CD·4·+·CD·8·+', 'wnswns'],
    ['E. coli', 'E·.·coli', 'wsw'],
    ['Trp53−/−', 'Trp·53·−·/·−', 'wndsd'],
    ['5-HT', '5·-·HT', 'ndw'],
    ['α-synuclein', 'α·-·synuclein', 'gdw'],
    ['non–small-cell', 'non·–·small·-·cell', 'wdwdw'],
    ['cancer—lung', 'cancer·—·lung', 'wsw'],
    ['TGFβ1', 'TGF·β·1', 'wgn'],
    ['TGF-ß', 'TGF·-·ß', 'wdg'],
    ['αβ T', 'α·β·T', 'ggw'],
    ['NFkappaB', 'NF·kappa·B', 'wgw'],
    ['TGFbeta1', 'TGF·beta·1', 'wgn'],
    ['IFNgamma', 'IFN·gamma', 'wg'],
    ['TNFalphas', 'TNFalphas', 'w'],
    ['Alphabet', 'Alphabet', 'w'],
    ['alpha', 'alpha', 'w'],
    ['5 µm', '5·µ·m', 'ngw'],
    ['Ca²⁺', 'Ca·²·⁺', 'wns'],
    ['H₂O', 'H·₂·O', 'wnw'],
    ['Alzheimer’s disease', 'Alzheimer·’s·disease', 'wpw'],
    ["Graves' disease", "Graves·'·disease", 'wpw'],
    ["3'-UTR", "3·'·-·UTR", 'nsdw'],
    ["5's", "5·'·s", 'nsw'],
    ["don't", "don·'·t", 'wsw'],
    ['Sjo\u0308gren', 'Sjo\u0308gren', 'w'],
    ['tu\u00admor', 'tu\u00admor', 'w'],
    ['ﬁbrosis', 'ﬁbrosis', 'w'],
    ['𝛼-syn', '𝛼·-·syn', 'gdw'],
    ['𝐀𝐁2', '𝐀𝐁·2', 'wn'],
    ['a👩‍🔬b', 'a·👩\u200d·🔬·b', 'wssw'],
    ['\ud83d', '\ud83d', 's'],
    ['癌症 2', '癌症·2', 'wn'],
    ['Fas(lpr)', 'Fas·(·lpr·)', 'wsws'],
  ])('%j', (text, tokens, kinds) => {
    expect(cut(text)).toEqual({ tokens, kinds });
  });

  test('covers all but white space, in order, and cuts no surrogate pair', () => {
    const anything = fc.string({
      unit: fc.constantFrom(...'aB1α-’ ́.𝛼👩\u200d\u00ad\ud83d'.split(''), 'kappa', "'s", '𝛼', ' '),
    });
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: 'binary' })), (text) => {
        const found = tokenize(text);
        let from = 0;
        for (let i = 0; i < found.count; i++) {
          const start = found.starts[i] ?? -1;
          const end = found.ends[i] ?? -1;
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(from, start)).toMatch(/^[\s\p{Z}\p{Cc}]*$/u);
          expect(/[\ud800-\udbff]$/.test(text.slice(0, end)) && /^[\udc00-\udfff]/.test(text.slice(end))).toBe(false);
          from = end;
        }
        expect(text.slice(from)).toMatch(/^[\s\p{Z}\p{Cc}]*$/u);
      }),
    );
  });

  test('keeps the tokens of each text, while those cut once are gone with the next', () => {
    const kept = tokenize('a long enough text');
    const once = tokenizeOnce('one two three');
    expect(once).toMatchObject({ count: 3 });
    expect([...once.ends.subarray(0, 3)]).toEqual([3, 7, 13]);
    expect(tokenizeOnce('IL-2').starts).toBe(once.starts);
    expect(tokenizeOnce('x'.repeat(10_000)).ends[0]).toBe(10_000);
    expect([...kept.ends]).toEqual([1, 6, 13, 18]);
  });
});

test('isGlued tells parts of one word', () => {
  const tokens = tokenize('IL2 IFNγ CD-4 p.5');
  const glued = Array.from({ length: tokens.count }, (_, i) => isGlued(tokens, i));
  expect(glued).toEqual([false, true, false, true, false, false, false, false, false, false]);
});
