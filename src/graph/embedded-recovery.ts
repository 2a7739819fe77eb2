/**
 * What a kill in the middle of a checkpoint leaves beside the file of an embedded graph, and how nothing of it is lost.
 *
 * To move its log into the file, LadybugDB 0.19 renames it from `graph.wal` to `graph.wal.checkpoint`, writes changed pages to
 * `graph.shadow`, ends the log with a record of its own, copies the pages into the file, empties the shadow and removes
 * both. Opening after a kill before that record, it reads the log into memory and removes it at once, so that a second
 * kill loses all that the log held, and what is logged after it no longer fits the file (a segmentation fault at the
 * next opening). Opening after a kill when the shadow is empty already, it refuses the file for good.
 */
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { Connection, Database } from '@ladybugdb/core';

/** Record at the end of a log whose pages are all in the shadow: length 1, type 254, checksum. */
const CHECKPOINT_RECORD = Buffer.from('0100000000000000fe773cb3d5173d7b25', 'hex');

const PROBE_BYTES = 64 * 1024 ** 2;

/**
 * Brings the files back to what they were before the checkpoint, or to its end; does nothing when no checkpoint was
 * interrupted.
 *
 * @param file the graph's file, which nobody has open in this process
 * @throws Error of the database when another process has it open
 */
export async function recoverFromCheckpoint(file: string): Promise<void> {
  rmSync(probeOf(file), { force: true }); // of a process that was killed while it did what follows
  if (!existsSync(`${file}.wal.checkpoint`) || !existsSync(file)) return;
  await whileLocked(file, () => putRight(file));
}

/** Another name of the graph's file. */
function probeOf(file: string): string {
  return `${file}.probe`;
}

function putRight(file: string): void {
  const [log, frozen, shadow] = [`${file}.wal`, `${file}.wal.checkpoint`, `${file}.shadow`];
  const isComplete = readFileSync(frozen).subarray(-CHECKPOINT_RECORD.length).equals(CHECKPOINT_RECORD);
  const isCopied = !existsSync(shadow) || statSync(shadow).size === 0;
  if (isComplete && isCopied) rmSync(frozen);
  else if (!isComplete && !existsSync(log)) renameSync(frozen, log);
  else return; // The pages are still to be copied, which the database does by itself.
  rmSync(shadow, { force: true });
}

/**
 * The database locks its file, not its name: opened by another name, it has the lock and leaves the log alone. Without
 * that, this process could take the log away from under one that is just making a checkpoint. Where files cannot have two
 * names, all is left to the database, which does well unless it is killed again.
 */
async function whileLocked(file: string, work: () => void): Promise<void> {
  const probe = probeOf(file);
  if (!linked(file, probe)) return;
  const database = new Database(probe, PROBE_BYTES, true, false, 0, false);
  try {
    await database.init();
    const connection = new Connection(database);
    const results = await connection.query('CALL force_checkpoint_on_close=false');
    for (const result of Array.isArray(results) ? results : [results]) result.close();
    // Another process that begins at this moment may have taken the name away; then this is a new database.
    if (existsSync(probe) && statSync(probe).ino === statSync(file).ino) work();
    await connection.close();
  } finally {
    await database.close();
    rmSync(probe, { force: true });
  }
}

function linked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}
