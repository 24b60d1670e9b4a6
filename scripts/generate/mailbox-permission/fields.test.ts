import { Random } from '../random';
import { makeTenant } from '../tenant';
import { chiSquareProbability } from '../../testing/chi-square';
import { mailboxPermissionRecords } from './generate';
import type { GrantEmission, GrantProfile } from './generate';

const profile = {
  seed: 'fields',
  users: 300,
  start: Date.UTC(2026, 2, 2),
  days: 8,
  timeZone: 'Europe/Berlin',
  mailboxPermissionsPerHour: 3,
};
const tenant = makeTenant(profile);

function records(dialect: GrantProfile['dialect'], seed = 'fields'): GrantEmission[] {
  return [
    ...mailboxPermissionRecords(tenant, { ...profile, dialect }, Random.of(seed, 'mailbox-permission')),
  ];
}

type Parsed = Record<string, unknown> & { Parameters: { Name: string; Value: string }[] };

const parsed = (emissions: readonly GrantEmission[]): Parsed[] =>
  emissions.map(({ text }) => JSON.parse(text) as Parsed);

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const endpoint = /^(\d+\.\d+\.\d+\.\d+|\[2001:db8:[0-9a-f:]+\]):\d{5}$/;
const upn = /^[^@"\\]+@contoso\.(com|onmicrosoft\.com)$/;
const text = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const documentRecord = {
  CreationTime: text(/^2026-03-\d\dT\d\d:\d\d:\d\dZ$/),
  Id: text(guid),
  Operation: 'Add-MailboxPermission',
  OrganizationId: tenant.id,
  RecordType: 1,
  ResultStatus: text(/^(Success|Failed)$/),
  UserKey: text(upn),
  UserType: 2,
  Workload: 'Exchange',
  UserId: text(upn),
  ClientIP: text(endpoint),
  ObjectId: text(upn),
  ExternalAccess: expect.any(Boolean) as unknown,
  OrganizationName: 'contoso.onmicrosoft.com',
  OriginatingServer: text(/^[A-Z]{2}\w\w\w\d\dMB\d{4} \(15\.20\.7654\.\d\d\)$/),
  Parameters: [
    { Name: 'Identity', Value: text(upn) },
    { Name: 'User', Value: text(upn) },
    { Name: 'AccessRights', Value: text(/^(FullAccess|SendAs|SendOnBehalf|ReadPermission)$/) },
    { Name: 'InheritanceType', Value: 'All' },
    { Name: 'Automapping', Value: text(/^(True|False)$/) },
  ],
  SessionId: text(guid),
  ClientInfoString: text(/^Client=(PowerShell|WebServices|EAC);Version=15\.20;$/),
  Item: { Id: text(upn), ParentFolder: { Path: '\\' } },
  ModifiedProperties: [
    { Name: 'AccessRights', NewValue: text(/./), OldValue: '' },
    { Name: 'User', NewValue: text(upn), OldValue: '' },
  ],
};

const wireRecord = {
  CreationTime: text(/^2026-03-\d\dT\d\d:\d\d:\d\d$/),
  Id: text(guid),
  Operation: text(/^(Add-MailboxPermission|Add-RecipientPermission|Set-Mailbox)$/),
  OrganizationId: tenant.id,
  RecordType: 1,
  UserKey: text(/^[0-9A-F]{16}$/),
  UserType: 2,
  Version: 1,
  Workload: 'Exchange',
  UserId: text(upn),
  ResultStatus: text(/^(True|False)$/),
  ClientIP: text(endpoint),
  ObjectId: text(/^NAMPR01A008\.prod\.outlook\.com\/[\w ]+\/contoso\.onmicrosoft\.com\/[^/@]+$/),
  AppId: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
  ClientAppId: '',
  ExternalAccess: false,
  OrganizationName: 'contoso.onmicrosoft.com',
  OriginatingServer: text(/^[A-Z]{2}\w\w\w\d\dMB\d{4} \(15\.20\.7654\.\d{3}\)$/),
  TokenObjectId: text(guid),
  TokenTenantId: tenant.id,
  SessionId: text(guid),
  Parameters: expect.any(Array) as unknown,
};

describe('a record', () => {
  it('has all 25 fields of the document and no other', () => {
    for (const record of parsed(records('document'))) expect(record).toEqual(documentRecord);
  });

  it('has the fields that Microsoft sends and no other', () => {
    for (const record of parsed(records('wire'))) expect(record).toEqual(wireRecord);
  });

  it('names mailbox, grantee and right the same wherever the document repeats them', () => {
    for (const record of parsed(records('document'))) {
      const [identity, user, rights] = record.Parameters.map(({ Value }) => Value);
      expect(record).toMatchObject({
        ObjectId: identity,
        Item: { Id: identity },
        ModifiedProperties: [{ NewValue: rights }, { NewValue: user }],
        UserKey: record['UserId'],
      });
    }
  });

  it('comes from an account that administers', () => {
    const administrators = new Set(tenant.administrators.map((person) => person.upn));
    for (const record of parsed(records('wire'))) expect(administrators).toContain(record['UserId']);
  });

  it.each(['document', 'wire'] as const)('says when it happened (%s)', (dialect) => {
    for (const { occurred, arrival, text: json } of records(dialect)) {
      const { CreationTime } = JSON.parse(json) as { CreationTime: string };
      expect(Date.parse(`${CreationTime.slice(0, 19)}Z`)).toBe(occurred);
      expect(arrival).toBe(occurred);
    }
  });

  it('grants each right by the parameters of its cmdlet on the wire', () => {
    const shapes = new Set(
      parsed(records('wire')).map(
        ({ Operation, Parameters }) => `${String(Operation)} ${Parameters.map(({ Name }) => Name).join(' ')}`,
      ),
    );
    expect([...shapes].sort()).toEqual([
      'Add-MailboxPermission Identity User AccessRights InheritanceType',
      'Add-MailboxPermission Identity User AccessRights InheritanceType AutoMapping',
      'Add-RecipientPermission Identity Trustee AccessRights Confirm',
      'Set-Mailbox Identity GrantSendOnBehalfTo',
    ]);
  });
});

describe('the choices', () => {
  const some = parsed(records('document'));
  const ordinary = records('document').filter(({ truth }) =>
    truth.patterns.every((name) => name === 'off-hours'),
  );

  it.each([
    ['ResultStatus', { Success: 3, Failed: 1 }],
    ['ExternalAccess', { false: 2, true: 1 }],
    ['ClientInfoString', { PowerShell: 1, WebServices: 1, EAC: 1 }],
  ])('weigh %s as the document does', (field, weights) => {
    const sum = Object.values(weights).reduce((total, weight) => total + weight);
    const counts = Object.keys(weights).map(
      (value) => some.filter((record) => String(record[field]).includes(value)).length,
    );
    const expected = Object.values(weights).map((weight) => (some.length * weight) / sum);
    expect(counts.reduce((total, count) => total + count)).toBe(some.length);
    expect(chiSquareProbability(counts, expected)).toBeGreaterThan(0.001);
  });

  it('weigh the rights of ordinary grants alike, and private and public addresses', () => {
    const right = ({ Parameters }: Parsed): string => Parameters[2]?.Value ?? '';
    const byRight = Map.groupBy(parsed(ordinary), right);
    const counts = [...byRight.values()].map(({ length }) => length);
    expect(chiSquareProbability(counts, Array<number>(4).fill(ordinary.length / 4))).toBeGreaterThan(0.001);
    const inside = some.filter(({ ClientIP }) => String(ClientIP).startsWith('10.')).length;
    const half = some.length / 2;
    expect(chiSquareProbability([inside, some.length - inside], [half, half])).toBeGreaterThan(0.001);
  });
});

describe('the bytes', () => {
  it.each(['document', 'wire'] as const)('are the same for the same seed (%s)', (dialect) => {
    expect(records(dialect)).toEqual(records(dialect));
    expect(records(dialect)).not.toEqual(records(dialect, 'another'));
  });

  it('tell the same grants in both dialects', () => {
    const told = (dialect: GrantProfile['dialect']): unknown[] =>
      records(dialect).map(({ occurred, label, truth }) => ({ occurred, label, patterns: truth.patterns }));
    expect(told('wire')).toEqual(told('document'));
  });

  it('are labelled by record id, where a pattern is followed', () => {
    for (const { label, text: json, truth } of records('wire')) {
      const { Id } = JSON.parse(json) as { Id: string };
      expect(label).toBe(truth.patterns.length > 0 ? Id : undefined);
      expect(json).not.toContain('off-hours');
    }
  });
});
