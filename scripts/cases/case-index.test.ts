import { resolve } from 'node:path';
import { loadPack } from '../content';
import { documentIndex } from './case-index';

const { streams } = loadPack(resolve(__dirname, '..', '..'));
const audit = streams.get('o365.audit')!;
const withPatterns = (...index_patterns: string[]): typeof audit => ({
  ...audit,
  config: { ...audit.config, index_patterns },
});

describe('a finished document lies in', () => {
  test.each([
    [{ data_stream: { type: 'logs', dataset: 'o365.audit', namespace: 'prod' } }, 'logs-o365.audit-prod'],
    [{ data_stream: { dataset: 'azure.auditlogs' } }, 'logs-azure.auditlogs-default'],
    [{}, 'filebeat-9.4.3-o365.audit'],
    [{ data_stream: 'nonsense' }, 'filebeat-9.4.3-o365.audit'],
  ])('%j → %s', (document, index) => {
    expect(documentIndex(document, audit)).toBe(index);
  });

  test('the stream itself when it says so', () => {
    const own = { data_stream: { dataset: 'o365_rulepack.audit', namespace: 'default' } };
    expect(documentIndex(own, audit)).toBeUndefined();
  });

  test('the stream itself when it names no data stream and no rule looks at Filebeat’s indices', () => {
    expect(documentIndex({}, withPatterns('logs-o365*'))).toBeUndefined();
  });
});
