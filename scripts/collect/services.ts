/**
 * The services that a collector can be told to read, by their names in its configuration, and what each is to the
 * Management Activity API: a content type, of which the API has no others.
 * Source: Office 365 Management Activity API reference, “Working with the API”.
 */
export const CONTENT_TYPES = {
  azure_active_directory: 'Audit.AzureActiveDirectory',
  general_audit: 'Audit.General',
  exchange: 'Audit.Exchange',
  sharepoint: 'Audit.SharePoint',
  dlp: 'DLP.All',
} as const;

/** A service of the Management Activity API. */
export type FeedService = keyof typeof CONTENT_TYPES;
export type ContentType = (typeof CONTENT_TYPES)[FeedService];

export const FEED_SERVICES = Object.keys(CONTENT_TYPES) as FeedService[];

/** All services; PIM's alerts come from Microsoft Graph. */
export type Service = FeedService | 'pim_alerts';
