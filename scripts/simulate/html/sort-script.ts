/** The only script of the page: sorts the table of rules by the column whose head is pressed. */
export const SORT_SCRIPT = `
for (const table of document.querySelectorAll('table.rules')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => head.querySelector('button').addEventListener('click', () => {
    const up = head.ariaSort === 'descending' || (head.ariaSort === null && place === 0);
    heads.forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const key = (row) => row.cells[place].dataset.order;
    const compare = (a, b) => place === 0 ? (a < b ? -1 : a > b ? 1 : 0) : a - b;
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === '' || y === '') return (x === '') - (y === '');
      return up ? compare(x, y) : compare(y, x);
    });
    table.tBodies[0].append(...rows);
  }));
}
`;
