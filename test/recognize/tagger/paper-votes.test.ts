import { beforeAll, describe, expect, it } from 'vitest';
import type { MentionType } from '../../../src/model.js';
import { marksOver } from '../../../src/recognize/tagger/marks.js';
import { NameStates } from '../../../src/recognize/tagger/name-states.js';
import { NAME_VOTE, PaperVotes, voteBucket } from '../../../src/recognize/tagger/paper-votes.js';
import type { Scene } from '../../../src/recognize/tagger/scene.js';
import { unitsOf } from '../../../src/recognize/tagger/units.js';
import { tokenize } from '../../../src/text/tokens.js';
import { smallLexicon } from '../../support/small-linker.js';

describe('voteBucket', () => {
  it.each<[tagged: number, places: number, bucket: number]>([
    [0, 0, 0],
    [0, 3, 1],
    [1, 4, 2],
    [1, 2, 3],
    [3, 4, 4],
    [1, 1, 5],
    [2, 2, 6],
  ])('%i of %i: %i', (tagged, places, bucket) => expect(voteBucket(tagged, places)).toBe(bucket));
});

/** Scenes of texts whose words are numbered alike; a short form is marked where a word is in capitals. */
function scenesOf(...texts: string[]): Scene[] {
  const numbers = new Map<string, number>();
  return texts.map((text, passage) => {
    const tokens = tokenize(text);
    const units = unitsOf(tokens);
    const words = Int32Array.from({ length: units.count }, (_, unit) => {
      const word = text.slice(tokens.starts[unit], tokens.ends[unit]);
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word) ?? -1;
    });
    const uses = [...text.split(' ').entries()].filter(([, word]) => /^[A-Z]+$/.test(word));
    const none = marksOver(units.count, []);
    return {
      reading: { passage, text, tokens },
      units,
      words,
      paperWords: words,
      states: new Int32Array(units.count),
      chunks: { spellings: words, shapes: words, places: new Uint8Array(0), alone: new Uint8Array(0) },
      section: 0,
      full: false,
      shortForms: marksOver(
        units.count,
        uses.map(([unit]) => ({ first: unit, last: unit, value: 1 })),
      ),
      definitions: none,
    };
  });
}

const span = (first: number, last: number, type: MentionType = 'Disease') => ({ type, first, last });
const DISEASE = 2;

describe('PaperVotes', () => {
  const scenes = scenesOf('renal failure and renal failure', 'renal failure', 'acute FX renal FX');
  let votes: PaperVotes;
  beforeAll(async () => {
    const states = new NameStates(await smallLexicon());
    votes = new PaperVotes({ scenes, longForms: [] }, [[span(0, 1)], [span(0, 1)], [span(1, 1)]], states);
  });
  const renal = scenes[0]?.words[0] ?? -1;

  it('counts how often a word was tagged elsewhere', () => {
    // "renal" stands four times, twice in a span: from a tagged place 1 of 3, from another 2 of 3.
    expect(votes.word(renal, DISEASE, true)).toBe(voteBucket(1, 3));
    expect(votes.word(renal, DISEASE, false)).toBe(voteBucket(2, 3));
    expect(votes.word(renal, 0, false)).toBe(voteBucket(0, 3));
  });

  it('finds tagged phrases wherever they stand', () => {
    expect([...(votes.scenes[0]?.phrases[DISEASE]?.values ?? [])]).toEqual([1, 1, 0, 1, 1]);
    expect([...(votes.scenes[2]?.phrases[DISEASE]?.values ?? [])]).toEqual([0, 2, 0, 2]);
    expect(votes.phrase(0, false)).toBe(voteBucket(2, 2));
    expect(votes.phrase(0, true)).toBe(voteBucket(1, 2));
  });

  it('counts the uses of a short form', () => {
    expect(votes.shortForm(0, DISEASE, 'not tagged')).toBe(voteBucket(1, 1));
    expect(votes.shortForm(0, DISEASE, 'tagged')).toBe(voteBucket(0, 1));
    expect(votes.shortForm(0, DISEASE, 'long form')).toBe(voteBucket(1, 2));
    expect(votes.isLongFormTagged(0, DISEASE)).toBe(false);
  });
});

describe('names of the lexicon', () => {
  it('are untouched, tagged as they are, or otherwise', async () => {
    const states = new NameStates(await smallLexicon());
    const scenes = scenesOf('breast cancer , breast cancer , breast cancer').map((scene) => ({
      ...scene,
      states: states.of(scene.units),
    }));
    const votes = new PaperVotes({ scenes, longForms: [] }, [[span(3, 4), span(7, 7)]], states);
    const { none, untouched, same, other } = NAME_VOTE;
    expect([...(votes.scenes[0]?.names[1] ?? [])]).toEqual([
      untouched,
      untouched,
      none,
      same,
      same,
      none,
      other,
      other,
    ]);
  });
});
