/** The example card, whose own entities have the trap: DLT is said to be a kind of scleroderma there. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLinker } from '../../pipelines/link-document.js';
import { buildLexicon } from '../../src/lexicon/build.js';
import type { Lexicon } from '../../src/lexicon/types.js';
import type { Annotation } from '../../src/model.js';
import { resourcePath } from '../../src/resources.js';
import { plainDocument } from '../../src/text/document.js';
import { newFolder } from '../support/cli.js';
import { smallLexicon } from '../support/small-linker.js';

const HARM = 'MESH:D064420';
const WRONG = ['MESH:D045745', 'NCBIGene:146059'];

const VOCAB = resourcePath('../shared/vocab');

/** Title and abstract of the card; nothing else of it is read. */
function cardDocument() {
  const markdown = readFileSync(resourcePath('seeds/cards/PMC12817307.md'), 'utf8');
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? '';
  const abstract = /## Abstract\s+([\s\S]*?)\s+## /.exec(markdown)?.[1] ?? '';
  return plainDocument({ paperId: 'PMC:PMC12817307', title, abstract });
}

function idsOf({ grounding }: Annotation): readonly string[] {
  return grounding.kind === 'linked' ? grounding.links.map(({ conceptId }) => conceptId) : [];
}

function holds(about: string, lexiconOf: () => Promise<Lexicon>): void {
  describe(about, () => {
    let annotations: readonly Annotation[];
    beforeAll(async () => {
      annotations = createLinker(await lexiconOf()).linkDocument(cardDocument()).annotations;
    });

    it('has DLT and toxicities as side effects of drugs', () => {
      for (const form of ['DLT', 'toxicities']) {
        const said = annotations.filter(({ mention }) => mention.text.endsWith(form));
        expect(said.length, form).toBeGreaterThan(0);
        for (const annotation of said) expect(idsOf(annotation), annotation.mention.text).toContain(HARM);
      }
    });

    it('has neither limited scleroderma nor the gene that is called DLT, too', () => {
      expect(annotations.flatMap(idsOf).filter((id) => WRONG.includes(id))).toEqual([]);
    });
  });
}

holds('the example card with the starter terminology', () => buildLexicon(resourcePath('seeds/terminology')));
holds('the example card with a small lexicon that has both traps', smallLexicon);

describe.skipIf(!existsSync(VOCAB))(`names of ${VOCAB} (skipped where that folder is not there)`, () => {
  holds('the example card with all names of diseases and of human genes', () => buildLexicon(releases()));
});

/** The releases without the genes of other species, which take most of the time. */
function releases(): string {
  const folder = newFolder('releases');
  for (const part of ['mondo', 'mesh']) cpSync(join(VOCAB, part), join(folder, part), { recursive: true });
  cpSync(join(VOCAB, 'ncbi-gene', 'Homo_sapiens.gene_info.gz'), join(folder, 'Homo_sapiens.gene_info.gz'));
  return folder;
}
