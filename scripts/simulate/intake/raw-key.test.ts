import { RawKey, UNCLEAR } from './raw-key';

const operation = new RawKey('Operation');

test.each([
  ['{"Id":"1","Operation":"Send","Size":3}', 'Send'],
  ['{"Operation":"Send \\\\server"}', UNCLEAR],
  ['{"Operation":17,"Id":"1"}', '17'],
  ['{"Operation":-4}', '-4'],
  ['{"Operation":true}', 'true'],
  ['{"Operation":""}', ''],
  ['{"Id":"1"}', undefined],
  ['{"Operations":"Send"}', undefined],
  ['{"LastOperation":"Send"}', undefined],
  ['{"LastOperation":"Read","Operation":"Send","NextOperation":"Read"}', 'Send'],
  ['{"Text":"{\\"Operation\\":\\"Send\\"}"}', undefined],
])('%s has the Operation %p', (text, value) => {
  expect(operation.valueIn(text)).toBe(value);
});

test.each([
  ['two keys', '{"Operation":"Send","Operation":"Read"}'],
  ['a key and a value', '{"Operation":"Send","Name":"Operation"}'],
  ['a value alone', '{"Name":"Operation"}'],
  ['an escaped value', '{"Operation":"Send \\"all\\""}'],
  ['a blank', '{"Operation" :"Send"}'],
  ['another blank', '{"Operation": "Send"}'],
  ['a comment', '{"Operation"/**/:"Send"}'],
  ['a double', '{"Operation":1.0}'],
  ['an exponent', '{"Operation":1e2}'],
  ['minus zero', '{"Operation":-0}'],
  ['null', '{"Operation":null}'],
  ['a list', '{"Operation":["Send"]}'],
  ['an object', '{"Operation":{}}'],
])('%s is for JSON to tell', (_, text) => {
  expect(operation.valueIn(text)).toBe(UNCLEAR);
});
