import type { Capabilities } from '../engine';
import { adaptMapping } from './adapt-mapping';

const everything: Capabilities = {
  ingest: true,
  painless: true,
  mustache: true,
  kql: true,
  eql: true,
  esql: true,
  dataStreams: true,
  constantKeyword: true,
  wildcard: true,
  matchOnlyText: true,
};
const assembled = { ...everything, constantKeyword: false, wildcard: false, matchOnlyText: false };

describe('adapting a mapping', () => {
  it.each([
    [{ type: 'constant_keyword', value: 'o365.audit' }, { type: 'keyword' }],
    [{ type: 'wildcard' }, { type: 'keyword', ignore_above: 8191 }],
    [
      { type: 'wildcard', ignore_above: 1024 },
      { type: 'keyword', ignore_above: 1024 },
    ],
    [{ type: 'match_only_text' }, { type: 'text' }],
    [
      { type: 'keyword', ignore_above: 1024 },
      { type: 'keyword', ignore_above: 1024 },
    ],
  ])('maps %j as %j where the type is not there', (field, expected) => {
    expect(adaptMapping({ properties: { a: field } }, assembled).mapping.properties).toEqual({ a: expected });
  });

  it('keeps every type where it is there, and says nothing', () => {
    const mapping = { properties: { a: { type: 'wildcard' }, b: { type: 'constant_keyword', value: 'x' } } };
    expect(adaptMapping(mapping, everything)).toEqual({ mapping, adaptations: [] });
  });

  it('reaches objects, multi-fields and dynamic templates', () => {
    const { mapping, adaptations } = adaptMapping(
      {
        dynamic_templates: [{ strings: { match: '*', mapping: { type: 'wildcard' } } }],
        properties: {
          event: {
            properties: { original: { type: 'keyword', fields: { text: { type: 'match_only_text' } } } },
          },
        },
      },
      assembled,
    );
    expect(mapping['dynamic_templates']).toEqual([
      { strings: { match: '*', mapping: { type: 'keyword', ignore_above: 8191 } } },
    ]);
    expect(mapping.properties['event']).toEqual({
      properties: { original: { type: 'keyword', fields: { text: { type: 'text' } } } },
    });
    expect(adaptations).toEqual([
      'Fields of type match_only_text are mapped as text (same matches, other scores).',
      'Fields of type wildcard are mapped as keyword (values over 8191 characters are not searchable).',
    ]);
  });

  it('does not take a field that is called "type" for a type', () => {
    const mapping = { properties: { type: { type: 'keyword' }, wildcard: { properties: {} } } };
    expect(adaptMapping(mapping, assembled).mapping).toEqual(mapping);
  });
});
