/** Diseases in the names of organizations: "American Cancer Society" and "National Cancer Institute" speak of no disease. */

/** Not `Group` and `Network`, which title case has behind diseases, too ("Diabetes Group", "Cancer Gene Network"). */
const ORGANIZATION =
  /^(?:\s\p{Lu}[\p{L}-]+){0,2}\s(?:Society|Societies|Foundation|Institutes?|Council|Federation|Charity|Consortium|Initiative|Registry|Hospital|Cent(?:er|re)s?|Association(?!\s(?:[Ss]tud|[Aa]naly|[Ss]can|[Ww]ith|[Bb]etween|[Oo]f)))(?![\p{L}\p{N}])/u;

/** Characters behind a mention that are looked at. */
const REACH = 60;

/** Whether the place `[start, end)` of `text` begins with a capital and leads on to the name of an organization. */
export function isOfOrganization(text: string, start: number, end: number): boolean {
  if (text.charAt(end) !== ' ' || !isCapital(text.charCodeAt(start)) || !isCapital(text.charCodeAt(end + 1)))
    return false;
  return ORGANIZATION.test(text.slice(end, end + REACH));
}

function isCapital(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}
