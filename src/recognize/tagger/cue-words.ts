/** Words that tell something of a neighbor wherever in the paper the two stand together: "AIP gene", "patients with AIP". */

const numbered = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(' ').map((word, index) => [word, index]));

/** Right behind a name; at most 31. */
export const CUE_AFTER = numbered(
  'gene genes protein proteins mrna expression receptor receptors kinase promoter mutation mutations mutant polymorphism ' +
    'knockout deficient mice antibody cdna allele syndrome disease disorder patients cancer tumor carcinoma symptoms cells ' +
    'treatment family',
);

/** Right before a name; at most 31. */
export const CUE_BEFORE = numbered(
  'gene protein receptor anti phospho encoding human mouse murine rat recombinant factor kinase ligand expressing of with ' +
    'acute chronic severe disease syndrome familial congenital hereditary developed induced by and in patients',
);

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'the a an of in and or to with by for on at from as is are was were be been has have had that this these those which ' +
    'not no but we our it its their may can also than then both all between after before during into using used we i ' +
    'study studies results patients cells gene genes protein proteins disease expression'
  ).split(' '),
);

/** Without a letter, or among the most frequent words. */
export function isFunctionWord(plain: string): boolean {
  return FUNCTION_WORDS.has(plain) || !/\p{L}/u.test(plain);
}
