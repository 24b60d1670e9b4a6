import { hash } from 'node:crypto';
import type { JsonObject } from '../base/json';
import { isJsonObject } from '../base/json';
import { luxon } from '../base/luxon';
import type { RecordPlaces } from '../content';
import type { IngestRequest } from '../engine/engine';
import type { CaseRecord, ProofCase } from './proof-case';
import { RecordText } from './record-text';

/** Labels by which the harness finds its documents and tells them when they arrived; the pack never reads them. */
export const CASE_LABEL = 'rulepack_case';
export const ARRIVAL_LABEL = 'rulepack_arrival';

/** The Management Activity API’s time; formatted without a library, as volume cases have thousands of records. */
const ISO_SECONDS = "yyyy-MM-dd'T'HH:mm:ss";

/**
 * The records of a case as an agent would deliver them for a proof at `now` (epoch milliseconds): each with its own
 * Id and time in the raw record, the arrival in a label that the proof's final pipeline turns into event.ingested.
 */
export function ingestRequests(proofCase: ProofCase, now: number): IngestRequest[] {
  const texts = new Map<JsonObject, RecordText>();
  return proofCase.records.map((record): IngestRequest => {
    const arrival = now + record.ingested;
    const labels = { [CASE_LABEL]: proofCase.key, [ARRIVAL_LABEL]: new Date(arrival).toISOString() };
    const { name, config } = record.stream;
    if (record.content.kind === 'ecs') {
      const source = { ...record.content.value, '@timestamp': new Date(now + record.at).toISOString() };
      const own = isJsonObject(record.content.value['labels']) ? record.content.value['labels'] : {};
      return {
        stream: name,
        ...(record.index !== undefined && { index: record.index }),
        source: { ...source, labels: { ...own, ...labels } },
        arrival,
        bypassPipeline: true,
      };
    }
    return {
      stream: name,
      source: {
        '@timestamp': new Date(arrival).toISOString(),
        message: messageOf(record, [config.record ?? []].flat(), proofCase.key, now, texts),
        labels,
      },
      arrival,
    };
  });
}

function messageOf(
  record: CaseRecord,
  places: readonly RecordPlaces[],
  caseKey: string,
  now: number,
  texts: Map<JsonObject, RecordText>,
): string {
  if (record.content.kind === 'text') return record.content.value;
  const { value } = record.content;
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = new RecordText(value, places)));
  return text.with({
    id: recordId(caseKey, record.identity),
    time: (format) => wireTime(now + record.at, format),
  });
}

function wireTime(time: number, format: string): string {
  if (format === ISO_SECONDS) return new Date(time).toISOString().slice(0, 19);
  return luxon().DateTime.fromMillis(time, { zone: 'utc' }).toFormat(format);
}

/** A UUID (version 8 layout) that is the same in every run. */
function recordId(caseKey: string, identity: string): string {
  const hex = hash('sha256', `${caseKey}/${identity}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
