/** The state cannot be used; code, message and cure are for people. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    /** `STATE_IN_USE`, `STATE_DAMAGED`, `STATE_NEWER`, `STATE_UNREADABLE`. */
    readonly code: string,
    message: string,
    /** What to do about it. */
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
