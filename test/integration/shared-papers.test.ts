/**
 * What linking says of 45 papers with the whole lexicon, as counts and hashes only: a change that was not meant to change
 * answers changes no line here. `npx vitest run test/integration/shared-papers -u` writes them anew.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLinker, type Linker } from '../../pipelines/link-document.js';
import { openLexicon } from '../../src/lexicon/open.js';
import type { Annotation, MentionType } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { newFolder, papergraph } from '../support/cli.js';

const SHARED = resourcePath('../shared');
const PAPERS = join(SHARED, 'papers');

describe.skipIf(!existsSync(PAPERS))(`papers of ${PAPERS} (skipped where that folder is not there)`, () => {
  let linker: Linker;
  beforeAll(async () => {
    const file = join(newFolder('whole'), 'whole.lexicon');
    const built = await papergraph(['lexicon', 'build', '--source', join(SHARED, 'vocab'), '--out', file]);
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
    await expect(table).toMatchFileSnapshot('../fixtures/linking/golden/shared-papers.tsv');
  });
});

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
  for (const { mention, ...rest } of annotations) {
    hash.update(`${mention.start}\t${mention.end}\t${mention.type}\t${idsOf({ mention, ...rest }).join(',')}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
