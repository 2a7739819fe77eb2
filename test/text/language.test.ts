import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { readSectionPatterns } from '../../pipelines/linking-config.js';
import { fullText } from '../../pipelines/paper-folder.js';
import { resourcePath } from '../../src/resources.js';
import { parseDocument, plainDocument } from '../../src/text/document.js';
import { languageOf } from '../../src/text/language.js';

const GERMAN =
  'Mutationen des Gens TP53 sind bei Brustkrebs häufig und wurden in der vorliegenden Arbeit an Mäusen untersucht. Die Ergebnisse zeigen, dass die Expression in der Lunge erhöht war, was auf eine Rolle bei der Entstehung von Metastasen hindeutet. Weitere Untersuchungen sind nötig.';
const FRENCH =
  'Les mutations du gène TP53 sont fréquentes dans le cancer du sein et ont été étudiées chez la souris. Les résultats montrent que l’expression était augmentée dans le poumon, ce qui suggère un rôle dans la formation des métastases. D’autres études sont nécessaires.';
const CHINESE =
  '乳腺癌中TP53基因突变十分常见，本文在小鼠中对其进行了研究。结果表明，肺组织中的表达升高，提示其在转移形成过程中可能发挥作用。仍需进一步研究以阐明其机制。';
const ENGLISH =
  'Mutations of TP53 are common in breast cancer and were studied in mice. Expression was raised in the lung, which suggests a part in the making of metastases. More has to be done before this can be said with certainty, and the mice should be followed for a longer time.';

const documentOf = (abstract: string) => plainDocument({ paperId: 'PMID:1', title: 'A title', abstract });

describe('languageOf', () => {
  it.each([
    [ENGLISH, 'eng'],
    [GERMAN, 'deu'],
    [FRENCH, 'fra'],
    [CHINESE, 'cmn'],
    ['TP53 BRCA1 BRCA2', null],
    ['', null],
    ['Kurz.', null],
  ])('%s', (text, language) => {
    expect(languageOf(documentOf(text))).toBe(language);
  });

  it('finds the papers of the tests to be English', () => {
    const folder = resourcePath('test/fixtures/papers');
    const files = globSync('**/*.md', { cwd: folder });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = fullText(file, readFileSync(join(folder, file), 'utf8'));
      expect([null, 'eng'], file).toContain(languageOf(parseDocument(text, readSectionPatterns())));
    }
  });
});
