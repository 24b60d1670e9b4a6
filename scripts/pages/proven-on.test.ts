import { resolve } from 'node:path';
import { loadPack } from '../content';
import type { RecordedProofs } from '../coverage';
import { provenOn } from './proven-on';

const { rules } = loadPack(resolve(__dirname, '..', '..'));

function page(slug: string, status?: RecordedProofs['rules'][string]): string {
  const rule = rules.find((one) => one.slug === slug);
  if (rule === undefined) throw new Error(`no rule ${slug}`);
  return provenOn(rule, { server: 'Elasticsearch 9.4.3', rules: status ? { [slug]: status } : {} });
}

describe('provenOn', () => {
  test.each([
    ['yes', { embedded: 'proven', elasticsearch: 'proven' }],
    ['no, a case failed', { embedded: 'proven', elasticsearch: 'failed' }],
    ['not run: the build that was tested has no EQL', { embedded: 'proven', elasticsearch: 'not_run' }],
    ['not recorded yet', undefined],
  ] as const)('says “%s” of the server', (text, status) => {
    expect(page('exo-delegation-then-inbox-rule', status)).toContain(`| Elasticsearch 9.4.3 | ${text} |`);
  });

  test.each([
    ['exo-first-send-as', ['npm run verify -- --rule exo-first-send-as', '--engine local']],
    ['exo-delegation-then-inbox-rule', ['--rule exo-delegation-then-inbox-rule\n', '--engine container']],
    [
      'm365-collector-silent',
      ['```sh\nnpm run verify -- --rule m365-collector-silent --engine container\n```'],
    ],
  ])('%s has the commands of the engines that know its type', (slug, parts) => {
    for (const part of parts) expect(page(slug)).toContain(part);
  });
});
