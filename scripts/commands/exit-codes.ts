/** What the process says to its caller. */
export const EXIT = {
  proven: 0,
  failed: 1,
  wrongContentOrCall: 2,
  engineMissing: 3,
} as const;
