import { tailOf } from './console-tail';

describe('what a server said last', () => {
  it('is its errors and their causes, without stack frames', () => {
    const lines = [
      '[INFO ] booting',
      '[ERROR] fatal exception while booting',
      '\tat org.elasticsearch.Node.<init>(Node.java:1)',
      'Caused by: java.io.IOException: disk full',
      '\t... 23 more',
      '[INFO ] stopped',
    ];
    expect(tailOf(lines)).toBe(
      '[ERROR] fatal exception while booting\nCaused by: java.io.IOException: disk full',
    );
  });

  it('is its last lines when it complained of nothing', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `[INFO ] line ${index}`);
    expect(tailOf(lines).split('\n')).toEqual(lines.slice(-12));
  });

  it('does not flood the terminal with one endless line', () => {
    expect(tailOf(['x'.repeat(100_000)])).toHaveLength(301);
  });
});
