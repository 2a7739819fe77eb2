import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { FormatError } from '../../src/errors.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import { forEachLine } from '../../src/lexicon/lines.js';
import { folderOf, NAMES_DMP } from './support.js';

async function archiveOf(files: Readonly<Record<string, string>>, name = 'taxdump.tar.gz'): Promise<string> {
  const path = join(folderOf({}), name);
  await create({ file: path, cwd: folderOf(files), gzip: name.endsWith('gz') }, Object.keys(files));
  return path;
}

const TAXDUMP = { 'citations.dmp': '1\t|\tx\t|\n'.repeat(3000), 'names.dmp': NAMES_DMP, 'nodes.dmp': '1\t|\t1\t|\n' };

test.each(['taxdump.tar.gz', 'taxdump.tar'])('names.dmp is read out of %s', async (name) => {
  const lexicon = await buildLexicon(await archiveOf(TAXDUMP, name));
  expect(lexicon.info.terminologies).toMatchObject([{ prefix: 'NCBITaxon', file: name, concepts: 4 }]);
  expect(lexicon.concept('NCBITaxon:9606')?.name).toBe('Homo sapiens');
});

test('an archive without the file, and one cut off', async () => {
  const without = await archiveOf({ 'nodes.dmp': '1\t|\t1\t|\n' });
  await expect(forEachLine(without, () => undefined, 'names.dmp')).rejects.toThrow(/there is no names\.dmp/);
  const cut = join(folderOf({ 'taxdump.tar.gz': new Uint8Array(0) }), 'taxdump.tar.gz');
  await expect(forEachLine(cut, () => undefined, 'names.dmp')).rejects.toThrow(FormatError);
});
