import type { Profile } from './profile';
import type { Random } from './random';
import type { Tenant } from './tenant';

/** The data streams of the pack, by event.dataset. */
export type StreamName =
  'o365.audit' | 'azure.auditlogs' | 'azure.activitylogs' | 'entra.pim_alert' | 'o365.collector';

/**
 * What the Management Activity API delivers a record as. Source: Office 365 Management Activity API reference, “Content
 * types”.
 */
export type ContentType =
  'Audit.AzureActiveDirectory' | 'Audit.Exchange' | 'Audit.SharePoint' | 'Audit.General' | 'DLP.All';

/** The `Id` of a record that belongs to an attack; the labels beside the log say to which. */
export type LabelId = string;

/** One record on its way: what it says, when it happened, when Elasticsearch gets it. */
export interface Emission {
  /** When it happened, epoch milliseconds. */
  readonly occurred: number;
  /** When it arrives, epoch milliseconds. An activity says the moment of the event; the delivery makes it late. */
  readonly arrival: number;
  readonly stream: StreamName;
  /** Of the stream o365.audit alone; where it is missing, the text tells. */
  readonly contentType?: ContentType;
  /** The raw record as JSON text, without a line end. */
  readonly text: string;
  readonly label?: LabelId;
}

/** Something that people or services do again and again. */
export interface Activity {
  /** Also the name of its stream of random numbers, so that it draws the same whatever else runs. */
  readonly name: string;
  /** All records of the profile's span, in order of occurrence, made one by one. */
  emissions(tenant: Tenant, profile: Profile, random: Random): Iterable<Emission>;
}
