import { renamePipelines, usesMustache } from './pipelines';

const rename = (name: string): string => (name === 'common' ? 'p-common' : name);

describe('pipelines of a run', () => {
  it('renames the pipelines that processors call, wherever they stand', () => {
    const call = (name: string) => ({ pipeline: { name, if: 'ctx.a != null' } });
    expect(
      renamePipelines(
        {
          processors: [
            call('common'),
            { foreach: { field: 'x', processor: call('common') } },
            { set: { field: 'pipeline', value: 'common', on_failure: [call('common')] } },
            call('of-the-cluster'),
          ],
          on_failure: [call('common')],
        },
        rename,
      ),
    ).toEqual({
      processors: [
        call('p-common'),
        { foreach: { field: 'x', processor: call('p-common') } },
        { set: { field: 'pipeline', value: 'common', on_failure: [call('p-common')] } },
        call('of-the-cluster'),
      ],
      on_failure: [call('p-common')],
    });
  });

  it.each([
    [true, { set: { field: 'a', value: '{{{b}}}' } }],
    [true, { append: { field: 'a', value: ['x', '{{b}}'] } }],
    [false, { script: { source: 'def m = [:]; if (ctx.a == "{{") { }' } }],
    [false, { set: { field: 'a', value: 'b' } }],
  ])('says %s for a template in %j', (expected, processor) => {
    expect(usesMustache(processor)).toBe(expected);
  });
});
