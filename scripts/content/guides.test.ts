import { join } from 'node:path';
import { loadPack } from './load-pack';

const { rules } = loadPack(join(__dirname, '..', '..'));

describe('the investigation guide says how often a rule alerts', () => {
  test.each([
    ['exo-mailbox-fullaccess-granted', true, false],
    ['exo-mailbox-permission-off-hours', false, true],
    ['exo-mailbox-forwarding-outside', false, false],
  ])('%s', (slug, buildingBlock, suppressed) => {
    const note = rules.find((rule) => rule.slug === slug)?.note ?? '';
    expect(note).toContain('#### How often it alerts');
    expect(note.includes('Include building block alerts')).toBe(buildingBlock);
    expect(note.includes('Platinum licence')).toBe(suppressed);
  });
});
