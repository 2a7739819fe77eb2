import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { explainText } from '../../pipelines/explain-text.js';
import { explanationText } from '../../src/cli/explanation-text.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import { textDocument } from '../../src/text/document.js';
import { papergraph } from '../support/cli.js';
import { shown, smallLexicon, smallLinker } from '../support/small-linker.js';

let lexicon: Lexicon;
beforeAll(async () => {
  lexicon = await smallLexicon();
});

const explained = (text: string) => explanationText(explainText(text, lexicon));

describe('explanations', () => {
  it('tell of a link its concept, the name, what was forgiven, why, how surely, and what was not chosen', () => {
    const lines = explained('In mice, TNF-α and tumour necrosis fell.').split('\n');
    expect(lines[0]).toMatch(/^"TNF-α" at 9-14: Gene, found by \w+ with score [\d.]+$/);
    expect(lines[1]).toMatch(/^ {2}NCBIGene:21926 Tnf \(.+\), Mus musculus$/);
    expect(lines[2]).toMatch(/^ {4}by the name "TNF-alpha" \(\w+\), forgiven: .*greek/);
    expect(lines[3]).toMatch(/^ {4}semapv:\w+, confidence 0\.\d+: .+/);
    expect(lines.join('\n')).toMatch(/not chosen: NCBIGene:7124 TNF \(.+\), Homo sapiens, by "TNF.*", score/);
    expect(lines.slice(-4)).toEqual(['', 'Species:', '  "mice"  NCBITaxon:10090 Mus musculus', '']);
  });

  it('tell why there is none, what a short form stands for, and all parts of a composite', () => {
    const text = explained('Smooth muscle actin (SMA) and SMA gene expression. Breast and ovarian cancer.');
    expect(text).toMatch(/"SMA" at 21-24: Gene, .*, short for "Smooth muscle actin"\n {2}NIL, long-form-unknown: .+/);
    expect(text).toContain('MONDO:0007254 breast cancer');
    expect(text).toMatch(/part 2: MONDO:0008170 ovarian/);
    expect(text).toContain('Abbreviations:\n  SMA = Smooth muscle actin');
  });

  it('say so when there is nothing', () => {
    expect(explained('Nothing here.')).toBe('No gene and no disease found.\n');
  });

  it('send no codes to a terminal, whatever the text', () => {
    expect(explained('The TP53\u001b[31m gene, p53\u202e')).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        expect(explained(`TP53 gene ${noise} p53`).replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are of the annotations that the linker gives', async () => {
    const text = 'Loss of Trp53 in mice.\n\nBreast cancer (BC) and\nBC.';
    const { annotations } = (await smallLinker()).linkDocument(textDocument('text', text));
    const explanation = explainText(text, lexicon);
    expect(explanation.annotations.map(shown)).toEqual(annotations.map(shown));
    for (const { mention } of annotations) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    expect(text.slice(explanation.species[0]?.start, explanation.species[0]?.end)).toBe('mice');
  });
});

describe('textDocument', () => {
  it.each([
    ['a b.\nc\n\n \t\nd\r\n\r\ne', ['a b.\nc', 'd', 'e']],
    ['', []],
    [' \n ', []],
    ['  x  ', ['  x']],
  ])('%j has the paragraphs %j', (text, paragraphs) => {
    const { passages, markdown } = textDocument('t', text);
    expect(passages.map((passage) => passage.text)).toEqual(paragraphs);
    for (const { start, end, text: own } of passages) expect(markdown.slice(start, end)).toBe(own);
  });
});

describe('papergraph explain', () => {
  it('reads its argument, or standard input', async () => {
    const { code, stdout } = await papergraph(['explain', 'The', 'TP53 gene', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      text: 'The TP53 gene',
      mentions: [
        {
          type: 'Gene',
          start: 4,
          end: 8,
          text: 'TP53',
          grounding: { kind: 'linked', links: [{ conceptId: 'NCBIGene:7157' }] },
        },
      ],
    });
    const piped = await papergraph(['explain', '-'], { onStart: (child) => child.stdin?.end('The TP53 gene\n') });
    expect(piped.stdout).toMatch(/^"TP53" at 4-8: Gene/);
  });

  it('leaves out what training remembers of names, if the settings say so', async () => {
    const idsWith = async (memory: string) => {
      const env = { PAPERGRAPH_LINK_NAME_MEMORY: memory };
      const { stdout } = await papergraph(['explain', 'Hepatitis was rare.', '--json'], { env });
      return stdout.match(/"conceptId":"MESH:D\d+"/)?.[0];
    };
    expect(await idsWith('true')).toBe('"conceptId":"MESH:D056486"'); // as in the corpora that were learned from
    expect(await idsWith('false')).toBe('"conceptId":"MESH:D006505"');
  });

  it('cannot run without a text', async () => {
    const { code, stderr } = await papergraph(['explain', ' ']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected a text to explain/);
  });
});
