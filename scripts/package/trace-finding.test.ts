import type { PackageParts } from './package-part';
import type { SpecFinding } from './spec-validator';
import { traceFindings } from './trace-finding';

const parts: PackageParts = new Map(
  ['manifest.yml', 'changelog.yml', 'data_stream/audit/manifest.yml', 'kibana/security_rule/a_1.json'].map(
    (path) => [path, { content: '', source: `source of ${path}` }],
  ),
);

function finding(message: string, more: Partial<SpecFinding> = {}): SpecFinding {
  return { package: '/tmp/x/pack-1.0.0', severity: 'error', code: '', message, ...more };
}

describe('traceFindings', () => {
  test.each([
    ['file "/tmp/x/pack-1.0.0/manifest.yml" is invalid: no', 'manifest.yml'],
    [
      'file "/tmp/x/pack-1.0.0/data_stream/audit/manifest.yml" is invalid: no',
      'data_stream/audit/manifest.yml',
    ],
    [
      'expected field "@timestamp" with type "date" not found in datastream "audit"',
      'data_stream/audit/manifest.yml',
    ],
    ["current manifest version doesn't have changelog entry", 'changelog.yml'],
    ['item [b.json] is not allowed in folder [/tmp/x/pack-1.0.0/kibana]', undefined],
  ])('%s', (message, path) => {
    const [traced] = traceFindings([finding(message)], parts);
    expect(traced).toMatchObject({ code: 'PACKAGE_SPEC', severity: 'error' });
    expect(traced?.path).toBe(path);
    expect(traced?.source).toBe(path && `source of ${path}`);
    expect(traced?.message).not.toContain('/tmp');
  });

  test('what holds of the folder and of the zip is said once', () => {
    const zip = '/tmp/x/pack-1.0.0.zip';
    const traced = traceFindings(
      [
        finding('file "/tmp/x/pack-1.0.0/manifest.yml" is invalid: no'),
        finding(`file "${zip}/manifest.yml" is invalid: no`, { package: zip }),
        finding(`file "${zip}/manifest.yml" is old`, { package: zip, severity: 'warning', code: 'SVR00001' }),
      ],
      parts,
    );
    expect(traced.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      ['error', 'PACKAGE_SPEC', 'file "manifest.yml" is invalid: no'],
      ['warning', 'SVR00001', 'file "manifest.yml" is old'],
    ]);
  });
});
