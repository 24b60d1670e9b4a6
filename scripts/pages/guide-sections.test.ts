import { guideSections } from './guide-sections';

const note = `## Triage and analysis

### Investigating X

Summary.

#### Possible investigation steps

- one

#### What this rule counts

Arrivals.

### False positive analysis

- none

#### How often it alerts

A few.

More.

### Response and remediation

- act`;

describe('guideSections', () => {
  test('cuts what a page shows elsewhere, and leaves the rest as it was', () => {
    const { counts, noise, guide } = guideSections(note);
    expect(counts).toBe('Arrivals.');
    expect(noise).toBe('A few.\n\nMore.');
    expect(guide).toBe(
      note
        .replace(/#### What this rule counts\n\n.*\n\n/, '')
        .replace(/#### How often it alerts\n\n.*\n\n.*\n\n/, ''),
    );
  });

  test('a note without these sections stays whole', () => {
    expect(guideSections('## Triage\n\ntext')).toEqual({
      counts: undefined,
      noise: undefined,
      guide: '## Triage\n\ntext',
    });
  });
});
