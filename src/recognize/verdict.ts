/**
 * Whether a text that equals a name of the lexicon after normalization can be meant as one:
 * - `accept`: is a mention wherever it stands
 * - `support`: is one beside a cue word, or where the paper has a longer name of the same concept
 * - `reject`: is none
 */
export type Verdict = 'accept' | 'support' | 'reject';
