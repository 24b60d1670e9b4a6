import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT, TENANT, startManagementApi } from '../../fixtures/management-api';
import type { TenantOptions } from '../../fixtures/management-api';
import { CliProcess } from '../testing/cli-process';
import { mockTenantEntry } from '../testing/mock-tenant';

const folder = mkdtempSync(join(tmpdir(), 'bad-collect-tenant-'));
/** Of two processes, milliseconds. */
const LONGEST = 60_000;
const NOBODY = 'http://127.0.0.1:1';

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Bad {
  readonly tenant?: Omit<TenantOptions, 'id'>;
  readonly secret?: string;
  /** That the configuration names. */
  readonly tenantId?: string;
  /** Of the log of a run: code and cure. */
  readonly says: readonly [code: string, cure: RegExp];
  /** Of a check. */
  readonly finds: RegExp;
}

const bad: Readonly<Record<string, Bad>> = {
  'a wrong secret': {
    secret: 'q~8Q-not-the-real-one',
    says: ['AADSTS7000215', /take its value, not its id/],
    finds: /ERROR {3}contoso\.com: .*AADSTS7000215.*\n.*take its value, not its id/,
  },
  'a secret that has expired': {
    tenant: { clients: [{ ...CLIENT, secretExpires: 1 }] },
    says: ['AADSTS7000222', /create a new one under “Certificates & secrets”/],
    finds: /ERROR {3}contoso\.com: .*AADSTS7000222.*\n.*create a new one/,
  },
  'a permission that is not granted': {
    tenant: { clients: [{ ...CLIENT, roles: ['ServiceHealth.Read'] }] },
    says: ['AF10001', /Grant the application permission ActivityFeed\.Read/],
    finds: /ERROR {3}contoso\.com: the permission ActivityFeed\.Read is not granted\n.*Grant admin consent/,
  },
  'a tenant that nobody knows': {
    tenantId: '99999999-2222-4333-8444-555555555555',
    says: ['AADSTS90002', /There is no such tenant: check tenant_id and cloud/],
    finds: /ERROR {3}contoso\.com: .*AADSTS90002.*\n.*check tenant_id and cloud/,
  },
  'an audit log that is switched off': {
    tenant: { auditing: false, subscriptions: [] },
    says: ['AUDIT_OFF', /Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled \$true/],
    finds:
      /Audit\.Exchange is not subscribed yet\n.*unified audit log is switched off.*Set-AdminAuditLogConfig/,
  },
};

test.each(Object.entries(bad))(
  '%s is told by a run (exit code 1) and by a check, with the cure',
  async (_, { tenant, secret = CLIENT.secret, tenantId = TENANT, says: [code, cure], finds }) => {
    await using api = await startManagementApi({ tenants: [{ id: TENANT, ...tenant }] });
    const config = {
      id: 10001,
      tenants: [{ ...mockTenantEntry(api.url, 'COLLECT_TEST_SECRET'), tenant_id: tenantId }],
      elasticsearch: { url: NOBODY },
    };
    const file = join(folder, 'collector.json');
    writeFileSync(file, JSON.stringify(config));
    const call = (option: string): CliProcess =>
      new CliProcess(['collect', '--config', file, option], { COLLECT_TEST_SECRET: secret });
    const [run, check] = await Promise.all([call('--once').ended, call('--check').ended]);
    const errors = run.stdout
      .split('\n')
      .filter((line) => line.includes('"level":"error"'))
      .map((line) => JSON.parse(line) as unknown);
    expect(errors).toEqual([
      expect.objectContaining({ code, cure: expect.stringMatching(cure) as string, tenant: 'contoso.com' }),
    ]);
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(check.stdout).toMatch(finds);
    expect(check.exitCode).toBe(1);
    for (const { stdout, stderr } of [run, check]) expect(stdout + stderr).not.toContain(secret);
  },
  LONGEST,
);
