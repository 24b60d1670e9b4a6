import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ORDINARY_ACTIVITIES } from './activities';
import { DEFAULT_RATES } from './default-rates';
import { profileSchema } from './profile';
import { knownPlaceholders } from './stories/placeholders';

const page = readFileSync(resolve(__dirname, '..', '..', 'docs', 'generating.md'), 'utf8');

test('docs/generating.md has the rates', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| +([\d.]+) \|/gm)];
  expect(Object.fromEntries(rows.map(([, name, rate]) => [name, Number(rate)]))).toEqual(DEFAULT_RATES);
});

test('and every activity, key of a profile and placeholder', () => {
  const facts = knownPlaceholders([]).map((name) => name.replace(/^other\./, 'who.'));
  const told = (name: string): boolean => {
    const [subject = '', fact] = name.split('.');
    return (
      page.includes(`{{${name}}}`) || (page.includes(`{{${subject}.`) && page.includes(`\`.${fact ?? ''}\``))
    );
  };
  expect(facts.filter((name) => !told(name))).toEqual([]);
  const names = [...ORDINARY_ACTIVITIES.map(({ name }) => name), ...Object.keys(profileSchema.shape)];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
