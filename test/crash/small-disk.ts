/** A disk that can be full: a small tmpfs, filled by a file of ballast. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

const PIECE = Buffer.alloc(1024 * 1024);

export class SmallDisk {
  readonly folder: string;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.#ballast = join(folder, 'ballast');
  }

  /** @returns the disk, or why there can be none */
  static mount(folder: string, megabytes: number): SmallDisk | string {
    if (process.platform !== 'linux') return 'no tmpfs on this system';
    mkdirSync(folder, { recursive: true });
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      encoding: 'utf8',
    });
    if (mount.error !== undefined) return `no mount: ${mount.error.message}`;
    return mount.status === 0 ? new SmallDisk(folder) : mount.stderr.trim();
  }

  /** Bytes in use. */
  async used(): Promise<number> {
    const { blocks, bfree, bsize } = await statfs(this.folder);
    return (blocks - bfree) * bsize;
  }

  /** Fills it up, but for so many bytes. */
  async fill(leave: number): Promise<void> {
    const file = await open(this.#ballast, 'w');
    try {
      const written = await writeUntilFull(file);
      if (leave > 0) await file.truncate(Math.max(0, written - leave));
    } finally {
      await file.close();
    }
  }

  async drain(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  unmount(): void {
    const { status } = spawnSync('umount', [this.folder]);
    if (status !== 0) spawnSync('umount', ['-l', this.folder]);
  }
}

/** In large pieces, then in small ones for the rest. @returns bytes written */
async function writeUntilFull(file: FileHandle): Promise<number> {
  let written = 0;
  for (const size of [PIECE.length, 4096, 1]) {
    const piece = PIECE.subarray(0, size);
    for (;;) {
      const took = await file.write(piece).then(({ bytesWritten }) => bytesWritten, noSpace);
      written += took;
      if (took < size) break;
    }
  }
  return written;
}

function noSpace(error: unknown): number {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return 0;
  throw error;
}
