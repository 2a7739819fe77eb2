/** The real releases, where they lie beside the project. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/lexicon/build.js';
import { readMondoObo } from '../../src/lexicon/read-mondo-obo.js';
import { KIND } from '../../src/lexicon/types.js';
import { RecordingSink } from './support.js';

const VOCAB = '../shared/vocab';

describe.skipIf(!existsSync(VOCAB))(`MONDO of ${VOCAB} (skipped where that folder is not there)`, () => {
  test('every name leads to its concept, spelled as it is', async () => {
    const lexicon = await buildLexicon(`${VOCAB}/mondo`);
    const sink = new RecordingSink();
    await readMondoObo(`${VOCAB}/mondo/mondo.obo.gz`, false, sink);
    expect(sink.terms.length).toBeGreaterThan(27_000);
    const lost = sink.terms.flatMap(({ id, names }) =>
      names.filter(
        ({ text }) => !lexicon.lookup(text, KIND.disease).some((n) => n.conceptId === id && n.forgiven.length === 0),
      ),
    );
    expect(lost).toEqual([]);
    const live = new Set(sink.terms.map(({ id }) => id));
    const direct = sink.retiredIds.filter(([, successor]) => live.has(successor));
    expect(direct.length).toBeGreaterThan(2000);
    for (const [old, successor] of direct) expect(lexicon.concept(old)?.id).toBe(successor);
  });
});
