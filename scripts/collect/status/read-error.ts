/** Why a lane, or PIM's alerts of a tenant, could not be read or written. */
export interface ReadError {
  /** e.g. AF20022, AADSTS7000222, ECONNRESET. */
  readonly code: string;
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly cure?: string | undefined;
  /** Epoch milliseconds. */
  readonly time: number;
  /** It does not go away by itself: somebody must act. */
  readonly stuck: boolean;
}
