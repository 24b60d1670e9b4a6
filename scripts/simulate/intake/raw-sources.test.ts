import { resolve } from 'node:path';
import { loadPack } from '../../content';
import type { Stream } from '../../content';
import { loadPipelines } from '../../ingest';
import type { PipelineDefinition } from '../../ingest';
import { RawSources } from './raw-sources';

const audit = loadPack(resolve(__dirname, '../../..')).streams.get('o365.audit') as Stream;

/** The stream as it is when a customer puts a processor at the end of its pipeline. */
function streamWith(processor: PipelineDefinition['processors'][number]): Stream {
  const shipped = audit.pipelines[audit.defaultPipeline] as PipelineDefinition;
  const changed = { ...shipped, processors: [...shipped.processors, processor] };
  const pipelines = { ...audit.pipelines, [audit.defaultPipeline]: changed };
  return { ...audit, pipelines, compiled: loadPipelines(pipelines) };
}

const demanded = (stream: Stream, field: string, ...texts: string[]): unknown => {
  const demand = new RawSources(stream).demand(field, texts);
  return demand && [demand.key.name, ...demand.values];
};

test.each([
  ['event.action', 'Send', ['Operation', 'Send']],
  ['event.action', 'added-user-account', ['Operation', 'added-user-account', 'Add user.']],
  ['event.provider', 'MicrosoftTeams', ['Workload', 'MicrosoftTeams']],
  ['o365.audit.LogonType', '2', ['LogonType', '2']],
  ['o365.audit.ParticipantInfo.HasForeignTenantUsers', 'true', ['HasForeignTenantUsers', 'true', 'True']],
])('%s: %s stands in the record', (field, text, demand) => {
  expect(demanded(audit, field, text)).toEqual(demand);
});

test.each([
  ['what the pipeline makes', 'event.outcome', 'success'],
  ['a member of a list of names and values', 'o365.audit.Parameters.Identity', 'x'],
  ['a number', 'o365.audit.Item.SizeInBytes', '5'],
  ['what the pipeline splits', 'user.name', 'x'],
  ['a field of another stream', 'azure.auditlogs.properties.category', 'x'],
])('of %s the record says nothing plain', (_, field, text) => {
  expect(demanded(audit, field, text)).toBeUndefined();
});

test.each([
  ['makes it lower case', { lowercase: { field: 'event.action' } }],
  ['overwrites it', { set: { field: 'event.action', value: 'Send' } }],
  ['adds to it', { append: { field: 'event.action', value: 'Send' } }],
  ['writes it by a script', { script: { source: "if (ctx.user != null) ctx.event.action = 'Send';" } }],
])('a pipeline that %s leaves the action open', (_, processor) => {
  expect(demanded(streamWith(processor), 'event.action', 'Send')).toBeUndefined();
});

test.each([
  [
    'takes the provider from elsewhere as well',
    { set: { field: 'event.provider', copy_from: 'o365.audit.Source', ignore_empty_value: true } },
    ['event.provider', 'Exchange'],
  ],
  [
    'makes a logon type of its own',
    { script: { source: "if (ctx.o365.audit.Delegate == 'yes') ctx.o365.audit.LogonType = '2';" } },
    ['o365.audit.LogonType', '2'],
  ],
  [
    'makes a boolean of its own',
    {
      set: { if: 'ctx.user == null', field: 'o365.audit.ParticipantInfo.HasForeignTenantUsers', value: true },
    },
    ['o365.audit.ParticipantInfo.HasForeignTenantUsers', 'true'],
  ],
] as const)('a pipeline that %s leaves it open', (_, processor, [field, text]) => {
  expect(demanded(streamWith(processor), field, text)).toBeUndefined();
});
