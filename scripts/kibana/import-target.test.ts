import { ContentError } from '../base/errors';
import { importTarget, isUnencrypted } from './import-target';

describe('importTarget', () => {
  it.each([
    ['http://localhost:5601', undefined, 'http://localhost:5601/api/detection_engine/rules/_import'],
    [
      'https://example.com/kibana/',
      'default',
      'https://example.com/kibana/api/detection_engine/rules/_import',
    ],
    [
      'https://example.com/kibana',
      'soc-2',
      'https://example.com/kibana/s/soc-2/api/detection_engine/rules/_import',
    ],
  ])('%s, space %s', (kibana, space, expected) => {
    expect(importTarget({ kibana, space }).url.href).toBe(expected);
  });

  it.each([
    ['kibana.example.com', undefined, 'CALL_BAD_URL'],
    ['kibana:5601', undefined, 'CALL_BAD_URL'],
    ['ftp://example.com', undefined, 'CALL_BAD_URL'],
    ['https://elastic:secret@example.com', undefined, 'CALL_BAD_URL'],
    ['https://example.com/?x=1', undefined, 'CALL_BAD_URL'],
    ['https://example.com/s/soc', undefined, 'CALL_BAD_URL'],
    ['https://example.com/app/security/rules', undefined, 'CALL_BAD_URL'],
    ['https://example.com', 'SOC Team', 'CALL_BAD_SPACE'],
    ['https://example.com', '../admin', 'CALL_BAD_SPACE'],
  ])('refuses %s with space %s and keeps passwords to itself', (kibana, space, code) => {
    let found: unknown;
    try {
      importTarget({ kibana, space });
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ContentError);
    expect((found as ContentError).problems[0]?.code).toBe(code);
    expect(JSON.stringify((found as ContentError).problems)).not.toContain('secret');
  });

  it.each([
    ['http://localhost:5601', false],
    ['http://127.0.0.1:5601', false],
    ['http://[::1]:5601', false],
    ['http://192.0.2.1:5601', true],
    ['https://kibana.example.com', false],
  ])('%s sends the key unencrypted over a network: %s', (kibana, unencrypted) => {
    expect(isUnencrypted(importTarget({ kibana }))).toBe(unencrypted);
  });
});
