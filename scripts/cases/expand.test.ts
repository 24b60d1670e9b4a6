import { resolve } from 'node:path';
import { loadPack } from '../content';
import { ageMilliseconds, applyJsonPatch, CaseError, expandRecords } from './expand';

describe('ageMilliseconds', () => {
  test.each([
    ['-10m', -600_000],
    ['0m', 0],
    ['-14d', -1_209_600_000],
  ])('%s is %d', (age, milliseconds) => {
    expect(ageMilliseconds(age)).toBe(milliseconds);
  });
});

describe('applyJsonPatch', () => {
  test('changes a copy', () => {
    const record = { a: 1 };
    expect(applyJsonPatch(record, [{ op: 'replace', path: '/a', value: 2 }], 'the record')).toEqual({ a: 2 });
    expect(record).toEqual({ a: 1 });
  });

  test('writes into nothing that it was given, also where a later operation goes into what an earlier one moved', () => {
    const record = { a: { deep: [1] } };
    const value = { x: [1] };
    const patch = [
      { op: 'move', from: '/a', path: '/b' },
      { op: 'add', path: '/b/deep/-', value: 2 },
      { op: 'add', path: '/c', value },
      { op: 'add', path: '/c/x/0', value: 0 },
    ];
    expect(applyJsonPatch(record, patch, 'the record')).toEqual({ b: { deep: [1, 2] }, c: { x: [0, 1] } });
    expect(record).toEqual({ a: { deep: [1] } });
    expect(value).toEqual({ x: [1] });
  });

  test.each([
    ['a path that is not there', [{ op: 'replace', path: '/b', value: 1 }], 'CASE_PATCH_FAILED'],
    ['a parent that is not there', [{ op: 'add', path: '/b/c', value: 1 }], 'CASE_PATCH_FAILED'],
    ['a removal of nothing', [{ op: 'remove', path: '/b' }], 'CASE_PATCH_FAILED'],
    ['a change that changes nothing', [{ op: 'replace', path: '/a', value: 1 }], 'CASE_PATCH_NO_CHANGE'],
    ['a prototype', [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 'CASE_PATCH_FAILED'],
  ])('refuses %s', (_, patch, code) => {
    expect(() => applyJsonPatch({ a: 1 }, patch, 'the record')).toThrow(CaseError);
    try {
      applyJsonPatch({ a: 1 }, patch, 'the record');
    } catch (error) {
      expect((error as CaseError).code).toBe(code);
    }
  });
});

describe('expandRecords', () => {
  const { rules, streams } = loadPack(resolve(__dirname, '..', '..'));
  const rule = rules.find(({ slug }) => slug === 'exo-management-role-assignment')!;
  const record = { data_stream: { dataset: 'azure.auditlogs', namespace: 'default' }, message: 'x' };
  const integration = { id: 'integration', title: 'a', already: 'ecs', record } as const;
  const filebeat = {
    id: 'filebeat',
    title: 'b',
    of: 'integration',
    patch: [{ op: 'remove' as const, path: '/data_stream' }],
  };
  const file = { rule: rule.slug, hits: [integration, filebeat], near_misses: [] };
  const expand = (definition: Parameters<typeof expandRecords>[0]): unknown[] =>
    expandRecords(definition, { file, rule, streams }).map(({ stream, index, content }) => [
      stream.dataset,
      index,
      content.value,
    ]);

  test('a finished document belongs to the stream that it names, and lies in its index', () => {
    expect(expand(integration)).toEqual([['azure.auditlogs', 'logs-azure.auditlogs-default', record]]);
  });

  test('what refers to a case has its stream and its patches', () => {
    expect(expand({ id: 'third', title: 'c', of: 'filebeat' })).toEqual([
      ['azure.auditlogs', 'filebeat-9.4.3-azure.auditlogs', { message: 'x' }],
    ]);
  });

  test('a raw record goes to the stream itself, by default the first of the rule', () => {
    expect(expand({ id: 'raw', title: 'd', record })).toEqual([['o365.audit', undefined, record]]);
  });
});
