/** Reports of evaluations as files. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotRunError, messageOf } from '../src/errors.js';
import type { OlderReport } from '../src/evaluate/difference.js';

const figure = z.object({ precision: z.number(), recall: z.number(), f: z.number() });

const older = z.object({
  format: z.literal(1),
  results: z.array(
    z.object({
      corpus: z.string(),
      type: z.string(),
      gold: z.number(),
      figures: z.object({ STRICT: figure, OVERLAP: figure, JOINT: figure, 'DOC-MICRO': figure, 'DOC-AVG': figure }),
      notRight: z.array(
        z.object({ document: z.string(), start: z.number(), end: z.number(), text: z.string(), outcome: z.string() }),
      ),
    }),
  ),
});

/** @throws CannotRunError for a file that is no report of `evaluate --json` */
export function readReport(path: string): OlderReport {
  try {
    return older.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const found = error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, ' ') : messageOf(error);
    throw new CannotRunError(`${path}: expected a report of "papergraph evaluate --json": ${found}`, error);
  }
}
