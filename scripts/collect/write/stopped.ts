/** What a wait ends with when the collector stops: an AbortError, as of the platform. */
export function stopped(): Error {
  return new DOMException('the collector stops', 'AbortError');
}
