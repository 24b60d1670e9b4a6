import type * as CycloneDx from '@cyclonedx/cyclonedx-library';
import type { Models } from '@cyclonedx/cyclonedx-library';
import { lazyModule } from '../base/lazy-module';
import type { Pack } from '../content';
import { sha256 } from './checksums';
import type { LockedPackage } from './locked-packages';

/** Only a release needs it; the other commands do without its start. */
const cyclonedx = lazyModule('@cyclonedx/cyclonedx-library') as () => typeof CycloneDx;

export interface SbomRequest {
  /** Name and version of the Fleet package. */
  readonly name: string;
  readonly version: string;
  readonly pack: Pack;
  /** The archives that the release ships, by path. */
  readonly archives: ReadonlyMap<string, string | Uint8Array>;
  /** The program that made them, and what it needs to run. */
  readonly program: readonly LockedPackage[];
}

/**
 * The bill of materials as CycloneDX 1.6 JSON: what is shipped (archives with digests, rules with versions, ATT&CK
 * data), and the program that made it with its npm packages, which are not shipped (`scope: excluded`). Equal content
 * makes an equal document: it tells no time, and its serial number is made of its content.
 */
export function sbom(request: SbomRequest): string {
  const { Bom, ComponentRepository, Metadata } = cyclonedx().Models;
  const program = request.program.map((one) => ({ ...one, component: npmComponent(one) }));
  const byPath = new Map(program.map(({ path, component }) => [path, component]));
  for (const { needs, component } of program)
    for (const path of needs) {
      const needed = byPath.get(path);
      if (needed) component.dependencies.add(needed.bomRef);
    }
  const bom = new Bom({
    metadata: new Metadata({ component: shippedComponent(request) }),
    components: new ComponentRepository(byPath.values()),
  });
  bom.serialNumber = `urn:uuid:${uuidOf(serialize(bom))}`;
  return `${serialize(bom)}\n`;
}

function serialize(bom: Models.Bom): string {
  const { Serialize, Spec } = cyclonedx();
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 });
}

function shippedComponent({ name, version, pack, archives }: SbomRequest): Models.Component {
  const { Enums, Models } = cyclonedx();
  const { ComponentType } = Enums;
  const files = [...archives].map(
    ([path, content]) =>
      new Models.Component(ComponentType.File, path, {
        bomRef: `file:${path}`,
        hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256(content)]]),
      }),
  );
  const rules = pack.rules.map(
    (rule) =>
      new Models.Component(ComponentType.Data, rule.slug, {
        bomRef: `rule:${rule.id}`,
        version: String(rule.version),
        description: rule.name,
        licenses: licences(rule.license),
      }),
  );
  const purl = `pkg:generic/${name}@${version}`;
  return new Models.Component(ComponentType.Application, name, {
    bomRef: purl,
    purl,
    version,
    licenses: licences('Apache-2.0'),
    components: new Models.ComponentRepository([...files, ...rules, attackData(pack)]),
  });
}

/** Its version stands in the data file’s `source`: `MITRE ATT&CK Enterprise, version 18.1 (2025-11-13); (c) …`. */
function attackData({ attack }: Pack): Models.Component {
  const { Enums, Models } = cyclonedx();
  const [, version] = /version (\S+)/.exec(attack.source) ?? [];
  return new Models.Component(Enums.ComponentType.Data, 'mitre-attack-enterprise', {
    bomRef: 'data:mitre-attack-enterprise',
    description: attack.source,
    ...(version !== undefined && { version }),
    licenses: licences('ATT&CK terms of use'),
  });
}

function npmComponent({ path, name, version, license, sha512 }: LockedPackage): Models.Component {
  const { Enums, Models } = cyclonedx();
  const { ComponentType, ComponentScope, HashAlgorithm } = Enums;
  const [group, base] = scopeAndName(name);
  return new Models.Component(path === '' ? ComponentType.Application : ComponentType.Library, base, {
    bomRef: `npm:${path === '' ? name : path}`,
    ...(group !== undefined && { group }),
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    scope: ComponentScope.Excluded,
    ...(license !== undefined && { licenses: licences(license) }),
    ...(sha512 !== undefined && { hashes: new Models.HashDictionary([[HashAlgorithm['SHA-512'], sha512]]) }),
  });
}

/** `@elastic/ecs` is `ecs` of the scope `@elastic`. */
function scopeAndName(name: string): [scope: string | undefined, name: string] {
  const slash = name.indexOf('/');
  return slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
}

/** An SPDX id, an expression of several, or a name. */
function licences(text: string): Models.LicenseRepository {
  const { Models, SPDX } = cyclonedx();
  const known = (id: string): boolean => SPDX.isSupportedSpdxId(id);
  if (known(text)) return new Models.LicenseRepository([new Models.SpdxLicense(text)]);
  const ids = text.replace(/^\((.*)\)$/, '$1').split(/ (?:OR|AND) /);
  const isExpression = ids.length > 1 && ids.every(known);
  const licence = isExpression ? new Models.LicenseExpression(text) : new Models.NamedLicense(text);
  return new Models.LicenseRepository([licence]);
}

/** A UUID made of a text: version 8 of RFC 9562, 122 bits of its SHA-256. */
function uuidOf(text: string): string {
  const hex = sha256(text);
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const time = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}`;
  return `${time}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
