import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import { lockedPackages } from './locked-packages';
import { sbom } from './sbom';

const root = resolve(__dirname, '..', '..');
const pack = loadPack(root);
const program = lockedPackages(root);
const archives = new Map([['o365_rulepack-1.2.3.zip', new Uint8Array([1, 2, 3])]]);
const request = { name: 'o365_rulepack', version: '1.2.3', pack, archives, program };

interface Component {
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly scope?: string;
  readonly licenses?: readonly JsonObject[];
  readonly hashes?: readonly { alg: string; content: string }[];
  readonly components?: readonly Component[];
}
interface Document {
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component; readonly timestamp?: string };
  readonly components: readonly Component[];
  readonly dependencies: readonly { ref: string; dependsOn?: readonly string[] }[];
}

describe('the bill of materials', () => {
  const text = sbom(request);
  const document = JSON.parse(text) as Document;
  const shipped = document.metadata.component;

  test('is CycloneDX 1.6 by the schema of the specification', () => {
    const validate = cyclonedxValidator();
    expect(validate(document)).toEqual([]);
    expect(validate({ ...document, specVersion: 1.6 })).not.toEqual([]);
    expect(validate({ ...document, components: [{ type: 'library' }] })).not.toEqual([]);
  });

  test('names the package, the digest of its archive and each rule with its version', () => {
    expect(shipped).toMatchObject({ name: 'o365_rulepack', version: '1.2.3' });
    const archive = shipped.components?.find(({ name }) => name === 'o365_rulepack-1.2.3.zip');
    expect(archive?.hashes).toEqual([
      { alg: 'SHA-256', content: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81' },
    ]);
    const rules = new Map(shipped.components?.map(({ name, version }) => [name, version]));
    for (const { slug, version } of pack.rules) expect(rules.get(slug)).toBe(String(version));
  });

  test('names the ATT&CK data with its version', () => {
    const attack = shipped.components?.find(({ name }) => name === 'mitre-attack-enterprise');
    expect(attack?.version).toMatch(/^\d+\.\d+$/);
  });

  test('has what the program needs to run, pinned and marked as not shipped, and no development tool', () => {
    const zod = document.components.find(({ name }) => name === 'zod');
    expect(zod?.purl).toMatch(/^pkg:npm\/zod@\d+\.\d+\.\d+$/);
    expect(zod?.hashes).toEqual([
      { alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string },
    ]);
    expect(document.components.every(({ scope }) => scope === 'excluded')).toBe(true);
    expect(document.components.map(({ name }) => name)).not.toContain('jest');
    expect(document.components.find(({ name }) => name === 'ecs')?.purl).toMatch(
      /^pkg:npm\/%40elastic\/ecs@/,
    );
  });

  test('knows who needs what, the nearest copy of a package first', () => {
    const needs = new Map(document.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(needs.get('npm:o365-rulepack')).toContain('npm:node_modules/js-yaml');
    expect(needs.get('npm:node_modules/xmlbuilder2')).toContain(
      'npm:node_modules/xmlbuilder2/node_modules/js-yaml',
    );
  });

  test('is the same when it is made again, tells no time, and has another serial number for other content', () => {
    expect(sbom(request)).toBe(text);
    expect(document.metadata.timestamp).toBeUndefined();
    const other = JSON.parse(sbom({ ...request, archives: new Map() })) as Document;
    expect(other.serialNumber).not.toBe(document.serialNumber);
  });
});

/** What the specification’s own JSON Schema, which the library brings along, finds wrong with a document. */
function cyclonedxValidator(): (document: object) => string[] {
  const folder = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema');
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, formats: { 'iri-reference': true, 'idn-email': true } });
  addFormats(ajv);
  for (const name of ['spdx', 'jsf-0.82'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(schema('bom-1.6'));
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
}
