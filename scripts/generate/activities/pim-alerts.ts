import type { Activity, Emission } from '../emission';
import { iso } from '../times';
import { RecordTemplate, slot } from './record-template';

const INTERVAL = 86_400_000 / 4;

const KINDS = [
  { type: 'StaleSignInAlert', title: 'Potential stale accounts in a privileged role' },
  {
    type: 'RolesAssignedOutsidePimAlert',
    title: 'Roles are being assigned outside of Privileged Identity Management',
  },
  { type: 'TooManyGlobalAdminsAssignedToTenantAlert', title: 'There are too many Global Administrators' },
] as const;

/** Snapshots of PIM's alerts, four times a day, none of them active. */
export const pimAlerts: Activity = {
  name: 'pim-alerts',
  *emissions(tenant, profile): Generator<Emission> {
    const templates = KINDS.map(({ type, title }) => {
      const id = `DirectoryRole_${tenant.id}_${type}`;
      const scope = { scopeType: 'DirectoryRole', scopeId: '/' };
      return new RecordTemplate({
        id,
        alertDefinitionId: id,
        ...scope,
        incidentCount: 0,
        isActive: false,
        lastModifiedDateTime: slot('time'),
        lastScannedDateTime: slot('time'),
        alertDefinition: { id, displayName: title, ...scope, severityLevel: 'medium' },
      });
    });
    const end = profile.start + profile.days * 86_400_000;
    for (let occurred = profile.start; occurred < end; occurred += INTERVAL) {
      const time = iso(occurred);
      for (const template of templates) {
        yield { occurred, arrival: occurred, stream: 'entra.pim_alert', text: template.fill({ time }) };
      }
    }
  },
};
