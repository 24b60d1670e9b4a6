/**
 * The library of named grok patterns, written for a linear-time engine: no atomic groups.
 *
 * Same names and meaning as in Elasticsearch's `disabled` mode. A name that is not here is refused when the pipeline
 * is loaded.
 */
const OCTET = '(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})';
const DOTTED_QUAD = `${OCTET}(?:\\.${OCTET}){3}`;
const HEXTET = '[0-9A-Fa-f]{1,4}';

/** IPv6 by the number of groups before the `::`; the longest forms come first. */
function ipv6(): string {
  const forms = [`(?:${HEXTET}:){7}(?:${HEXTET}|:)`];
  for (let before = 6; before >= 1; before--) {
    const after = 7 - before;
    const tail = [`(?::${HEXTET}){1,${after}}`];
    if (before === 6) tail.push(`:${DOTTED_QUAD}`);
    else tail.push(`${before === 5 ? '' : `(?::${HEXTET}){0,${5 - before}}`}:${DOTTED_QUAD}`);
    forms.push(`(?:${HEXTET}:){${before}}(?:${tail.join('|')}|:)`);
  }
  forms.push(`:(?:(?::${HEXTET}){1,7}|(?::${HEXTET}){0,5}:${DOTTED_QUAD}|:)`);
  return `(?:${forms.join('|')})(?:%.+)?`;
}

const QUOTED = ['"', "'", '`'].map((quote) => `${quote}(?:\\\\.|[^\\\\${quote}])*${quote}`).join('|');

export const GROK_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['WORD', '\\b\\w+\\b'],
  ['NOTSPACE', '\\S+'],
  ['SPACE', '\\s*'],
  ['DATA', '.*?'],
  ['GREEDYDATA', '.*'],
  ['INT', '[+-]?[0-9]+'],
  // It gives back none of its digits, an atomic group on the server.
  ['BASE10NUM', '(?<![0-9.+-])[+-]?(?:[0-9]+(?:\\.[0-9]+|(?!\\.[0-9]))|\\.[0-9]+)(?![0-9])'],
  ['NUMBER', '%{BASE10NUM}'],
  ['BASE16NUM', '(?<![0-9A-Fa-f])[+-]?(?:0x)?[0-9A-Fa-f]+'],
  ['POSINT', '\\b[1-9][0-9]*\\b'],
  ['NONNEGINT', '\\b[0-9]+\\b'],
  ['QUOTEDSTRING', `(?<!\\\\)(?:${QUOTED})`],
  ['QS', '%{QUOTEDSTRING}'],
  ['UUID', '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'],
  ['CISCOMAC', '[0-9A-Fa-f]{4}(?:\\.[0-9A-Fa-f]{4}){2}'],
  ['WINDOWSMAC', '[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}'],
  ['COMMONMAC', '[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}'],
  ['MAC', '%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC}'],
  ['IPV4', `(?<![0-9])${DOTTED_QUAD}(?![0-9])`],
  ['IPV6', ipv6()],
  ['IP', '%{IPV6}|%{IPV4}'],
  ['HOSTNAME', '\\b[0-9A-Za-z][0-9A-Za-z-]{0,62}(?:\\.[0-9A-Za-z][0-9A-Za-z-]{0,62})*(?:\\.?|\\b)'],
  ['IPORHOST', '%{IP}|%{HOSTNAME}'],
  ['HOSTPORT', '%{IPORHOST}:%{POSINT}'],
  ['USERNAME', '[\\w.-]+'],
  ['USER', '%{USERNAME}'],
  ['EMAILLOCALPART', '[A-Za-z][\\w.+=:/0-9,;<-]+'],
  ['EMAILADDRESS', '%{EMAILLOCALPART}@%{HOSTNAME}'],
  ['UNIXPATH', '(?:/(?:[\\w%!$@:.,+~-]|\\\\.)*)+'],
  ['WINPATH', '(?:[A-Za-z]+:|\\\\)(?:\\\\[^\\\\?*]*)+'],
  ['PATH', '%{UNIXPATH}|%{WINPATH}'],
  ['URIPROTO', '[A-Za-z][A-Za-z0-9+.-]+'],
  ['URIHOST', '%{IPORHOST}(?::%{POSINT:port})?'],
  ['URIPATH', "(?:/[\\w$.+!*'(){},~:;=@#%&-]*)+"],
  ['URIPARAM', "\\?[\\w$.+!*'|(){},~@#%&/=:;?\\-\\[\\]<>]*"],
  ['URIPATHPARAM', '%{URIPATH}(?:%{URIPARAM})?'],
  ['URI', '%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?'],
  [
    'MONTH',
    '\\b(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|' +
      '[Aa]ug(?:ust)?|[Ss]ep(?:tember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\\b',
  ],
  ['MONTHNUM', '(?:0?[1-9]|1[0-2])'],
  ['MONTHDAY', '(?:0[1-9]|[12][0-9]|3[01]|[1-9])'],
  ['DAY', '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?'],
  ['YEAR', '(?:[0-9]{4}|[0-9]{2})'],
  ['HOUR', '(?:2[0-3]|[01]?[0-9])'],
  ['MINUTE', '[0-5][0-9]'],
  ['SECOND', '(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?'],
  ['TIME', '%{HOUR}:%{MINUTE}:%{SECOND}(?![0-9])'],
  ['DATE_US', '%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}'],
  ['DATE_EU', '%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}'],
  ['DATE', '%{DATE_US}|%{DATE_EU}'],
  ['DATESTAMP', '%{DATE}[- ]%{TIME}'],
  ['ISO8601_TIMEZONE', '(?:Z|[+-]%{HOUR}:?%{MINUTE})'],
  ['ISO8601_HOUR', '(?:2[0-3]|[01][0-9])'],
  ['ISO8601_SECOND', '%{SECOND}'],
  [
    'TIMESTAMP_ISO8601',
    '%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{ISO8601_HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?',
  ],
  ['TZ', '(?:[APMCE][SD]T|UTC)'],
  ['HTTPDATE', '%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}'],
  ['SYSLOGTIMESTAMP', '%{MONTH} +%{MONTHDAY} %{TIME}'],
  ['PROG', '[!-Z\\\\^-~]+'],
  [
    'LOGLEVEL',
    '(?:[Aa]lert|ALERT|[Tt]race|TRACE|[Dd]ebug|DEBUG|[Nn]otice|NOTICE|[Ii]nfo|INFO|' +
      '[Ww]arn?(?:ing)?|WARN?(?:ING)?|[Ee]rr?(?:or)?|ERR?(?:OR)?|[Cc]rit?(?:ical)?|CRIT?(?:ICAL)?|' +
      '[Ff]atal|FATAL|[Ss]evere|SEVERE|EMERG(?:ENCY)?|[Ee]merg(?:ency)?)',
  ],
]);

const URI_QUERY = "[\\w$.+!*'|(){},~@#%&/=:;?\\-\\[\\]<>]*";
const LOCAL = "[0-9A-Za-z!#$%&'*+\\-/=?^_`{|}~]";

/** The library of the mode `v1`, as far as it is another. */
export const GROK_PATTERNS_V1: ReadonlyMap<string, string> = new Map([
  ...[...GROK_PATTERNS].filter(([name]) => name !== 'ISO8601_HOUR'),
  // The server also limits the length, to more than any address has.
  ['EMAILLOCALPART', `${LOCAL}+(?:\\.${LOCAL}+)*`],
  ['UNIXPATH', '(?:/[0-9\\p{L}_%!$@:.,+~-]*)+'],
  ['URIHOST', '%{IPORHOST}(?::%{POSINT})?'],
  ['URIQUERY', URI_QUERY],
  ['URIPARAM', '\\?%{URIQUERY}'],
  [
    'TIMESTAMP_ISO8601',
    '%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?',
  ],
  [
    'LOGLEVEL',
    '(?:[Aa]lert|ALERT|[Tt]race|TRACE|[Dd]ebug|DEBUG|[Nn]otice|NOTICE|[Ii]nfo?(?:rmation)?|INFO?(?:RMATION)?|' +
      '[Ww]arn?(?:ing)?|WARN?(?:ING)?|[Ee]rr?(?:or)?|ERR?(?:OR)?|[Cc]rit?(?:ical)?|CRIT?(?:ICAL)?|' +
      '[Ff]atal|FATAL|[Ss]evere|SEVERE|EMERG(?:ENCY)?|[Ee]merg(?:ency)?)',
  ],
]);
