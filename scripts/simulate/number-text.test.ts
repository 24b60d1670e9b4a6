import { axisText, countText, secondsText, shareText } from './number-text';

test.each([
  [0, '0'],
  [999.96, '1,000'],
  [1234567.89, '1,234,567.9'],
])('%d is written %s', (value, text) => {
  expect(countText(value)).toBe(text);
});

test.each([
  [8000, '8,000'],
  [20_000, '20k'],
  [1_500_000, '1.5M'],
])('%d is written %s beside an axis', (value, text) => {
  expect(axisText(value)).toBe(text);
});

test.each([
  [undefined, '–'],
  [0, '0 %'],
  [0.0001, '<0.1 %'],
  [0.5, '50 %'],
  [0.9999, '>99.9 %'],
  [1, '100 %'],
])('the share %p is written %s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

test.each([
  [45, '45 s'],
  [720, '12 min'],
  [12_600, '3.5 h'],
  [172_800, '2 d'],
])('%d seconds are written %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text);
});
