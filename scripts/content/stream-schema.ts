import { z } from '../base/zod';

const recordPlaces = z.strictObject({
  id: z.string().describe('JSON pointer of the record’s own id.').optional(),
  time: z.string().describe('JSON pointer of the time at which it happened.'),
  time_format: z.string().describe('Luxon format of that time, in UTC.'),
});

/** package-content/streams.yml: the sources of events, by event.dataset. */
export const streamsFileSchema = z.record(
  z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/, 'a dataset such as o365.audit'),
  z.strictObject({
    title: z.string().min(1),
    data_stream: z.string().describe('Folder under package-content/data_stream/.'),
    index_patterns: z.array(z.string()).min(1).describe('Where rules on this stream look.'),
    data_source: z.string().describe('Kibana tag «Data Source: …».'),
    arrival: z.string().min(1).describe('How the events must arrive; shown in the setup guide of its rules.'),
    record: z
      .union([recordPlaces, z.array(recordPlaces).min(1)])
      .describe(
        'What cases rewrite in a raw record so that each has its own id and time; a list where records come in several shapes. Without it records are sent as they are written.',
      )
      .optional(),
    related_integrations: z.array(
      z.strictObject({ package: z.string(), version: z.string(), integration: z.string().optional() }),
    ),
  }),
);

/** One entry of data_stream/<name>/fields/*.yml, in the notation of Elastic's package-spec. */
export interface FieldDefinition {
  readonly name: string;
  readonly type?: string | undefined;
  readonly external?: 'ecs' | undefined;
  readonly fields?: readonly FieldDefinition[] | undefined;
  readonly multi_fields?: readonly FieldDefinition[] | undefined;
  readonly object_type?: string | undefined;
  readonly value?: string | undefined;
  readonly path?: string | undefined;
  readonly ignore_above?: number | undefined;
  readonly index?: boolean | undefined;
  readonly doc_values?: boolean | undefined;
  readonly dynamic?: boolean | 'strict' | 'runtime' | undefined;
  readonly enabled?: boolean | undefined;
  readonly subobjects?: boolean | undefined;
  readonly ignore_malformed?: boolean | undefined;
  readonly date_format?: string | undefined;
}

const fieldSchema: z.ZodType<FieldDefinition> = z.lazy(() =>
  z.strictObject({
    name: z.string().min(1),
    type: z.string().optional(),
    external: z.literal('ecs').optional(),
    fields: z.array(fieldSchema).optional(),
    multi_fields: z.array(fieldSchema).optional(),
    object_type: z.string().optional(),
    object_type_mapping_type: z.string().optional(),
    value: z.string().optional(),
    path: z.string().optional(),
    ignore_above: z.int().min(1).optional(),
    index: z.boolean().optional(),
    doc_values: z.boolean().optional(),
    dynamic: z.union([z.boolean(), z.literal(['strict', 'runtime'])]).optional(),
    enabled: z.boolean().optional(),
    subobjects: z.boolean().optional(),
    ignore_malformed: z.boolean().optional(),
    date_format: z.string().optional(),
    description: z.string().optional(),
    example: z.json().optional(),
    title: z.string().optional(),
    unit: z.string().optional(),
    metric_type: z.string().optional(),
    dimension: z.boolean().optional(),
    level: z.string().optional(),
    footnote: z.string().optional(),
    short: z.string().optional(),
    normalize: z.array(z.string()).optional(),
    default_field: z.boolean().optional(),
  }),
);

export const fieldsFileSchema = z.array(fieldSchema);

/** The part of data_stream/<name>/manifest.yml that is read here; the release step knows the whole of it. */
export const dataStreamManifestSchema = z.looseObject({
  title: z.string(),
  type: z.literal('logs'),
  elasticsearch: z
    .looseObject({
      index_template: z
        .looseObject({
          settings: z.record(z.string(), z.json()).optional(),
          mappings: z.looseObject({}).optional(),
        })
        .optional(),
    })
    .optional(),
});

export type StreamsFile = z.infer<typeof streamsFileSchema>;
export type RecordPlaces = z.infer<typeof recordPlaces>;
