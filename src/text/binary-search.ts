/**
 * Index of the last of `count` ascending values that is at most `limit`; -1 when all are greater.
 *
 * @param valueAt the value of an index from 0 to before `count`
 */
export function lastAtOrBefore(count: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
