import { RecordText } from './record-text';

const places = [{ id: '/Id', time: '/CreationTime', time_format: 'HH:mm' }];
const dating = { id: 'id-1', time: (format: string) => `noon as ${format}` };
const textOf = (record: Record<string, string>): string => new RecordText(record, places).with(dating);

describe('RecordText', () => {
  test('fills in Id and time, in whatever order they stand', () => {
    const record = { CreationTime: 'then', Operation: 'Send', Id: 'old' };
    expect(textOf(record)).toBe('{"CreationTime":"noon as HH:mm","Operation":"Send","Id":"id-1"}');
    expect(record.Id).toBe('old');
  });

  test('a record without them stays without them', () => {
    expect(textOf({ Operation: 'Send', Count: '7' })).toBe('{"Operation":"Send","Count":"7"}');
  });

  test('a value that begins with ! is meant as it stands', () => {
    expect(textOf({ Id: '!not an id', CreationTime: 'then' })).toBe(
      '{"Id":"!not an id","CreationTime":"noon as HH:mm"}',
    );
  });

  test('of several shapes, each place that the record has is filled in, with the format of its own', () => {
    const shapes = [...places, { time: '/activityDateTime', time_format: 'iso' }];
    expect(new RecordText({ activityDateTime: 'then' }, shapes).with(dating)).toBe(
      '{"activityDateTime":"noon as iso"}',
    );
  });
});
