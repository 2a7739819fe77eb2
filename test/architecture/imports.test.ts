import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { resourcePath } from '../../src/resources.js';

/**
 * What each place may import of the project itself. One direction: records and errors first, the command line last.
 * `flow`, `sources` and `graph` know the records only; whatever else they need comes as an argument.
 */
const BASE = ['src/model', 'src/errors', 'src/curie'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/errors': [],
  'src/curie': [],
  'src/settings': [],
  'src/safe-text': [],
  'src/number-text': [],
  'src/redact': ['src/settings'],
  'src/resources': BASE,
  'src/config': [...BASE, 'src/resources', 'src/settings'],
  'src/log': [...BASE, 'src/settings', 'src/safe-text', 'src/log'],
  'src/text': [...BASE, 'src/text'],
  'src/lexicon': [...BASE, 'src/text', 'src/lexicon'],
  'src/recognize': [...BASE, 'src/text', 'src/lexicon', 'src/recognize'],
  'src/ground': [...BASE, 'src/text', 'src/lexicon', 'src/recognize', 'src/ground'],
  'src/flow': [...BASE, 'src/flow'],
  'src/sources': [...BASE, 'src/sources'],
  'src/graph': [...BASE, 'src/text', 'src/graph'],
  'src/watch': [...BASE, 'src/number-text', 'src/flow', 'src/watch'],
  'src/evaluate': [...BASE, 'src/evaluate'],
  pipelines: ['src', 'pipelines'],
  'src/cli': ['src', 'pipelines'],
};

const root = resourcePath('.');
const files = globSync(['src/**/*.ts', 'pipelines/**/*.ts'], { cwd: root }).toSorted();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Project files that a file imports, types included, as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\s[^'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)|^import\s+'(\.[^']+)'/gm,
  );
  return [...found].map((match) =>
    posix.join(dirname(file), match[1] ?? match[2] ?? match[3] ?? '').replace(/\.js$/, '.ts'),
  );
}

/** The rule that a file falls under: the longest key that is its path or a folder above it. */
function placeOf(file: string): string | undefined {
  const path = file.replace(/\.ts$/, '');
  return Object.keys(ALLOWED)
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

function mayImport(place: string, target: string): boolean {
  const path = target.replace(/\.ts$/, '');
  return (ALLOWED[place] ?? []).some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
}

describe('imports', () => {
  it('are seen at all', () => {
    expect([...imports.values()].flat().length).toBeGreaterThan(20);
  });

  it.each(files)('%s imports only what its place may', (file) => {
    const place = placeOf(file);
    expect(place, `${file} stands in no known place`).toBeDefined();
    const forbidden = (imports.get(file) ?? []).filter((target) => !mayImport(place ?? '', target));
    expect(forbidden).toEqual([]);
  });

  it('only the command line imports pipelines', () => {
    const importers = files.filter((file) => imports.get(file)?.some((target) => target.startsWith('pipelines/')));
    expect(importers.filter((file) => !file.startsWith('src/cli/') && !file.startsWith('pipelines/'))).toEqual([]);
  });

  it('form no cycle', () => {
    expect(cycleIn(imports)).toBeNull();
  });

  it('a forbidden import and a cycle would be found', () => {
    expect(mayImport('src/text', 'src/lexicon/types.ts')).toBe(false);
    expect(
      cycleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['a']],
        ]),
      ),
    ).toEqual(['a', 'b', 'c', 'a']);
  });

  it('no file only hands on what others export', () => {
    const barrels = files.filter((file) =>
      /^export (?:\*|\{[^}]*\}) from/m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(barrels).toEqual([]);
  });
});

/** The first cycle of a graph of imports, as the way around, or null. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...way, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe('prefixes', () => {
  it.each(files.filter((file) => file !== 'src/curie.ts'))('%s spells none of its own', (file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code.match(/['"`](?:NCBIGene|MONDO|MESH|OMIM|NCBITaxon|PMC|PMID|DOI|URL):/g) ?? []).toEqual([]);
  });
});
