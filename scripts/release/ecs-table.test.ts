import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ecsTable } from './ecs-table';

test('ecs-fields.json is what @elastic/ecs says (npm run schemas writes it)', () => {
  const file = resolve(__dirname, '..', 'content', 'ecs-fields.json');
  expect(readFileSync(file, 'utf8')).toBe(ecsTable());
});
