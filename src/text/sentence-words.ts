/** Words by which the end of a sentence is told from the end of an abbreviation. All without their last period. */

/** A period after these never ends a sentence: something always follows. Compared in lower case. */
export const NEVER_LAST: ReadonlySet<string> = words(`
  fig figs ref refs eq eqs eqn eqns tab tabs sect sec suppl supp vs e.g eg i.e ie cf viz approx ca resp incl excl
  dr drs prof mr mrs ms st messrs hon gen pp vol vols ed eds edn chap ch art
  no nos nr para paras expt expts var subsp ssp cv f.sp bp.p ver
  aka a.k.a c.f syn comb pers comm dept univ assoc natl int
  biol chem sci proc acad med engl genet res clin rev immunol physiol pharmacol biochem biophys mol lett ann exp`);

/** Of these, the ones that do end one unless a number follows: `No. 5`, but `Did it? No. The …`. */
export const NUMBERED: ReadonlySet<string> = words('no nos nr para ver ch art int res med exp sec');

/**
 * A period after these ends a sentence only if a word follows that usually begins one: `Smith et al. The` does,
 * `Smith et al. Science` does not. Compared in lower case.
 */
export const SELDOM_LAST: ReadonlySet<string> = words(
  'al cat inc ltd co corp jr sr sp spp nov gmbh bros u.s u.k u.s.a ph.d m.d d.c w.h.o',
);

/** Words that begin sentences and hardly ever follow an abbreviation within one. */
export const STARTERS: ReadonlySet<string> = words(`
  The In This These Those We Our It Its However Here There Thus Therefore To For A An As At After All Although Also
  Among Another Because Both But By Compared Conversely Consistent Data During Each Finally First Furthermore From
  Further Given Hence If Importantly Interestingly Moreover Most None Nevertheless Notably Of On One Only
  Other Overall Previous Previously Recent Recently Results Second Several She He Since Similarly Some Such Subsequently
  Surprisingly Taken Then They Third Two Three Together Under Unlike Using What When Whereas Whether Which While With
  Within Without You Yet Not Next Many More Patients Mice Cells Animals Samples Treatment Analysis Expression`);

/** A single capital after these is a name's last part (`vitamin D.`, `hepatitis B.`), not somebody's initial. */
export const BEFORE_LETTER: ReadonlySet<string> = words(`
  vitamin vitamins hepatitis influenza group groups type types class classes stage stages grade grades panel panels part
  parts subunit chain domain complex factor protein proteins kinase kinases antigen region site arm cohort condition
  strain allele genotype haplotype subtype subtypes variant box compound lane model phase table figure immunoglobulin
  hemophilia haemophilia apolipoprotein cathepsin cyclin lamin calcineurin cyclosporin cyclosporine botulinum toxin
  coenzyme streptococcus child-pugh and or`);

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
