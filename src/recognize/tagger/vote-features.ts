/** Features of a unit at the second look: what the first made of its word, its phrase and its short form in the whole paper. */
import { mix } from './hash.js';
import type { HashList } from './hash-list.js';
import { PLACE } from './marks.js';
import { NO_NAME } from './name-states.js';
import { NAME_VOTE, type PaperVotes, type SceneVotes, VOTE_TYPES } from './paper-votes.js';
import type { Scene, SceneReader } from './scene.js';

const TYPES = VOTE_TYPES.length;

const TEMPLATE = {
  word: 400,
  shape: 401,
  all: 402,
  before: 403,
  after: 404,
  phrase: 405,
  phraseAt: 406,
  use: 407,
  long: 408,
  names: 409,
  namesFlags: 410,
};

/** A unit of a scene of a paper. */
export interface UnitPlace {
  readonly scene: Scene;
  /** Number of the scene in the paper. */
  readonly index: number;
  readonly unit: number;
}

export class VoteFeatures {
  readonly #votes: PaperVotes;
  readonly #reader: SceneReader;

  /** @param reader the one that has read the paper */
  constructor(votes: PaperVotes, reader: SceneReader) {
    this.#votes = votes;
    this.#reader = reader;
  }

  /** Writes the features of a unit; none where nothing of it was tagged anywhere in the paper. */
  write(at: UnitPlace, out: HashList): void {
    const votes = this.#votes.scenes[at.index];
    if (votes === undefined) return;
    const { scene, unit } = at;
    for (let type = 0; type < TYPES; type++) {
      this.#writePhrase(votes, { unit, type }, out);
      this.#writeForms(at, { places: votes.places, type }, out);
    }
    this.#writeNames(at, votes, out);
    let all = 0;
    for (let type = 0; type < TYPES; type++) all = all * 64 + this.#wordVote(scene, votes, { unit, type });
    if (!hasVote(all)) return;
    out.push(mix(all, TEMPLATE.all));
    const shape = this.#reader.types.shapeOf(scene.words[unit] ?? 0);
    for (let type = 0; type < TYPES; type++) {
      const salt = type << 10;
      const here = this.#wordVote(scene, votes, { unit, type });
      out.push(mix(here, TEMPLATE.word + salt));
      out.push(mix(here ^ shape, TEMPLATE.shape + salt));
      out.push(mix(this.#wordVote(scene, votes, { unit: unit - 1, type }) * 64 + here, TEMPLATE.before + salt));
      out.push(mix(this.#wordVote(scene, votes, { unit: unit + 1, type }) * 64 + here, TEMPLATE.after + salt));
    }
  }

  /** Bucket of the word and its place at the first look in one number below 64. */
  #wordVote({ paperWords }: Scene, { places }: SceneVotes, { unit, type }: TypedUnit): number {
    const word = paperWords[unit] ?? -1;
    const place = places[unit * TYPES + type] ?? 0;
    const bucket = word < 0 ? 7 : this.#votes.word(word, type, place !== PLACE.none);
    return bucket * 8 + place;
  }

  /** A name of the lexicon, and what the first look made of it. */
  #writeNames({ scene, unit }: UnitPlace, { names, places }: SceneVotes, out: HashList): void {
    for (let scan = 0; scan < names.length; scan++) {
      const vote = names[scan]?.[unit] ?? NAME_VOTE.none;
      if (vote === NAME_VOTE.none) continue;
      const { flags, place, length } = this.#reader.states.tag(scene.states[unit] ?? NO_NAME, scan);
      const tagged = places[unit * TYPES + scan * 2] ?? 0;
      const here = (vote * 8 + place) * 8 + tagged;
      out.push(mix(here, TEMPLATE.names + (scan << 10)));
      out.push(mix(here * 8 + length, TEMPLATE.names + 512 + (scan << 10)));
      if (vote === NAME_VOTE.other) out.push(mix(here ^ mix(flags, 3), TEMPLATE.namesFlags + (scan << 10)));
    }
  }

  #writePhrase({ places, phrases }: SceneVotes, { unit, type }: TypedUnit, out: HashList): void {
    const marks = phrases[type];
    const number = (marks?.values[unit] ?? 0) - 1;
    if (number < 0) return;
    const place = marks?.places[unit] ?? 0;
    const tagged = places[unit * TYPES + type] ?? 0;
    const bucket = this.#votes.phrase(number, tagged === place);
    out.push(mix(bucket * 8 + place, TEMPLATE.phrase + (type << 10)));
    const length = Math.min(3, this.#votes.phraseLength(number));
    out.push(mix(((bucket * 8 + place) * 8 + tagged) * 4 + length, TEMPLATE.phraseAt + (type << 10)));
  }

  #writeForms({ scene, unit }: UnitPlace, { places, type }: TypedPlaces, out: HashList): void {
    const tagged = places[unit * TYPES + type] ?? 0;
    const use = (scene.shortForms.values[unit] ?? 0) - 1;
    if (use >= 0) {
      const place = scene.shortForms.places[unit] ?? 0;
      const bucket = this.#votes.shortForm(use, type, tagged === place ? 'tagged' : 'not tagged');
      const longTagged = this.#votes.isLongFormTagged(use, type) ? 1 : 0;
      out.push(mix(((bucket * 8 + place) * 2 + longTagged) * 8 + tagged, TEMPLATE.use + (type << 10)));
    }
    const long = (scene.definitions.values[unit] ?? 0) - 1;
    if (long < 0) return;
    const place = scene.definitions.places[unit] ?? 0;
    const bucket = this.#votes.shortForm(long, type, 'long form');
    out.push(mix((bucket * 8 + place) * 8 + tagged, TEMPLATE.long + (type << 10)));
  }
}

interface TypedUnit {
  readonly unit: number;
  /** Index in `VOTE_TYPES`. */
  readonly type: number;
}

interface TypedPlaces {
  readonly places: Uint8Array;
  readonly type: number;
}

/** Whether any of the three word votes says that the word was tagged here or elsewhere. */
function hasVote(all: number): boolean {
  for (let left = all, type = 0; type < TYPES; type++, left = Math.trunc(left / 64)) {
    const [bucket, place] = [(left % 64) >> 3, left & 7];
    if (place !== 0 || (bucket >= 2 && bucket <= 6)) return true;
  }
  return false;
}
