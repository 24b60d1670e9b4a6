import { code, fencedBlock, headingAnchor, markdownTable, plainText } from './markdown';

describe('plainText', () => {
  test.each([
    ['Only -Identity tells: */ceo.', 'Only -Identity tells: \\*/ceo.'],
    ['a | b', 'a \\| b'],
    ['NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\\\SYSTEM'],
    ['full_access_as_app and _raw', 'full_access_as_app and \\_raw'],
    ['<script> [x] `y` ~z~', '\\<script\\> \\[x\\] \\`y\\` \\~z\\~'],
    ['R&D &amp;', 'R&D &amp;amp;'],
  ])('%s', (text, escaped) => {
    expect(plainText(text)).toBe(escaped);
  });
});

describe('code', () => {
  test.each([
    ['user.id', '`user.id`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
  ])('%s', (text, span) => {
    expect(code(text)).toBe(span);
  });
});

test('a fence is longer than any run of backticks in its text', () => {
  expect(fencedBlock('kql', 'a: "```"')).toBe('````kql\na: "```"\n````');
});

test('a table has its bars escaped once, in text and in code, and its lines joined', () => {
  expect(markdownTable(['a', 'b'], [[plainText('x|y'), `${code('k: a|b')}\nnext`]])).toBe(
    '| a | b |\n| --- | --- |\n| x\\|y | `k: a\\|b` next |',
  );
});

describe('headingAnchor', () => {
  test.each([
    ['By tactic and technique', 'by-tactic-and-technique'],
    ['PIM alert: Roles don’t require MFA (v2)', 'pim-alert-roles-dont-require-mfa-v2'],
    ['What `verify` says', 'what-verify-says'],
  ])('%s', (heading, anchor) => {
    expect(headingAnchor(heading)).toBe(anchor);
  });
});
