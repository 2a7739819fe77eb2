/** Sentences of generated papers, written by hand: G, D and S stand for a gene, a disease and a species, N for a number. */

/** Sentences by the sections they stand in, in the order of a paper. */
export const SECTIONS: readonly { readonly heading: string; readonly templates: readonly string[] }[] = [
  {
    heading: 'Introduction',
    templates: [
      'D is among the most frequent causes of death in many countries, and D often accompanies it.',
      'The gene *G* was first described in S, where its loss leads to D.',
      'Whether G protects from D or only marks it has been debated for N years.',
      'Earlier work on D pointed to G, but the evidence came from few patients.',
      'Both G and G are expressed in tissue that is later affected by D.',
      'In contrast to D, little is known of how D begins.',
    ],
  },
  {
    heading: 'Results',
    templates: [
      'Expression of G rose N-fold in S with D (*p* < 0.01).',
      'Of N patients with D, a third carried a variant of *G*.',
      'Knock-down of G reduced the level of G, while G did not change.',
      'S without *G* did not develop D within N weeks.',
      'We found G bound to G in extracts of affected tissue [N].',
      'Staining for G was strong in D and absent in D.',
      'A deletion of *G* was seen in N % of tumors; none had lost *G*.',
      'Neither G nor G changed the course of D in S.',
    ],
  },
  {
    heading: 'Discussion',
    templates: [
      'Our data suggest that G acts upstream of G in D.',
      'It remains open why D is rare in S that lack G.',
      'Taken together, inhibition of G may be of use in D but not in D.',
      'A limit of this study is that only N cases of D were seen.',
      'Loss of G alone does not explain D, as S with half the dose of G stay healthy.',
    ],
  },
  {
    heading: 'Methods',
    templates: [
      'S were kept at N degrees and examined for D every week.',
      'Patients with D gave written consent; those with D were left out.',
      'Antibodies against G and G were diluted 1:N.',
      'The coding region of *G* was amplified in N cycles.',
    ],
  },
];

/** Sentences that define a short form; L and A stand for the long and the short form. */
export const DEFINITIONS: readonly string[] = [
  'We studied L (A), of which N cases were known.',
  'In this work L (A) was diagnosed by two physicians.',
];

/** Sentences that use the short form. */
export const USES: readonly string[] = [
  'All samples of A were examined twice.',
  'Survival in A was N months.',
  'G was not found in A.',
];

/** Titles; they stay as they are when a text changes, since a card without link and id is known by its title. */
export const TITLES: readonly string[] = [
  '*G* and D in S',
  'A role of G in D',
  'D without G: a study of N cases',
  'Variants of *G* in patients with D',
  'G interacts with G and delays D',
];
