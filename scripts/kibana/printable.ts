/** Text of a server, without the control characters that a terminal would obey; line ends and tabs stay. */
export function printable(text: string): string {
  return text.replace(/(?![\n\r\t])\p{Cc}/gu, ' ');
}
