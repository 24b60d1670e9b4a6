import type { ContentType, FeedService } from '../services';

/** What is read side by side, each with a cursor of its own: one content type of one tenant. */
export interface Lane {
  /** GUID, in small letters. */
  readonly tenantId: string;
  /** How messages and heartbeats call the tenant. */
  readonly tenantName: string;
  readonly service: FeedService;
  readonly contentType: ContentType;
}

/** e.g. `contoso.com Audit.Exchange`, for messages. */
export function laneName({ tenantName, contentType }: Lane): string {
  return `${tenantName} ${contentType}`;
}
