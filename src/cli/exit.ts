/** Exit codes that a scheduler can use. */
export const EXIT = { allDone: 0, somePapersFailed: 1, couldNotRun: 2 } as const;
