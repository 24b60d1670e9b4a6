import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from './secret';

const VALUE = 'q~8Q-not-a-real-secret';

describe('Secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'));
  const file = join(folder, 'client-secret');

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('is read from the environment and from a file, without the line end', () => {
    writeFileSync(file, `${VALUE}\n`);
    expect(new Secret({ env: 'CLIENT_SECRET' }, { CLIENT_SECRET: ` ${VALUE} ` }).reveal()).toBe(VALUE);
    expect(new Secret({ file }, {}).reveal()).toBe(VALUE);
  });

  test('a file that was renewed counts at once', () => {
    const secret = new Secret({ file }, {});
    writeFileSync(file, 'old');
    expect(secret.reveal()).toBe('old');
    writeFileSync(file, 'new');
    expect(secret.reveal()).toBe('new');
  });

  test.each([
    ['as text', (secret: Secret) => String(secret)],
    ['as JSON', (secret: Secret) => JSON.stringify({ secret })],
    ['by console.log', (secret: Secret) => inspect({ secret }, { depth: 5, showHidden: true })],
  ])('shows nothing %s', (_how, shown) => {
    expect(shown(new Secret({ env: 'CLIENT_SECRET' }, { CLIENT_SECRET: VALUE }))).not.toContain(VALUE);
  });

  test.each([
    [{ env: 'MISSING' }, {}, 'the environment variable MISSING is not set'],
    [{ env: 'EMPTY' }, { EMPTY: ' ' }, 'the environment variable EMPTY is empty'],
    [{ env: 'LINES' }, { LINES: 'a\nb' }, 'the environment variable LINES holds more than one line'],
    [{ file: 'no/such/file' }, {}, 'the file no/such/file cannot be read (ENOENT)'],
  ])('%j cannot be had', (place, environment, message) => {
    expect(() => new Secret(place, environment).reveal()).toThrow(message);
  });
});
