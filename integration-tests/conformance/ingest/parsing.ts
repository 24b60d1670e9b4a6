import fc from 'fast-check';
import type { Optional, Step } from './step';
import { flag, given, processor, simple, variants } from './step';
import { path } from './values';

const optional: Optional = { target_field: path, ignore_missing: flag };

const JSON_TEXTS = [
  ...[
    '{"a":1,"b":{"c":[1,2.5,null]}}',
    '[1,"x"]',
    '"x"',
    '5',
    'true',
    'null',
    '',
    '  ',
    '{"a":1} x',
    '{"a":1}{"b":2}',
  ],
  ...[
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":2}}',
    '/*c*/{"a":1}',
    "{'a':1}",
    '{a:1}',
    '[1,]',
    'NaN',
    '01',
    '-',
    '1 2',
    '{"a"',
  ],
  ...[
    '{"a":"\\u00e4\\ud83d\\ude00"}',
    '"a\nb"',
    '// c\n1',
    '{"_id":"z","a":9}',
    '{"x.y":1}',
    '{"":1}',
    'truex',
    '123abc',
    '"x"y',
  ],
  ...[
    '[[[]]]',
    '{"o":{"x":2},"a":null}',

    'tru',
    '[1',
    '"x',
    '{"a":1,}',
    '\ufeff1',
    '.5',
    '+1',
    '1.',
    '-0',
    '[,1]',
    '{"a":tru}',
  ],
];
const EXACT_JSON = ['1.0', '-0', '-0.0', '[1e5]', '9007199254740993', '{"a":1.0,"b":9007199254740993}'];
const JSON_LIKES = [...JSON_TEXTS, ...EXACT_JSON, 5, true, null, { x: 1 }, [1]];

const json = fc.oneof(
  simple('json', JSON_LIKES, { target_field: path, strict_json_parsing: flag, allow_duplicate_keys: flag }),
  processor('json', variants([{ add_to_root: true }, ...JSON_LIKES]), {
    add_to_root_conflict_strategy: fc.constantFrom('replace', 'merge'),
    strict_json_parsing: flag,
  }),
);

const kv = processor(
  'kv',
  variants(
    [
      { field_split: ' ', value_split: '=' },
      'a=1 b=2',
      'a=1 a=2 a=3',
      'a=1 b',
      'x.y=1 k=',
      '=1',
      'a==1',
      '',
      ' a=1',
      'a=1  b=2',
    ],
    [{ field_split: '&', value_split: '=' }, 'a=1&b=2', 'a=1&&b=2'],
    [{ field_split: ',\\s*', value_split: '[:=]' }, 'a:1, b=(2),c: "3"', 'a:"x",b:<y>,c:[z]', "k:'v"],
    [{ field_split: ' ', value_split: '=', trim_key: '_', trim_value: '"' }, '_a_="1" b__=2"'],
    [{ field_split: ' ', value_split: '=', trim_value: 'a-c' }, 'x=abcxcba y=a'],
    [{ field_split: ' ', value_split: '=', include_keys: ['a', 'b'] }, 'a=1 b=2 c=3'],
    [{ field_split: ' ', value_split: '=', exclude_keys: ['a'] }, 'a=1 b=2'],
    [{ field_split: ' (?=[a-z]=)', value_split: '=' }, 'a=1 2 b=3'],
    [{ field_split: '', value_split: '' }, 'ab'],
  ),
  { ...optional, prefix: fc.constantFrom('p_', 'p.', ''), strip_brackets: flag },
);

const URIS = [
  ...[
    'https://user:pw@www.contoso.com:8443/a/b.tar.gz?q=1&r#frag',
    'http://example.com',
    'http://example.com/',
    '/a/b.c',
  ],
  ...[
    'mailto:user@contoso.com',
    'urn:x:y',
    'http://192.0.2.1:80/x',
    'http://[2001:db8::1]:9/p',
    'http://a b/',
    'x',
    '',
    'http:///x',
  ],
  ...[
    'http://example.com/%41?%42#%43',
    'HTTP://Example.COM/A.B/c',
    'http://example.com:/x',
    'http://example.com:x/',
    'http://u@example.com',
  ],
  ...[
    'http://u:@example.com',
    'http://:p@example.com',
    '//example.com/x',
    '?q',
    '#f',
    'http://example.com/a.b/',
    'http://example.com/.x',
  ],
  ...[
    'http://ex_ample.com/x',
    'http://example.com/ä',
    'http://example.com/x y?z=[1]',
    'http://example.com/%zz',
    'file:///c:/x.txt',
    'ftp://example.com/x;type=a',
  ],
  ...[
    'http://example.com?x.y',
    'http://example.com/a.',
    'a:b:c',
    'http://example.com:99999/',
    'http://ex.com/x|y',
    'http://-a.com',
    'javascript:alert(1)',
    'http://ä.com/',
  ],
];

const uriParts = simple('uri_parts', URIS, { ...optional, keep_original: flag, remove_if_successful: flag });

const registeredDomain = simple(
  'registered_domain',
  [
    'www.contoso.co.uk',
    'contoso.com',
    'com',
    'co.uk',
    'a.b.c.example.org',
    'WWW.Example.COM',
    'x',
    '',
    '.com',
    'contoso.com.',
    'a..com',
    '192.0.2.1',
    'foo.github.io',
    'a.kawasaki.jp',
    'city.kawasaki.jp',
    'www.ck',
    'x.ck',
    'www.example.xn--p1ai',
    'a.b.nosuchtld',
    'www.ä.de',
    'a.blogspot.com',
  ],
  { ...optional, ignore_missing: flag },
);

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17126; Pro)',
  'python-requests/2.31.0',
  'curl/8.4.0',
  'x',
];

const agentOptions = {
  ...optional,
  properties: fc.subarray(['name', 'os', 'device', 'original', 'version', 'NAME'], { maxLength: 4 }),
  extract_device_type: flag,
};

/** Its own rules know the programs that Microsoft 365 meets: no other processor writes the field that it reads. */
const userAgent = fc
  .record(agentOptions, { requiredKeys: [], noNullPrototype: true })
  .map((options): Step => ({
    processor: { user_agent: given({ field: 'agent', ...options }) },
    reads: [{ path: 'agent', likes: AGENTS, exact: true }],
  }));

/** Processors that take a text apart by a format of its own. */
export const PARSING = { json, kv, uriParts, registeredDomain, userAgent };
