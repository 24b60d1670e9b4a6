import { escapeText, markup } from './markup';

test.each([
  [
    `<script>alert("1")</script> & 'x'`,
    '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;',
  ],
  ['bell\u0007, \uFFFE and half \uD800', 'bell\uFFFD, \uFFFD and half \uFFFD'],
  ['tab\tand\nline', 'tab\tand\nline'],
])('%j is escaped', (text, expected) => {
  expect(escapeText(text)).toBe(expected);
});

test('values are escaped once, markup not again, and lists are joined', () => {
  const cells = ['<a>', '<b>'].map((text) => markup`<td title="${text}">${text}</td>`);
  expect(markup`<tr>${cells}</tr>`.text).toBe(
    '<tr><td title="&lt;a&gt;">&lt;a&gt;</td><td title="&lt;b&gt;">&lt;b&gt;</td></tr>',
  );
});
