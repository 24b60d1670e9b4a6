/** The media types that `set` and `append` know for their templates. */
export const MEDIA_TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** How `{{x}}` escapes a value for a media type. */
export function escaperFor(mediaType: MediaType): (text: string) => string {
  if (mediaType === 'application/json') return escapeJson;
  return mediaType === 'text/plain' ? (text) => text : encodeForm;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** The inside of a JSON string, as Jackson writes it: control characters as \u001F, all else as it is. */
function escapeJson(text: string): string {
  // eslint's no-control-regex is not in the strict set; the control characters are what is escaped.
  return text.replace(/["\\\u0000-\u001f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return SHORT_ESCAPES[character] ?? `\\u${code}`;
  });
}

/** Java's `URLEncoder.encode(text, UTF_8)`. */
function encodeForm(text: string): string {
  return encodeURIComponent(text.toWellFormed().replaceAll('�', '?'))
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
