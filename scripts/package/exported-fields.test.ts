import { exportedFields } from './exported-fields';

describe('exportedFields', () => {
  test('lists the fields by full name, groups written out', () => {
    const table = exportedFields([
      { name: 'z', type: 'date' },
      { name: 'a.b', type: 'group', description: 'not shown', fields: [{ name: 'c', type: 'keyword' }] },
    ]);
    expect(table.split('\n').slice(2)).toEqual(['| a.b.c |  | keyword |', '| z |  | date |']);
  });

  test('shows the first paragraph of a description, as it is and in one row', () => {
    const table = exportedFields([{ name: 'a', type: 'ip', description: 'One *or* a|b.\n\nMore.\n' }]);
    expect(table.split('\n').at(-1)).toBe('| a | One \\*or\\* a\\|b. | ip |');
  });
});
