import { NOT_ACCEPTED, actionFor, refusalOf } from '../api/answer';
import { certificateCure, isCertificateTrouble } from '../api/certificate-trouble';
import { tokenSource } from '../api/tenant-client';
import { TokenRefusedError } from '../api/token';
import type { Clock } from '../clock';
import type { TenantConfig } from '../config/collector-config';
import { SecretError } from '../config/secret';
import { CONTENT_TYPES } from '../services';
import type { FetchLike } from './fetch-like';
import { findingsAbout } from './finding';
import type { Finding } from './finding';
import { tokenRoles } from './token-roles';

const MINUTE = 60_000;
const AUDIT_OFF =
  'Switch it on: Microsoft Purview portal → Audit → Start recording user and admin activity, or in Exchange Online ' +
  'PowerShell Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true; it takes up to an hour.';

export interface TenantCheckParts {
  readonly fetch: FetchLike;
  readonly clock: Pick<Clock, 'now'>;
}

/** Asks for tokens and lists the subscriptions; starts and changes nothing. */
export async function checkTenant(tenant: TenantConfig, parts: TenantCheckParts): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (tenant.feeds.length > 0) {
    const { token, found } = await tokenFor(tenant, tenant.cloud.managementApi, parts);
    findings.push(...found);
    if (token !== undefined) {
      findings.push(...feedRoles(tenant, token), ...(await subscriptions(tenant, token, parts)));
    }
  }
  if (tenant.pimAlerts) {
    const { token, found } = await tokenFor(tenant, tenant.cloud.graph, parts);
    findings.push(...found);
    if (token !== undefined) findings.push(pimRole(tenant, token));
  }
  if (findings.length > 0) return findings;
  return [findingsAbout(tenant.name).warning('no service is switched on', 'Name one below “services”.')];
}

async function tokenFor(
  tenant: TenantConfig,
  resource: string,
  { fetch, clock }: TenantCheckParts,
): Promise<{ token?: string; found: Finding[] }> {
  const { ok, error } = findingsAbout(tenant.name);
  const source = tokenSource(tenant, resource, (url, form) => fetch(url, { method: 'POST', form }), clock);
  try {
    return { token: await source.token(), found: [ok(`a token for ${resource} was given`)] };
  } catch (failure) {
    const { message } = failure as Error;
    if (failure instanceof SecretError) {
      return { found: [error(message, 'Set it where the collector runs; “client_secret” names it.')] };
    }
    if (failure instanceof TokenRefusedError) {
      const where = 'Microsoft Entra admin center → App registrations';
      return { found: [error(message, `${failure.cure} (${where})`)] };
    }
    return {
      found: [
        error(
          `no answer from ${tenant.cloud.login}: ${message}`,
          noAnswerCure(
            failure as Error,
            'Check the network, “proxy” and “ca” of the configuration, then check again.',
          ),
        ),
      ],
    };
  }
}

function noAnswerCure(failure: Error, otherwise: string): string {
  return isCertificateTrouble(failure) ? certificateCure('ca') : otherwise;
}

function grant(role: string, api: string): string {
  return (
    `Microsoft Entra admin center → App registrations → the application → API permissions → Add a permission → ${api} → ` +
    `Application permissions → ${role}; then Grant admin consent.`
  );
}

function feedRoles(tenant: TenantConfig, token: string): Finding[] {
  const { ok, warning, error } = findingsAbout(tenant.name);
  const roles = tokenRoles(token);
  if (roles === undefined) return [warning('the token does not say which permissions it holds')];
  const api = 'Office 365 Management APIs';
  const needed = ['ActivityFeed.Read', ...(tenant.feeds.includes('dlp') ? ['ActivityFeed.ReadDlp'] : [])];
  const findings = needed.map((role) =>
    roles.includes(role)
      ? ok(`${role} is granted`)
      : error(`the permission ${role} is not granted`, grant(role, api)),
  );
  const health = 'ServiceHealth.Read';
  const about = roles.includes(health)
    ? ok(`${health} is granted; the collector does not need it`)
    : ok(`${health} is not granted; the collector does not need it. To grant it:`, grant(health, api));
  return [...findings, about];
}

function pimRole(tenant: TenantConfig, token: string): Finding {
  const { ok, error } = findingsAbout(tenant.name);
  const role = 'RoleManagementAlert.Read.Directory';
  const held = tokenRoles(token) ?? [];
  return held.includes(role) || held.includes('RoleManagementAlert.ReadWrite.Directory')
    ? ok(`${role} is granted`)
    : error(`the permission ${role} is not granted`, grant(role, 'Microsoft Graph'));
}

async function subscriptions(
  tenant: TenantConfig,
  token: string,
  { fetch, clock }: TenantCheckParts,
): Promise<Finding[]> {
  const { error } = findingsAbout(tenant.name);
  const { tenantId, cloud } = tenant;
  const url = `${cloud.managementApi}/api/v1.0/${tenantId}/activity/feed/subscriptions/list?PublisherIdentifier=${tenantId}`;
  try {
    const { status, headers, body } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const skew = skewOf(tenant, headers['date'], clock.now());
    if (status === 200) return [...skew, ...states(tenant, body)];
    return [...skew, refused(tenant, status, body, clock.now())];
  } catch (failure) {
    return [
      error(
        `no answer from ${cloud.managementApi}: ${(failure as Error).message}`,
        noAnswerCure(
          failure as Error,
          'Check the network, “proxy”, “ca” and “cloud” of the configuration, then check again.',
        ),
      ),
    ];
  }
}

function refused(tenant: TenantConfig, status: number, body: string, now: number): Finding {
  const { error } = findingsAbout(tenant.name);
  const refusal = refusalOf(status, body, undefined, now);
  const told = actionFor(refusal, 'read');
  // The token is a minute old at most: another one would not help.
  const action = told.do === 'renew' ? NOT_ACCEPTED : told;
  if (action.do === 'audit-off') return error('the unified audit log is switched off', AUDIT_OFF);
  const cure = 'cure' in action ? action.cure : 'Check again in some minutes.';
  return error(`the subscriptions cannot be listed: ${refusal.code ?? status}: ${refusal.message}`, cure);
}

function states(tenant: TenantConfig, body: string): Finding[] {
  const { ok, warning, error } = findingsAbout(tenant.name);
  let listed: { contentType?: string; status?: string }[];
  try {
    listed = JSON.parse(body) as typeof listed;
    if (!Array.isArray(listed)) throw new TypeError('no list');
  } catch {
    return [error('the list of subscriptions is no JSON', 'Does a proxy answer in place of Microsoft?')];
  }
  const found = new Map(listed.map(({ contentType, status }) => [contentType, status]));
  return tenant.feeds.map((feed) => {
    const type = CONTENT_TYPES[feed];
    const state = found.get(type);
    if (state === 'enabled') return ok(`${type} is subscribed`);
    if (state === undefined) {
      return warning(
        `${type} is not subscribed yet`,
        'The collector starts it. That fails where the unified audit log is switched off. ' + AUDIT_OFF,
      );
    }
    return warning(
      `the subscription of ${type} is ${state}`,
      'Somebody stopped it; the collector starts it again. What was logged in between is lost.',
    );
  });
}

function skewOf(tenant: TenantConfig, date: string | undefined, now: number): Finding[] {
  const ahead = now - Date.parse(date ?? '');
  if (Number.isNaN(ahead) || Math.abs(ahead) <= MINUTE) return [];
  const seconds = Math.round(Math.abs(ahead) / 1000);
  return [
    findingsAbout(tenant.name).warning(
      `the clock of this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} Microsoft’s`,
      'Let it be set by NTP: times of arrival and lag are told by it.',
    ),
  ];
}
