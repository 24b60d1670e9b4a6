import { makeLogger } from './logger';

function logged(work: (logger: ReturnType<typeof makeLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(makeLogger('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('makeLogger', () => {
  test('says when and by whom, from its level on', () => {
    const [entry, ...more] = logged((logger) => {
      logger.info({ tenant: 'contoso.com' }, 'hello');
      logger.debug('not said');
    });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      service: { name: 'o365-rulepack-collector' },
      level: 'info',
      tenant: 'contoso.com',
      msg: 'hello',
    });
    expect(entry?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test.each([
    { authorization: 'Bearer s3cret' },
    { form: { client_secret: 's3cret' } },
    { config: { elasticsearch: { apiKey: 's3cret' } } },
    { answer: { access_token: 's3cret' } },
    {
      err: Object.assign(new Error('x'), {
        meta: { request: { params: { headers: { authorization: 's3cret' } } } },
      }),
    },
  ])('hides what is secret: %j', (entry) => {
    const text = JSON.stringify(
      logged((logger) => {
        logger.error(entry, 'failed');
      }),
    );
    expect(text).toContain('[secret]');
    expect(text).not.toContain('s3cret');
  });

  test('children hide it as well', () => {
    const lines = logged((logger) => {
      logger.child({ tenant: 't' }).warn({ headers: { authorization: 's3cret' } }, 'x');
    });
    expect(JSON.stringify(lines)).not.toContain('s3cret');
  });
});
