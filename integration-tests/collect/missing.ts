import { recordIds } from '../../fixtures/management-api';
import type { Blob, ManagementApi } from '../../fixtures/management-api';

/** Of how many blobs the course is told. */
const TOLD = 3;

/** What was asked about the blobs that hold records which are not there: for people who look for the reason. */
export function courseOfMissing(api: ManagementApi, missing: ReadonlySet<string>): string[] {
  const blobs = [...api.published.all()].filter((blob) => recordIds(blob).some((id) => missing.has(id)));
  return blobs.slice(0, TOLD).map((blob) => {
    const lost = recordIds(blob).filter((id) => missing.has(id)).length;
    const [created, listed] = [blob.created, blob.listed].map(text);
    return [
      `${lost} missing of the blob ${blob.id} of ${blob.tenant}, created ${created}, listed from ${listed}:`,
      ...asked(api, blob),
    ].join('\n      ');
  });
}

function asked(api: ManagementApi, { id, tenant, contentType, created }: Blob): string[] {
  return api.requests.flatMap((request) => {
    const { operation, time, window, status, fault = 'no fault', nextPage } = request;
    const end = `${status} ${request.code ?? ''} (${fault})`;
    if (operation === 'blob' && request.id === id) return [`${text(time)} fetched: ${end}`];
    if (operation !== 'content' || request.tenant !== tenant || request.contentType !== contentType)
      return [];
    if (window === undefined || created < window.from || created >= window.to) return [];
    const page = nextPage === undefined ? 'first page' : 'further page';
    return [`${text(time)} listed ${text(window.from)} to ${text(window.to)}, ${page}: ${end}`];
  });
}

function text(time: number): string {
  return new Date(time).toISOString().slice(5, 19);
}
