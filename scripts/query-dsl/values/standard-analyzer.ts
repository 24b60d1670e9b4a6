const extend = String.raw`[\p{M}\p{Cf}]*`;
/** Han and Hiragana stand alone, Katakana runs by itself; all other letters make words. */
const katakana = String.raw`\p{sc=Katakana}${extend}`;
const letter = String.raw`[[\p{L}\p{Nl}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]]${extend}`;
const digit = String.raw`\p{Nd}${extend}`;
const joiner = String.raw`\p{Pc}${extend}`;
const betweenLetters = String.raw`['.\u2018\u2019\u2024\uFE52\uFF07\uFF0E:\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE55\uFF1A]${extend}`;
const betweenDigits = String.raw`['.\u2018\u2019\u2024\uFE52\uFF07\uFF0E,;\u037E\u0589\u060C\u060D\u066C\u07F8\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B]${extend}`;
const letters = `${letter}(?:(?:${betweenLetters})?${letter})*`;
const digits = `${digit}(?:(?:${betweenDigits})?${digit})*`;
/** Joiners alone are matched too, and dropped later: a pattern that looks ahead for letters costs quadratic time. */
const word = `(?:${letters}|${digits}|${katakana}|${joiner})+`;
const single = String.raw`[\p{sc=Han}\p{sc=Hiragana}]${extend}|\p{RGI_Emoji}`;

/** Word boundaries of Unicode UAX #29 as Lucene's StandardTokenizer draws them; built when a text needs it (30 ms). */
let anyToken: RegExp | undefined;

/** The same for text in ASCII, which has neither extending characters nor emoji. */
const asciiToken = /(?:[A-Za-z](?:['.:]?[A-Za-z])*|\d(?:['.,;]?\d)*|_)+/g;

function tokenPattern(text: string): RegExp {
  if (/^[\x00-\x7F]*$/.test(text)) return asciiToken;
  return (anyToken ??= new RegExp(`${word}|${single}`, 'gv'));
}

const joinersOnly = /^[\p{Pc}\p{M}\p{Cf}]+$/u;

/** Longer tokens are cut, as Lucene does. In UTF-16 code units. */
const MAX_TOKEN_LENGTH = 255;

/** Lower case by code point, as Java's Character.toLowerCase: never one letter into two. */
export function lowerCase(text: string): string {
  let result = '';
  for (const char of text) result += lowerChar(char);
  return result;
}

function lowerChar(char: string): string {
  const lower = char.toLowerCase();
  return lower.length > char.length ? String.fromCodePoint(lower.codePointAt(0) ?? 0) : lower;
}

/** The tokens that the `standard` analyzer makes of a text, in order. */
export function analyze(text: string): string[] {
  const tokens: string[] = [];
  for (const [found] of text.matchAll(tokenPattern(text))) {
    if (joinersOnly.test(found)) continue;
    for (let at = 0; at < found.length; at += MAX_TOKEN_LENGTH) {
      tokens.push(lowerCase(found.slice(at, at + MAX_TOKEN_LENGTH)));
    }
  }
  return tokens;
}
