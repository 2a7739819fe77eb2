/**
 * What linking says of 45 papers with the whole lexicon, as counts and hashes only: a change that was not meant to change
 * answers changes no line here. `npx vitest run test/integration/shared-papers -u` writes them anew.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLinker, type Linker } from '../../pipelines/link-document.js';
import { openLexicon } from '../../src/lexicon/open.js';
import type { Annotation, MentionType } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';

const SHARED = resourcePath('../shared');
const PAPERS = join(SHARED, 'papers');
const VOCAB = join(SHARED, 'vocab');

describe.skipIf(!existsSync(PAPERS) || !existsSync(VOCAB))(
  'papers of ../shared (skipped where it is not there)',
  () => {
    const folder = newFolder('whole');
    let linker: Linker;
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    beforeAll(async () => {
      const file = join(folder, 'whole.lexicon');
      const built = await papergraph(['lexicon', 'build', '--source', VOCAB, '--out', file]);
      expect(built.code, built.stderr).toBe(0);
      linker = createLinker(openLexicon(file));
    });

    it('have as many mentions, links and concepts as they had, the same ones', async () => {
      const rows = readdirSync(PAPERS)
        .filter((paperId) => existsSync(join(PAPERS, paperId, 'full.md')))
        .toSorted()
        .map((paperId) => {
          const markdown = readFileSync(join(PAPERS, paperId, 'full.md'), 'utf8');
          const { annotations } = linker.link({
            paperId,
            origin: 'full-text',
            url: null,
            markdown,
            sha256: '',
            failure: null,
          });
          return [paperId, ...countsOf(annotations, 'Gene'), ...countsOf(annotations, 'Disease'), hashOf(annotations)];
        });
      expect(rows.length).toBeGreaterThan(0);
      const header = ['paper', 'genes', 'linked', 'concepts', 'diseases', 'linked', 'concepts', 'hash'];
      const table = [header, ...rows].map((row) => `${row.join('\t')}\n`).join('');
      const golden = 'test/fixtures/linking/golden/shared-papers.tsv';
      expect(existsSync(resourcePath(golden))).toBe(true);
      await expect(table).toMatchFileSnapshot(resourcePath(golden));
    });
  },
);

/** Mentions of a type, those with a link, and the distinct concepts of the links. */
function countsOf(annotations: readonly Annotation[], type: MentionType): readonly number[] {
  const ofType = annotations.filter(({ mention }) => mention.type === type);
  const ids = ofType.map(idsOf).filter((linked) => linked.length > 0);
  return [ofType.length, ids.length, new Set(ids.flat()).size];
}

function idsOf({ grounding }: Annotation): readonly string[] {
  return grounding.kind === 'linked' ? grounding.links.map(({ conceptId }) => conceptId) : [];
}

/** Over place, type and ids of every mention. */
function hashOf(annotations: readonly Annotation[]): string {
  const hash = createHash('sha256');
  for (const annotation of annotations) {
    const { start, end, type } = annotation.mention;
    hash.update(`${start}\t${end}\t${type}\t${idsOf(annotation).join(',')}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
