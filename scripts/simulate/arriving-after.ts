import type { SimulatedDocument } from './intake';

/** The documents as they would be if each had arrived so long after its event (milliseconds); in order of arrival. */
export function arrivingAfter(documents: readonly SimulatedDocument[], lag: number): SimulatedDocument[] {
  return documents
    .map((document) => {
      const arrival = document.occurred + lag;
      const event = { ...(document.source['event'] as object), ingested: new Date(arrival).toISOString() };
      return { ...document, source: { ...document.source, event }, arrival };
    })
    .sort((a, b) => a.arrival - b.arrival);
}
