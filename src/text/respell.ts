/** British spelling to American, which the terminologies have throughout and the British one only here and there. */

const RULES: readonly (readonly [RegExp, string])[] = [
  [/aem(?=i|o|at|or|ang)/g, 'em'], // anaemia, leukaemic, haemorrhage, haematoma, haemangioma
  [/Haem/g, 'Hem'],
  [/([Oo])edem/g, 'edem'],
  [/[Oo]esoph/g, 'esoph'],
  [/[Oo]estr/g, 'estr'],
  [/rrhoe/g, 'rrhe'],
  [/pnoe/g, 'pne'],
  [/([Tt])umour/g, '$1umor'],
  [/([Cc])olour/g, '$1olor'],
  [/([Bb])ehaviour/g, '$1ehavior'],
  [/([Pp])aed/g, '$1ed'],
  [/([Aa])naesth/g, '$1nesth'],
  [/([Ff])oet/g, '$1et'],
  [/([Cc])oelia/g, '$1elia'],
  [/([CcFf])aec/g, '$1ec'],
  [/([Gg])ynaec/g, '$1ynec'],
  [/([Ss])ulph/g, '$1ulf'],
  [/([Ff])ibre/g, '$1iber'],
  [/([Ll])ocali[sz]ed/g, '$1ocalized'],
];

const BRITISH = /ae|oe|our|sulph|fibre|ised/i;

const ROMAN: Readonly<Record<string, string>> = { I: '1', II: '2', III: '3', IV: '4', V: '5' };
/** Numbers of types: terminologies have Arabic ones or both, papers either. */
const ROMAN_TYPE = /(?<=[Tt]ype[ -])(?:I{1,3}|IV|V)(?![\p{L}\p{N}])/gu;

/** `haemorrhage` → `hemorrhage`, `tumours` → `tumors`. Words are neither parted nor joined; other text stays the same. */
export function americanSpelling(text: string): string {
  if (!BRITISH.test(text)) return text;
  return RULES.reduce((spelled, [pattern, replacement]) => spelled.replace(pattern, replacement), text);
}

/** `type II diabetes` → `type 2 diabetes`. */
export function arabicTypes(text: string): string {
  return text.includes('ype') ? text.replace(ROMAN_TYPE, (roman) => ROMAN[roman] ?? roman) : text;
}
