/** Texts that are spelled like a gene or disease name and never are one, told by their form alone. */

const PATTERNS: readonly RegExp[] = [
  /^.$/u, // one letter or digit
  /^[\d\W]+$/u, // numbers
  /^[IVX]+[a-d]?$/u, // Roman numerals: stage III, class IIa
  /^\d+(?:st|nd|rd|th|bp|kb|kd|mb|mg|ml|mm|nm|cm|kg|h|hr|min|s|d|wk|yr|x|g|m|k)$/iu, // 2nd, 5kb, 10mg
  /^(?:E1?\d(?:\.\d+)?|P[12]?\d|G[0-2]|F[0-4])$/u, // embryonic and postnatal days, phases, generations: E14.5, P7, G1, F2
  /^[A-Z]\d{2,4}[A-Z*X]$/u, // V600E, R175X
  /^(?:p|c|g|m|n|r)\.\S+$/u, // p.R175H, c.76A>T
  /^(?:H|He|Li|Be|Na|Mg|Al|Si|Cl|Ar|K|Ca|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|As|Se|Br|Sr|Ag|Cd|Sn|Sb|Ba|Pt|Au|Hg|Tl|Pb|Bi)\d*$/u, // elements
  /^(?:Na|Ca|Mg|Mn|Zn|Cu|Fe|Co|Cd|Ni)(?:Cl\d?|\W?[12+]\W*)$/u, // salts and ions: NaCl, Ca(2+)
  /^(?:Fig|Figs|Tab|Ref|Refs|Eq|Suppl|Tables?|Figures?)\s?\.?\s?\d*[a-z]?$/iu,
  /^\d+[A-Za-z]$/u, // 2A, 3b: parts of figures
  /^(?:types?|grades?|stages?|phases?|class|groups?|locus|loci|genes?)[ -](?:\d+|[IVX]+)[a-c]?$/iu, // type 2, grade III
  /^(?:[Ee]t|[Aa]l|[Vv]s|[Ee]g|[Ii]e|[Ee]tc|[Cc]a|[Cc]f)$/u, // in capitals they are short forms: CF, VS
];

/** Whether `text` is a number, unit, ion, amino acid, day, mutation or the like. `CA2` is not, `Ca2` (of Ca2+) is. */
export function isNeverName(text: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(text));
}

const RESIDUE =
  /^(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val)-?\d*(?:[A-Z][a-z]{2})?$/u;

/** Whether `text` is written as an amino acid of a protein is: `Ser15`, `Thr-308`, `Arg175His`. So are a few symbols: `Trp53`. */
export function isResidue(text: string): boolean {
  return RESIDUE.test(text);
}
