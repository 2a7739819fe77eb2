import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPubtator } from '../../src/sources/pubtator.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pubtator-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Documents as `id: title / abstract`, problems as `line kind`. */
async function readAll(name: string, content: string | Buffer): Promise<string[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const found: string[] = [];
  for await (const item of readPubtator(path)) {
    found.push(
      item.kind === 'document'
        ? `${item.document.id}: ${item.document.title} / ${item.document.abstract} @${item.document.place.line}`
        : `${item.problem.place.line} ${item.problem.kind}`,
    );
  }
  return found;
}

const TWO = '1|t|On A.\n1|a|A is b.\n1\t3\t4\tA\tGene\t7\n1\tCID\tD1\tD2\n\n2|t|On B.\n2|a|B is c.\n';

describe('readPubtator', () => {
  it.each([
    ['documents parted by an empty line', TWO, ['1: On A. / A is b. @1', '2: On B. / B is c. @6']],
    ['documents parted by nothing', TWO.replace('\n\n', '\n'), ['1: On A. / A is b. @1', '2: On B. / B is c. @5']],
    ['line ends of Windows', TWO.replaceAll('\n', '\r\n'), ['1: On A. / A is b. @1', '2: On B. / B is c. @6']],
    ['no line end at the end', '1|t|On A.\n1|a|A is b.', ['1: On A. / A is b. @1']],
    ['a title alone', '1|t|On A.\n', ['1: On A. /  @1']],
    ['an empty abstract', '1|t|On A.\n1|a|\n', ['1: On A. /  @1']],
    ['a bar and a line separator in the text', '1|t|A|b\u2028c\n', ['1: A|b\u2028c /  @1']],
    ['an id that is no number', 'PMC7|t|On A.\n', ['PMC7: On A. /  @1']],
    ['an empty file', '', []],
    ['a line of no known form', 'On A.\n1|t|On A.\n', ['1 bad-line', '1: On A. /  @2']],
    ['a second title', '1|t|On A.\n1|t|On B.\n', ['2 bad-line', '1: On A. /  @1']],
  ])('%s', async (_, content, expected) => {
    expect(await readAll('a.pubtator', content)).toEqual(expected);
    expect(await readAll('a.pubtator.gz', gzipSync(content))).toEqual(expected);
  });

  it('gives what it could read of a broken file, and says so', async () => {
    const whole = gzipSync(TWO.repeat(2000));
    const found = await readAll('cut.txt.gz', whole.subarray(0, whole.length - 20));
    expect(found[0]).toBe('1: On A. / A is b. @1');
    expect(found.filter((item) => item.endsWith('unreadable'))).toHaveLength(1);
    expect(await readAll('latin.pubtator', Buffer.from('1|t|Sj\xf6gren', 'latin1'))).toEqual(['1 unreadable']);
  });

  it('names a file that is not there', async () => {
    const items = [];
    for await (const item of readPubtator(join(folder, 'none.pubtator.gz'))) items.push(item);
    expect(items).toMatchObject([{ kind: 'problem', problem: { kind: 'unreadable', fatal: true } }]);
  });
});
