/**
 * Words that go with work on a species although they name none: a paper with littermates and floxed alleles is about mice.
 * Lists are written by hand, a few dozen each; how much they count is learned.
 */
import type { TaxonGroup } from './gene-features.js';

const CUES: Readonly<Partial<Record<TaxonGroup, string>>> = {
  human:
    'clinical cohort cohorts polymorphism polymorphisms haplotype haplotypes snp snps genotyping carriers biopsy biopsies ' +
    'prognosis prognostic diagnosed hospital subjects controls ethnic population populations serum women chromosome linkage ' +
    'somatic germline kindred fibroblasts lymphoblastoid carcinoma carcinomas adenocarcinoma leukemia cdna cloned est',
  mouse:
    'knockout knockouts knockin transgenic transgene cre flox floxed conditional littermates littermate null heterozygotes ' +
    'homozygous wildtype pups congenic backcrossed blastocysts splenocytes thymocytes targeted ablation embryonic embryos ' +
    'postnatal deletion deficient syngeneic allograft xenograft xenografts e9 e10 e11 e12 e13 e14 e15 p0',
  rat:
    'hippocampal hippocampus cortical intraperitoneal sham gavage streptozotocin intrathecal intracerebroventricular ' +
    'ischemia reperfusion spinal dorsal ganglion hypertensive cardiomyocytes hepatectomy adjuvant',
  fly: 'larval larvae imaginal disc discs wing oogenesis pupal ommatidia ommatidial syncytial gal4 transposon neuroblasts',
  zebrafish: 'morpholino morpholinos morphants hpf somite somites teleost fin',
  frog: 'oocytes oocyte blastula gastrula gastrulation animal blastomeres tadpole tadpoles maternal',
  yeast:
    'haploid diploid mating sporulation spore spores strains strain budding prototrophy vacuole vacuolar galactose',
  worm: 'hermaphrodite hermaphrodites vulva vulval gonad dauer rnai touch',
  plant:
    'leaf leaves seedlings seedling root roots flowering pollen stomatal auxin chloroplast chloroplasts plants plant',
};

const WORDS: readonly (readonly [TaxonGroup, readonly string[]])[] = Object.entries(CUES).map(([group, words]) => [
  group as TaxonGroup,
  words.split(' '),
]);

/** Logarithm of one and the number of different cue words that a paper has, for each group that has some. */
export function speciesCues(words: { has(word: string): boolean }): ReadonlyMap<TaxonGroup, number> {
  const cues = new Map<TaxonGroup, number>();
  for (const [group, list] of WORDS) {
    const said = list.filter((word) => words.has(word)).length;
    if (said > 0) cues.set(group, Math.log1p(said));
  }
  return cues;
}
