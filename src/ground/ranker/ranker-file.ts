/** The file of a ranker: readable JSON with the weights by the names of their features. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CannotRunError, messageOf } from '../../errors.js';

export const RANKER_VERSION = 2;

const weights = z.record(z.string(), z.number());

const rankerSchema = z.strictObject({
  version: z.literal(RANKER_VERSION),
  /** What it chooses: `gene`, `disease`. */
  name: z.string(),
  /** Corpora with the number of their documents. */
  sources: z.array(z.string()),
  /** Day of the newest of the sources, `2026-05-05`. */
  date: z.string(),
  /** Number of examples that it was trained from. */
  examples: z.number(),
  training: z.record(z.string(), z.number()),
  /** Weights by feature; one set for each pass over a paper. */
  passes: z.array(weights),
  /** Weights of the logistic function that tells how likely a link is right; empty when that is not known. */
  calibration: weights,
  /** Links less likely than this are not made. */
  threshold: z.number(),
});

export type RankerModel = z.infer<typeof rankerSchema>;

const fileSchema = rankerSchema.extend({ checksum: z.string() });

/** As JSON with a checksum (SHA-256 of the rest) at its end. */
export function formatRanker(model: RankerModel): string {
  return `${JSON.stringify({ ...model, checksum: checksumOf(model) }, null, 1)}\n`;
}

/**
 * @param where the file in messages
 * @throws CannotRunError when it is no ranker, of another version or changed by hand
 */
export function parseRanker(json: string, where: string): RankerModel {
  const { checksum, ...model } = read(json, where);
  if (checksum === checksumOf(model)) return model;
  throw new CannotRunError(
    `${where}: expected a ranker whose checksum fits its weights, got a changed file; train it anew or reinstall`,
  );
}

function read(json: string, where: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(json));
  } catch (error) {
    throw new CannotRunError(
      `${where}: expected a ranker of version ${RANKER_VERSION}, got something else; train it anew or reinstall: ${messageOf(error)}`,
      error,
    );
  }
}

function checksumOf(model: RankerModel): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(model)))
    .digest('hex');
}

/** The same fields in one order, whatever order they were read in. */
function inOrder(model: RankerModel): unknown {
  return rankerSchema.parse(model);
}
