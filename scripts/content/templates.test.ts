import { createTemplates, TemplateError } from './templates';

const lists = { vip: ['cfo@contoso.com', '*ceo*'], domains: ['contoso.com', 'contoso.onmicrosoft.com'] };
const render = (source: string): string => createTemplates()(source)({ lists });

describe('the templates of queries', () => {
  test('any makes a KQL value list', () => {
    expect(render('user.id: {{any lists.vip}}')).toBe('user.id: (cfo@contoso.com or *ceo*)');
  });

  test('any_domain makes a value list of addresses', () => {
    expect(render('{{any_domain lists.domains}}')).toBe('(*@contoso.com or *@contoso.onmicrosoft.com)');
  });

  test('json renders data', () => {
    expect(render('{{json lists.vip}}')).toBe('["cfo@contoso.com","*ceo*"]');
  });

  test('a query without templates stays as it is', () => {
    expect(render('message: "<&>"')).toBe('message: "<&>"');
  });

  test.each(['{{any lists.nobody}}', '{{lists.nobody}}', '{{any lists}}', '{{unknown lists.vip}}'])(
    '%s is an error',
    (source) => {
      expect(() => render(source)).toThrow(TemplateError);
    },
  );
});
