import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLexiconFile, starterLexicon } from '../../pipelines/build-lexicon.js';
import { loadSettings } from '../../src/config.js';
import { CannotRunError } from '../../src/errors.js';
import { openLexicon } from '../../src/lexicon/open.js';
import { KIND } from '../../src/lexicon/types.js';
import { ALL_FILES, folderOf, GENES, NAMES_DMP } from './support.js';

const FILES: Readonly<Record<string, string>> = { '/All_Data.gene_info': GENES, '/names.dmp': NAMES_DMP };
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = FILES[request.url ?? ''];
    if (body === undefined) return response.writeHead(404).end();
    const headers = { 'Content-Length': body.length, 'Last-Modified': 'Mon, 03 Feb 2031 10:00:00 GMT', ETag: '"1"' };
    return response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address !== null && typeof address === 'object') origin = `http://127.0.0.1:${address.port}`;
});

afterAll(() => server.close());

function settingsFor(state: string, files: readonly string[]) {
  const releases = files.map((file) => ({ terminology: 'ncbi-gene', url: `${origin}/${file}`, file, bytes: 1000 }));
  const flags = { 'state.dir': state, 'lexicon.releases': releases, 'lexicon.taxa': [9606] };
  return loadSettings({ environment: {}, flags });
}

describe('buildLexiconFile', () => {
  test('from a folder: the species of the settings, ordinary words marked', async () => {
    const folder = folderOf({});
    const out = join(folder, 'out.lexicon');
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const info = await buildLexiconFile(settingsFor(folder, []), { source: folderOf(ALL_FILES), out, say });
    const lexicon = openLexicon(out);
    expect(lexicon.info).toEqual(info);
    expect(said[0]).toBe('reading mondo.obo (1 of 6)');
    expect(said.at(-1)).toMatch(/^indexing \d+ names$/);
    expect(lexicon.concept('NCBIGene:22059')).toBeNull();
    expect(lexicon.lookup('was', KIND.gene)).toMatchObject([{ commonWord: true }]);
    expect(lexicon.lookup('p53', KIND.gene)).toMatchObject([{ commonWord: false }]);
  });

  test('from the network: sizes told first, dates kept, nothing fetched again', async () => {
    const state = folderOf({});
    const settings = settingsFor(state, ['All_Data.gene_info', 'names.dmp']);
    const out = join(state, 'out.lexicon');
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const info = await buildLexiconFile(settings, { source: undefined, out, say });
    expect(said.slice(0, 2)).toEqual(['All_Data.gene_info: 0.0 MB to download', 'names.dmp: 0.0 MB to download']);
    expect(said).toContain('names.dmp: 0.0 MB, of 2031-02-03');
    expect(info.terminologies.map(({ prefix, release }) => [prefix, release])).toEqual([
      ['NCBITaxon', 'file of 2031-02-03'],
      ['NCBIGene', '2030-04-05'],
    ]);
    said.length = 0;
    const again = await buildLexiconFile(settings, { source: undefined, out, say });
    expect(again).toEqual(info);
    expect(said.slice(0, 2)).toEqual(['All_Data.gene_info: is there', 'names.dmp: is there']);
  });

  test('nothing to build from', async () => {
    const state = folderOf({});
    const out = join(state, 'out.lexicon');
    const build = buildLexiconFile(settingsFor(state, []), { source: undefined, out, say: () => undefined });
    await expect(build).rejects.toThrow(CannotRunError);
    expect(existsSync(out)).toBe(false);
  });
});

test('the starter terminology', async () => {
  const lexicon = await starterLexicon();
  expect(lexicon.info.release).toMatch(/^starter-[0-9a-f]{8}$/);
  expect(lexicon.lookup('TP53', KIND.gene)[0]?.conceptId).toBe('NCBIGene:7157');
  expect(lexicon.lookup('mice', KIND.taxon)[0]?.conceptId).toBe('NCBITaxon:10090');
  expect(lexicon.referenceGenes('NCBIGene:22059')).toEqual(['NCBIGene:7157']);
});
