import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/text/sentences.js';

function sentencesOf(text: string): string[] {
  const spans = splitSentences(text);
  const found: string[] = [];
  for (let i = 0; i < spans.length; i += 2) found.push(text.slice(spans[i], spans[i + 1]));
  return found;
}

/** Sentences are parted by ` | `. */
const CASES: readonly string[] = [
  // ordinary ends
  'Mice were fed. | They grew.',
  'Is it a gene? | It is.',
  'What a result! | We were glad.',
  'The level was 0.05. | The other was 1.5.',
  'It rose in 2003. | Then it fell.',
  'Expression fell; this was expected. | It rose: the control did not.',
  'One. | Two. | Three.',
  'No period at the end',
  'It was lost... | The rest was kept.',
  // organisms
  'Grown in E. coli cells. | Then lysed.',
  'S. cerevisiae and D. melanogaster were used.',
  'A strain of Bacillus sp. was found.',
  'Described as Candida nova sp. nov. by them.',
  'Infection by Staph. aureus or Str. pneumoniae is common.',
  'It was Bacillus sp. | The strain grew.',
  // doses and other dotted abbreviations
  'Rats got 5 mg i.v. daily.',
  'Rats got LPS i.p. and died.',
  'Rats got 5 mg/kg i.p. LPS on day 1.',
  'Rats got saline i.v. | Mice got nothing.',
  'Values are means ± s.d. of three runs.',
  'Made in the U.S. by them.',
  'The U.S. Food and Drug Administration agreed.',
  'It is common in the U.S. | The rate is rising.',
  'At 9 a.m. the mice woke.',
  // references within the paper and to others
  'As in Fig. 2A and Figs. 3 and 4, it fell.',
  'Shown (Fig. 2A). | The rest is not.',
  'Smith et al. showed it.',
  'Smith et al. (2003) showed it.',
  'This was shown by Smith et al. | The model is old.',
  'As reported (Smith et al., 2003). | We agree.',
  'Patient No. 5 was male.',
  'Was it lost? | No. | The gene was there.',
  'From Cat. No. 1234 of the maker.',
  'Compare ref. 12 with refs. 13 and 14.',
  'See Eq. 3 and Sect. 2 for this.',
  'As in Suppl. Table 2 of that paper.',
  'It was lost in all tumors.12,13 The rest was kept.'.replace('13 The', '13 | The'),
  // small words with periods
  'Some genes, e.g. TP53, are known.',
  'One gene, i.e. BRCA1, was lost.',
  'Wild type vs. Mutant mice were compared.',
  'About ca. 50 cells were seen.',
  'Cells, tissues, etc. | We used all of them.',
  'Cells etc. were used.',
  'Bought from Sigma Inc. and Roche Ltd. as powder.',
  // names
  'We thank J. Smith for help.',
  'We thank J. R. R. Miller and Dr. Brown of St. Louis.',
  'Named by Dr. A. B. Smith. | He was right.',
  // single letters that end a sentence
  'They lacked vitamin D. | Supplements helped.',
  'All had hepatitis B. | Patients were treated.',
  'These were given to group A. | Mice of group B were not.',
  'It acts on TNF-α. | Then it stops.',
  'It binds interferon γ. | Others do not.',
  // variants and names with periods
  'The variant p.R175H was found with c.524G>A in exon 5.',
  'It is RP11-34P13.7 on chromosome 1.',
  'See www.example.org for more.',
  // sentences that begin with a small letter
  'It was lost. | p53 is a tumor suppressor.',
  'It was blocked. | mTOR signals growth.',
  'It was seen. | α-Synuclein is a protein.',
  'It was seen. | miR-21 rose.',
  'It was seen. | siRNA helped, and bcl-2 did not.',
  'The dose approx. p53 level was low.',
  // abbreviations in capitals
  'He had MS. | Treatment began.',
  'Made in Palo Alto, CA. | Mice came from elsewhere.',
  'FIG. 2 Expression of genes.',
  // quotes, brackets, marks
  'He said "it works." | Then he left.',
  'It works (we think). | “Then” it stops.',
  '(It works.) | [It does not.] | Well.',
  'Is it so?” | The rest was kept.',
  'Was lost. | *P < 0.05.',
  'It was lost. | (B) The control.',
  '(a) bright field. | (b) dark field.',
  'It was lost. (see below)',
  'It was lost. | 10 mice were left.',
  // numbers and letters of lists
  '2. Materials and methods',
  'A. Mice were kept. | B. Rats were not.',
  'It took 5 min. | Cells were washed for 3 h. | Then they died.',
];

describe('splitSentences', () => {
  it.each(CASES)('%s', (marked) => {
    const wanted = marked.split(' | ');
    expect(sentencesOf(wanted.join(' '))).toEqual(wanted);
  });

  it('has at least 60 cases', () => expect(CASES.length).toBeGreaterThanOrEqual(60));

  it('finds no sentence in white space', () => {
    expect(sentencesOf('')).toEqual([]);
    expect(sentencesOf(' \n\u00a0')).toEqual([]);
  });

  it('leaves out nothing but white space, whatever the text', () => {
    const words = fc.constantFrom(
      'p53',
      'The',
      'E',
      '.',
      '. ',
      ' ',
      '! ',
      '"',
      'et al',
      ')',
      '5',
      '\u00a0',
      'α',
      '😀',
      '?',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((list) => list.join('')),
        ),
        (text) => {
          const spans = splitSentences(text);
          let left = 0;
          for (let i = 0; i < spans.length; i += 2) {
            expect(text.slice(left, spans[i])).toMatch(/^\s*$/);
            expect(spans[i + 1] ?? 0).toBeGreaterThan(spans[i] ?? 0);
            left = spans[i + 1] ?? 0;
          }
          expect(text.slice(left)).toMatch(/^\s*$/);
        },
      ),
    );
  });

  it.each(['. ', 'a. ', '.', '? ', 'A.', 'e.g. ', '.1'])('takes time in proportion to a megabyte of %j', (part) => {
    const before = process.cpuUsage();
    splitSentences(part.repeat(Math.ceil(1e6 / part.length)));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });
});
