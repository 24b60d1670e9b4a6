import type { JsonObject, JsonValue } from '../../base/json';
import { valueAtPointer } from '../../base/json-pointer';
import type { StepFile } from './story-schema';

/** Where a raw record has the id that its pipeline makes the `event.id`; as package-content/streams.yml says. */
export const ID_POINTERS: Readonly<Record<StepFile['stream'], string>> = {
  'o365.audit': '/Id',
  'azure.auditlogs': '/properties/id',
  'azure.activitylogs': '/properties/eventDataId',
};

export function recordId(record: JsonObject, stream: StepFile['stream']): JsonValue | undefined {
  return valueAtPointer(record, ID_POINTERS[stream]);
}
