/** What has to be undone at the end, however it comes: processes, mounts, servers, folders. */

type Undo = () => void | Promise<void>;

export class Cleanup {
  readonly #undos = new Set<Undo>();

  /** Undone at the end, the last first. @returns forgets it, for what has ended by itself */
  add(undo: Undo): () => void {
    this.#undos.add(undo);
    return () => void this.#undos.delete(undo);
  }

  /** Undoes all; one that fails does not keep the others. @returns what could not be undone */
  async run(): Promise<readonly unknown[]> {
    const problems: unknown[] = [];
    for (const undo of [...this.#undos].reverse()) {
      try {
        await undo();
      } catch (error) {
        problems.push(error);
      }
    }
    this.#undos.clear();
    return problems;
  }
}
