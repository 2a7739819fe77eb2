/** Words beside a doubtful name that tell what it is: "CAT gene", "expression of REST", "MS patients". */
import type { Tokens } from '../text/tokens.js';
import { tokenAt } from './reading.js';

interface Cues {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const GENE: Cues = {
  before: words(
    'gene genes protein proteins symbol locus anti phospho recombinant encoding encodes encoded expressing ' +
      'overexpressing receptor factor ligand transcription kinase cytokine oncogene promoter mrna expression',
  ),
  after: words(
    'gene genes protein proteins mrna mrnas cdna cdnas expression promoter transcript transcripts transcription allele alleles ' +
      'locus loci mutation mutations mutant mutants polymorphism polymorphisms knockout knockouts knockdown null deficient ' +
      'deletion sirna shrna sirnas antibody antibodies isoform isoforms homolog ortholog orthologs receptor receptors ' +
      'overexpression expressing haploinsufficiency variant variants exon exons transgene ' +
      'transgenic homozygous heterozygous heterozygotes signaling signalling pathway subunit ligand',
  ),
};

const DISEASE: Cues = {
  before: words('diagnosed syndrome disease disorder congenital chronic acute severe familial hereditary'),
  after: words(
    'patient patients disease syndrome disorder symptoms diagnosis pathogenesis family families cases probands',
  ),
};

/** "patients with MS", "men with ED": who has it. */
const PEOPLE =
  /^(?:patients?|children|infants?|adults?|m[ae]n|wom[ae]n|people|persons?|individuals?|subjects?|cases?)$/;

/** Whether a cue stands among the two words after or before the tokens `[first, end)`; hyphens and brackets don't count. */
export function hasCue(tokens: Tokens, span: { first: number; end: number }, kind: 'gene' | 'disease'): boolean {
  const cues = kind === 'gene' ? GENE : DISEASE;
  const before = nextWords(tokens, span.first - 1, -1);
  return (
    nextWords(tokens, span.end, 1).some((word) => cues.after.has(word)) ||
    before.some((word) => cues.before.has(word)) ||
    (kind === 'disease' && before[0] === 'with' && PEOPLE.test(before[1] ?? ''))
  );
}

const REACH = 2;

function nextWords(tokens: Tokens, from: number, step: 1 | -1): string[] {
  const found: string[] = [];
  for (let index = from; found.length < REACH && index >= 0 && index < tokens.count; index += step) {
    const token = tokenAt(tokens, index).toLowerCase();
    if (/^[.;:]$/.test(token)) break;
    if (/[\p{L}\p{N}]/u.test(token)) found.push(token);
  }
  return found;
}
