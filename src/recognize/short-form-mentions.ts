/** Mentions made by definitions: each use of a short form, and its long form where it is defined. */
import type { Abbreviation } from '../model.js';
import type { PlainMention } from './decide.js';
import type { DiseaseLookup } from './disease-names.js';
import { typeOfLongForm } from './long-forms.js';
import type { Reading } from './reading.js';
import type { ShortFormUse } from './short-forms.js';

const DEFINED = 0.9;

export interface ShortFormDeps extends DiseaseLookup {
  readonly readings: readonly Reading[];
}

/** Mentions of all uses whose long form is a gene or a disease, and of those long forms. Other uses make none. */
export function mentionsOfUses(uses: readonly ShortFormUse[], deps: ShortFormDeps): readonly PlainMention[] {
  const types = new Map<Abbreviation, 'Gene' | 'Disease' | null>();
  for (const { abbreviation } of uses) {
    if (types.has(abbreviation)) continue;
    types.set(abbreviation, typeOfLongForm(abbreviation, deps));
  }
  const shortForms = uses.flatMap((use) => {
    const type = types.get(use.abbreviation) ?? null;
    return type === null ? [] : [mentionOfUse(use, type)];
  });
  const longForms = [...types].flatMap(([abbreviation, type]) =>
    type === null ? [] : mentionOfLongForm(abbreviation, type, deps.readings),
  );
  return [...shortForms, ...longForms];
}

function mentionOfUse(use: ShortFormUse, type: 'Gene' | 'Disease'): PlainMention {
  const { passage, plainStart, plainEnd, text, abbreviation } = use;
  const longForm = abbreviation.longForm;
  return { type, passage, plainStart, plainEnd, text, longForm, evidence: 'long-form', score: DEFINED };
}

function mentionOfLongForm(
  abbreviation: Abbreviation,
  type: 'Gene' | 'Disease',
  readings: readonly Reading[],
): PlainMention[] {
  const { passage, longStart: plainStart, longEnd: plainEnd } = abbreviation;
  const reading = readings.find((other) => other.passage === passage);
  if (reading === undefined) return [];
  const text = reading.text.slice(plainStart, plainEnd);
  return [{ type, passage, plainStart, plainEnd, text, longForm: null, evidence: 'long-form', score: DEFINED }];
}
