/** One order of texts everywhere in the graph: by UTF-16 units, the same on every machine and in every locale. */

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares records by the texts that `keysOf` gives, the first that differs decides. */
export function byKeys<T>(keysOf: (record: T) => readonly string[]): (a: T, b: T) => number {
  return (a, b) => {
    const others = keysOf(b);
    for (const [index, key] of keysOf(a).entries()) {
      const order = compareText(key, others[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
}
