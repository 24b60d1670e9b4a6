import type { Activity, Emission } from '../emission';
import { iso } from '../times';
import { RecordTemplate, bareSlot, slot } from './record-template';

const INTERVAL = 300_000;

const CONTENT = [
  { type: 'Audit.AzureActiveDirectory', service: 'azure_active_directory', workload: 'AzureActiveDirectory' },
  { type: 'Audit.Exchange', service: 'exchange', workload: 'Exchange' },
  { type: 'Audit.SharePoint', service: 'sharepoint', workload: 'SharePoint' },
  { type: 'Audit.General', service: 'general_audit', workload: 'MicrosoftTeams' },
  { type: 'DLP.All', service: 'dlp', workload: 'DLP' },
] as const;

/** The collector says every five minutes, for each content type, that it lives. */
export const collectorHeartbeats: Activity = {
  name: 'collector-heartbeats',
  *emissions(tenant, profile, random): Generator<Emission> {
    const templates = CONTENT.map(
      ({ type, service, workload }) =>
        new RecordTemplate({
          event_id: slot('id'),
          id: '10042',
          version: '1.0.0',
          time: slot('time'),
          started: iso(profile.start),
          tenant_id: tenant.id,
          tenant_name: tenant.domain,
          content_type: type,
          service,
          workload,
          last_event: slot('last'),
          last_poll: slot('time'),
          cursor: slot('time'),
          catching_up: false,
          lag_minutes: bareSlot('lag'),
          idle_minutes: bareSlot('idle'),
          interval_seconds: INTERVAL / 1000,
          records: {
            received: bareSlot('received'),
            created: bareSlot('received'),
            duplicate: 0,
            dead_letter: 0,
          },
          blobs: { fetched: 1, waiting: 0, expired: 0 },
          requests: { sent: 2, throttled: 0, failed: 0 },
        }),
    );
    const end = profile.start + profile.days * 86_400_000;
    for (let occurred = profile.start; occurred < end; occurred += INTERVAL) {
      const time = iso(occurred);
      for (const template of templates) {
        const idle = random.between(0, 25);
        const lag = random.between(60, 90);
        const last = iso(occurred - (idle + lag) * 60_000);
        const text = template.fill({
          id: random.guid(),
          time,
          last,
          idle,
          lag,
          received: random.between(0, 900),
        });
        yield { occurred, arrival: occurred, stream: 'o365.collector', text };
      }
    }
  },
};
