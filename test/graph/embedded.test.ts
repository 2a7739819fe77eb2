import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStore } from '../../src/graph/embedded.js';
import { describeStore } from './conformance.js';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-embedded-'));
let files = 0;

describeStore('the embedded store', {
  make: (options) => new EmbeddedStore({ path: join(folder, `graph-${files}`), ...options }),
  empty: async () => {
    files++;
  },
});
