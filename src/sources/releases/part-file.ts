/** What came of a file so far: `NAME.part`, with `NAME.part.json` that tells of which version it is. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../fetch/error-code.js';
import { replaceFile, sizeOf } from './records.js';
import type { FileVersion } from './version.js';

const markSchema = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bytes: z.int().nullable(),
});

/** A version, and the address it came from. */
export type PartMark = z.infer<typeof markSchema>;

export class PartFile {
  readonly #target: string;

  constructor(folder: string, file: string) {
    this.#target = join(folder, file);
  }

  get path(): string {
    return `${this.#target}.part`;
  }

  get #markPath(): string {
    return `${this.path}.json`;
  }

  /** Bytes that are there; 0 when there is no part, or one of which nobody knows what it is. */
  async size(): Promise<number> {
    return (await this.mark()) === null ? 0 : ((await sizeOf(this.path)) ?? 0);
  }

  /** What the part is of; null when there is none or its description was lost. */
  async mark(): Promise<PartMark | null> {
    try {
      return markSchema.parse(JSON.parse(await readFile(this.#markPath, 'utf8')));
    } catch (error) {
      // A part without a readable description is of no use and is overwritten: that costs a download, not an error.
      if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return null;
      throw error;
    }
  }

  /** Throws the part away and begins one of this version. */
  async begin(version: FileVersion, url: string): Promise<void> {
    await this.discard();
    await replaceFile(this.#markPath, JSON.stringify({ url, ...version }));
  }

  async discard(): Promise<void> {
    await rm(this.#markPath, { force: true });
    await rm(this.path, { force: true });
  }

  /** Appends pieces as they come; what came is on disk also when their source fails. */
  async append(pieces: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): Promise<void> {
    const file = await open(this.path, 'a');
    try {
      for await (const piece of pieces) {
        await file.writeFile(piece);
        onBytes(piece.length);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The part becomes the file, in one step. Gives the SHA-256 of the whole, hex. */
  async finish(): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
    await rename(this.path, this.#target);
    await rm(this.#markPath, { force: true });
    return hash.digest('hex');
  }
}
