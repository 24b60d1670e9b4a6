/** The text as a quoted KQL value that means exactly this text: no star, escape or keyword in it works. */
export function quoteKqlValue(text: string): string {
  return `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;
}
