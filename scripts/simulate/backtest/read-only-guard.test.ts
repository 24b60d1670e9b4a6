import { assertReadOnly, WriteRefusedError } from './read-only-guard';

test.each([
  ['POST', '/_search'],
  ['POST', '/_query'],
  ['POST', '/logs-*%2Clogs-o365.audit-default/_pit'],
  ['POST', '/.ds-logs-x-2026.03.02-000001/_eql/search'],
  ['DELETE', '/_pit'],
])('%s %s only reads', (method, path) => {
  expect(() => {
    assertReadOnly(method, path);
  }).not.toThrow();
});

test.each([
  ['PUT', '/logs-x'],
  ['DELETE', '/logs-x'],
  ['DELETE', '/_data_stream/logs-x'],
  ['POST', '/_bulk'],
  ['POST', '/logs-x/_bulk'],
  ['POST', '/logs-x/_doc'],
  ['POST', '/logs-x/_update_by_query'],
  ['POST', '/logs-x/_delete_by_query'],
  ['POST', '/logs-x/_refresh'],
  ['POST', '/_reindex'],
  ['POST', '/_security/_pit'],
  ['POST', '/logs-x/../_bulk'],
  ['POST', '/_search/scroll'],
  ['POST', '/_search?x=/../_bulk'],
  ['GET', '/_search'],
])('%s %s is refused', (method, path) => {
  expect(() => {
    assertReadOnly(method, path);
  }).toThrow(WriteRefusedError);
});
