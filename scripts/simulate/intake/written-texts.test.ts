import { WrittenTexts } from './written-texts';

const textsOf = (...processors: Record<string, unknown>[]): WrittenTexts =>
  new WrittenTexts({ pipelines: { default: { processors } as never } });

test('constants of scripts and values of processors can be written, what is compared cannot', () => {
  const { anywhere } = textsOf(
    {
      script: {
        if: "ctx.a == 'condition'",
        source: "if (x == 'compared') ctx.a = 'written'; f(\"argument\")",
      },
    },
    { set: { tag: 'tagged', field: 'event.kind', value: 'set' } },
    { foreach: { processor: { append: { value: ['nested'] } } } },
  );
  for (const text of ['written', 'argument', 'set', 'nested']) expect(anywhere).toContain(text);
  for (const text of ['condition', 'compared', 'tagged']) expect(anywhere).not.toContain(text);
});

test('a table of actions tells in whose place a text comes', () => {
  const params = {
    actions: { 'Add user.': ['added', 'creation'], Remove: 'removed' },
    other: { x: 'listed' },
  };
  const { anywhere, forActions } = textsOf({
    script: { source: 'def row = params.actions.get(ctx.event.action); params.other.get(x)', params },
  });
  expect(Object.fromEntries([...forActions].map(([text, actions]) => [text, [...actions]]))).toEqual({
    added: ['Add user.'],
    creation: ['Add user.'],
    removed: ['Remove'],
  });
  expect([...anywhere]).toEqual(['listed']);
});

test('the places that write a field are counted by its name', () => {
  const source = `
    // don't
    event.action = operation;
    if (event.action == x) y = event.action;
    m.put('action', z);
    m['action'] = [action: z];`;
  const texts = textsOf({ script: { source } }, { rename: { field: 'from', target_field: 'event.action' } });
  expect(texts.placesOf('event.action')).toBe(5);
  expect(texts.placesOf('event.provider')).toBe(0);
});
