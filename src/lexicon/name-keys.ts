/**
 * Names as sequences of token ids, the form in which texts and names meet: dashes and possessive endings left out, each
 * token folded, plurals led to their singular.
 */
import { foldToken, isSilent } from '../text/normalize.js';
import { TOKEN, tokenizeOnce } from '../text/tokens.js';
import { IntList } from './growable.js';
import { Plurals } from './plurals.js';
import { StringPool } from './string-pool.js';

export class NameKeys {
  readonly tokens = new StringPool();
  readonly #values = new IntList();
  readonly #starts: number[] = [0];
  /** 1 for tokens that are words of a name written out, not of a symbol. */
  readonly #prose = new IntList();
  readonly #comma = this.#intern(',', false);

  /** Number of keys. */
  get size(): number {
    return this.#starts.length - 1;
  }

  /** Adds a name; its key gets the next number. `prose`: it is written in words, so that plurals are thought of. */
  add(name: string, prose: boolean): void {
    const { count, kinds, starts, ends } = tokenizeOnce(name);
    for (let i = 0; i < count; i++) {
      if (isSilent(kinds[i])) continue;
      const raw = name.slice(starts[i], ends[i]);
      const folded = foldToken(raw);
      if (folded !== '') this.#values.push(this.#intern(folded, prose && kinds[i] === TOKEN.word && !isCapitals(raw)));
    }
    this.#starts.push(this.#values.length);
  }

  /** The key of a name, and those of its other spellings: without commas, and turned around at its only comma. */
  spellings(index: number): readonly Int32Array[] {
    const key = this.#values.view().subarray(this.#starts[index], this.#starts[index + 1]);
    const at = key.indexOf(this.#comma);
    if (at < 0) return [key];
    const plain = key.filter((token) => token !== this.#comma);
    const only = key.indexOf(this.#comma, at + 1) < 0 && at > 0 && at < key.length - 1;
    return only ? [key, plain, Int32Array.of(...key.subarray(at + 1), ...key.subarray(0, at))] : [key, plain];
  }

  /**
   * For each token the one it is compared by: a plural's singular, else itself. Singulars and plurals of the words of
   * names are added, so that they are found in texts though no name has them.
   */
  singulars(): Int32Array {
    const plurals = new Plurals();
    const words: string[] = [];
    for (let id = 0; id < this.#prose.length; id++) if (this.#prose.at(id) === 1) words.push(this.tokens.get(id));
    const singularOf = new Map<string, string>();
    for (const word of words) {
      const singular = plurals.singular(word);
      singularOf.set(word, singular);
      const plural = plurals.plural(singular);
      if (plural !== null && plural !== singular && !singularOf.has(plural)) singularOf.set(plural, singular);
    }
    for (const [word, singular] of singularOf) {
      this.tokens.intern(word);
      this.tokens.intern(singular);
    }
    const keys = Int32Array.from({ length: this.tokens.size }, (_, id) => id);
    for (const [word, singular] of singularOf) keys[this.tokens.idOf(word)] = this.tokens.idOf(singular);
    return keys;
  }

  #intern(token: string, prose: boolean): number {
    const id = this.tokens.intern(token);
    if (id === this.#prose.length) this.#prose.push(0);
    if (prose) this.#prose.set(id, 1);
    return id;
  }
}

/** "AIDS" has no singular. */
function isCapitals(token: string): boolean {
  return token === token.toUpperCase();
}
