import { RecordText } from './record-text';

const places = { id: '/Id', time: '/CreationTime' };
const textOf = (record: Record<string, string>): string =>
  new RecordText(record, places).with('id-1', 'noon');

describe('RecordText', () => {
  test('fills in Id and time, in whatever order they stand', () => {
    const record = { CreationTime: 'then', Operation: 'Send', Id: 'old' };
    expect(textOf(record)).toBe('{"CreationTime":"noon","Operation":"Send","Id":"id-1"}');
    expect(record.Id).toBe('old');
  });

  test('a record without them stays without them', () => {
    expect(textOf({ Operation: 'Send' })).toBe('{"Operation":"Send"}');
  });

  test('a value that begins with ! is meant as it stands', () => {
    expect(textOf({ Id: '!not an id', CreationTime: 'then' })).toBe(
      '{"Id":"!not an id","CreationTime":"noon"}',
    );
  });
});
