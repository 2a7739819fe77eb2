import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readInputs } from '../../src/sources/inputs.js';

type Row = Readonly<Record<string, string>>;

/** Rows of one of the starter tables; a row with too many or too few values is an error. */
function table(name: string): Row[] {
  const [header = '', ...lines] = readFileSync(`seeds/terminology/${name}.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const columns = header.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    if (values.length !== columns.length) throw new Error(`${name}: ${values.length} values in ${line}`);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

const list = (row: Row, column: string): string[] => (row[column] ?? '').split('|').filter((value) => value !== '');
const genes = table('genes');
const diseases = table('diseases');
const species = table('species');
const orthologs = table('orthologs');
const ids = (column: string): string[] => diseases.map((row) => row[column] ?? '').filter((id) => id !== '');

describe('the starter terminology', () => {
  it('has ids in the right spelling, and values without stray space', () => {
    for (const row of genes) {
      expect(row).toMatchObject({
        id: expect.stringMatching(/^NCBIGene:\d+$/),
        symbol: expect.stringMatching(/^\S+$/),
        taxon: expect.stringMatching(/^NCBITaxon:\d+$/),
        type: expect.stringMatching(/^(protein-coding|ncRNA)$/),
      });
    }
    for (const row of diseases) expect(row['mondo'] || row['mesh']).toMatch(/^(MONDO:\d{7}|MESH:[DC]\d{6,9})$/);
    for (const row of species) expect(row['taxon']).toMatch(/^NCBITaxon:\d+$/);
    for (const row of [...genes, ...diseases, ...species]) {
      for (const value of Object.values(row)) expect(value).toMatch(/^(?!\s)[^\n]*(?<!\s)$/);
      for (const name of (row['synonyms'] ?? '').split('|')) expect(name).toBe(name.trim());
    }
  });

  it('names each gene and species once, and a MONDO concept in one row only', () => {
    for (const all of [genes.map((row) => row['id']), species.map((row) => row['taxon']), ids('mondo')]) {
      expect(all.length).toBe(new Set(all).size);
    }
  });

  it('has every parent and taxon that it names', () => {
    const taxa = new Set(species.map((row) => row['taxon']));
    expect(genes.filter((row) => !taxa.has(row['taxon'] ?? ''))).toEqual([]);
    const mondo = new Set(ids('mondo'));
    expect(diseases.flatMap((row) => list(row, 'mondo_parents')).filter((id) => !mondo.has(id))).toEqual([]);
  });

  it('has orthologs of human genes in other species, each once, by ids and symbol of its genes', () => {
    const known = new Map(genes.map((row) => [row['id'], row]));
    for (const row of orthologs) {
      expect(known.get(row['gene'])).toMatchObject({ symbol: row['symbol'], taxon: 'NCBITaxon:9606' });
      expect(list(row, 'orthologs')).not.toEqual([]);
    }
    const others = orthologs.flatMap((row) => list(row, 'orthologs'));
    expect(others.filter((id) => [undefined, 'NCBITaxon:9606'].includes(known.get(id)?.['taxon']))).toEqual([]);
    expect(new Set([...others, ...orthologs.map((row) => row['gene'])]).size).toBe(others.length + orthologs.length);
  });

  it('keeps MONDO and MeSH apart where they differ', () => {
    const cancer = diseases.find((row) => row['mondo'] === 'MONDO:0004992');
    expect(cancer).toMatchObject({ mondo_name: 'cancer', mesh: '' });
    expect(diseases.find((row) => row['mondo'] === 'MONDO:0005070')).toMatchObject({ mesh: 'MESH:D009369' });
    const called = diseases.filter((row) => [row['mondo_name'], ...list(row, 'synonyms')].includes('cancer'));
    expect(called.flatMap((row) => [row['mondo'], row['mesh']]).filter((id) => id !== '')).toEqual([
      'MESH:D009369',
      'MONDO:0004992',
    ]);
    const harm = diseases.find((row) => row['mesh'] === 'MESH:D064420') ?? {};
    expect(list(harm, 'synonyms')).toContain('dose-limiting toxicities');
  });

  it('has all genes and diseases of the example cards', async () => {
    const known = new Set([...genes.map((row) => row['id']), ...ids('mondo'), ...ids('mesh')]);
    const missing: string[] = [];
    for await (const item of readInputs(['seeds/cards'])) {
      if (item.kind === 'problem') continue;
      for (const { kind, conceptId, name } of item.card.assertions) {
        if (kind !== 'Other' && conceptId !== null && !known.has(conceptId)) missing.push(`${name} ${conceptId}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

const vocab = '../shared/vocab';
const read = (path: string): string => gunzipSync(readFileSync(`${vocab}/${path}`)).toString('utf8');

describe.skipIf(!existsSync(vocab))(
  `the starter terminology against ${vocab} (skipped where that folder is missing)`,
  () => {
    it('has genes of that id, symbol and taxon', () => {
      const wanted = new Map(genes.map((row) => [(row['id'] ?? '').slice('NCBIGene:'.length), row]));
      const found = new Set<string>();
      for (const file of readdirSync(`${vocab}/ncbi-gene`)) {
        for (const line of read(`ncbi-gene/${file}`).split('\n')) {
          const [taxon, id = '', symbol] = line.split('\t', 3);
          const row = wanted.get(id);
          if (row !== undefined && row['symbol'] === symbol && row['taxon'] === `NCBITaxon:${taxon}`) found.add(id);
        }
      }
      expect([...wanted.keys()].filter((id) => !found.has(id))).toEqual([]);
    });

    it('has species of that id and name', () => {
      const names = new Set(
        read('taxonomy/names.dmp.gz')
          .split('\n')
          .map((line) => line.split('\t|\t', 2).join('\t')),
      );
      expect(
        species.filter((row) => !names.has(`${(row['taxon'] ?? '').slice('NCBITaxon:'.length)}\t${row['name']}`)),
      ).toEqual([]);
    });

    describe('its diseases', () => {
      const mondo = new Map<
        string,
        { readonly name: string; readonly parents: readonly string[]; readonly obsolete: boolean }
      >();
      beforeAll(() => {
        for (const stanza of read('mondo/mondo.obo.gz').split('\n\n')) {
          const id = /^id: (\S+)/m.exec(stanza)?.[1] ?? '';
          const parents = [...stanza.matchAll(/^is_a: (\S+)/gm)].map((match) => match[1] ?? '');
          mondo.set(id, {
            name: /^name: (.*)/m.exec(stanza)?.[1] ?? '',
            parents,
            obsolete: stanza.includes('\nis_obsolete: true'),
          });
        }
      });

      function isBelow(id: string, ancestor: string): boolean {
        return (mondo.get(id)?.parents ?? []).some((parent) => parent === ancestor || isBelow(parent, ancestor));
      }

      it('have the preferred names of MONDO, and are not obsolete', () => {
        const wrong = diseases.filter(
          (row) => row['mondo'] !== '' && mondo.get(row['mondo'] ?? '')?.name !== row['mondo_name'],
        );
        expect(wrong).toEqual([]);
        expect(ids('mondo').filter((id) => mondo.get(id)?.obsolete !== false)).toEqual([]);
      });

      it('stand below their parents in MONDO', () => {
        const links = diseases.flatMap((row) =>
          list(row, 'mondo_parents').map((parent) => [row['mondo'] ?? '', parent] as const),
        );
        expect(links.length).toBeGreaterThan(100);
        expect(links.filter(([id, parent]) => !isBelow(id, parent))).toEqual([]);
      });

      it('have the preferred names and tree numbers of MeSH', () => {
        const known = new Map<string, { readonly name: string; readonly trees: readonly string[] }>();
        for (const file of ['desc2019', 'supp2019']) {
          for (const record of read(`mesh/${file}.xml.gz`).split(/<(?:Descriptor|Supplemental)Record /)) {
            const id = /<(?:DescriptorUI|SupplementalRecordUI)>(\w+)</.exec(record)?.[1] ?? '';
            const name = (/Name>\s*<String>(.*?)<\/String>/.exec(record)?.[1] ?? '').replaceAll('&amp;', '&');
            known.set(`MESH:${id}`, {
              name,
              trees: [...record.matchAll(/<TreeNumber>(.*?)</g)].map((match) => match[1] ?? ''),
            });
          }
        }
        const rows = diseases.filter((row) => row['mesh'] !== '');
        expect(rows.filter((row) => known.get(row['mesh'] ?? '')?.name !== row['mesh_name'])).toEqual([]);
        const trees = rows.flatMap((row) => list(row, 'mesh_trees').map((tree) => [row['mesh'] ?? '', tree] as const));
        expect(trees.length).toBeGreaterThan(50);
        expect(trees.filter(([id, tree]) => !known.get(id)?.trees.includes(tree))).toEqual([]);
      });

      it('are paired only where MONDO says so', () => {
        const lines = read('mondo/mondo_exactmatch_mesh.sssom.tsv.gz')
          .split('\n')
          .map((line) => line.split('\t'));
        const pairs = new Set(
          lines.map(([subject, , , object = '']) => `${subject} ${object.replace('mesh:', 'MESH:')}`),
        );
        const ours = diseases
          .filter((row) => row['mondo'] !== '' && row['mesh'] !== '')
          .map((row) => `${row['mondo']} ${row['mesh']}`);
        expect(ours.length).toBeGreaterThan(100);
        expect(ours.filter((pair) => !pairs.has(pair))).toEqual([]);
      });
    });
  },
);
