import { illegalArgument } from '../runtime/java-error';

const EQUALS_SIGN = 0x3d;

/**
 * Java's basic decoder (java.util.Base64.Decoder): no blanks, no other alphabet; padding may be left out.
 * @throws JavaError IllegalArgumentException for anything else.
 */
export function decodeBase64(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length === 1) throw illegalArgument('Input byte[] should at least have 2 bytes for base64 bytes');
  let used = 0;
  while (used < bytes.length && bytes[used] !== EQUALS_SIGN) checkLetter(bytes[used++] ?? 0);
  const rest = used % 4;
  let end = used;
  if (end < bytes.length) {
    if (rest < 2 || (rest === 2 && bytes[end + 1] !== EQUALS_SIGN))
      throw illegalArgument('Input byte array has wrong 4-byte ending unit');
    end += rest === 2 ? 2 : 1;
  }
  if (rest === 1) throw illegalArgument('Last unit does not have enough valid bits');
  if (end < bytes.length) throw illegalArgument(`Input byte array has incorrect ending byte at ${end}`);
  return Buffer.from(bytes.toString('latin1', 0, used), 'base64').toString('utf8');
}

/** Bytes of Java are signed, and so is the number that the message names. */
function checkLetter(byte: number): void {
  if (/[A-Za-z0-9+/]/.test(String.fromCharCode(byte))) return;
  throw illegalArgument(`Illegal base64 character ${((byte << 24) >> 24).toString(16)}`);
}
