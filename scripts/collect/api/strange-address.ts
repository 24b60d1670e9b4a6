/** An address that leads elsewhere: the token must not be sent there. */
export class StrangeAddressError extends Error {
  override readonly name = 'StrangeAddressError';
}
