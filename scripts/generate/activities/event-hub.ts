import type { JsonObject } from '../../base/json';
import type { Random } from '../random';
import type { Person, Tenant } from '../tenant';
import { slot } from './record-template';
import { micros, ticks } from '../times';

export type AuditSlot =
  'time' | 'activityTime' | 'correlation' | 'number' | 'actorId' | 'actorName' | 'actor';

/** Which service writes it, and what about. */
export interface AuditKind {
  readonly operation: string;
  readonly operationType: string;
  readonly category: string;
  readonly service: string;
  /** Begins the record's id, e.g. `Directory`. */
  readonly prefix: string;
}

/** A record of Entra's audit log as a diagnostic setting sends it to an event hub. */
export function auditRecord(
  tenant: Tenant,
  { operation, operationType, category, service, prefix }: AuditKind,
  targetResources: readonly JsonObject[],
  more: JsonObject = {},
): JsonObject {
  return {
    time: slot('time'),
    resourceId: `/tenants/${tenant.id}/providers/Microsoft.aadiam`,
    operationName: operation,
    operationVersion: '1.0',
    category: 'AuditLogs',
    tenantId: tenant.id,
    resultSignature: 'None',
    durationMs: 0,
    correlationId: slot('correlation'),
    identity: slot('actorName'),
    Level: 4,
    properties: {
      id: `${prefix}_${slot('correlation')}_7KQ2D_${slot('number')}`,
      category,
      correlationId: slot('correlation'),
      result: 'success',
      resultReason: '',
      activityDisplayName: operation,
      activityDateTime: slot('activityTime'),
      loggedByService: service,
      operationType,
      userAgent: null,
      initiatedBy: {
        user: {
          id: slot('actorId'),
          displayName: slot('actorName'),
          userPrincipalName: slot('actor'),
          ipAddress: null,
          roles: [],
        },
      },
      targetResources: [...targetResources],
      additionalDetails: [],
      ...more,
    },
  };
}

/** Records of one correlation differ by their number. */
export function auditValues(
  random: Random,
  occurred: number,
  actor: Person,
  correlation = random.guid(),
): Record<AuditSlot, string> {
  return {
    time: ticks(occurred),
    activityTime: micros(occurred),
    correlation,
    number: `${10_000_000 + random.below(89_999_999)}`,
    actorId: actor.id,
    actorName: actor.name,
    actor: actor.upn,
  };
}
