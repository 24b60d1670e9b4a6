import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../base/errors';
import { findJava } from './java';

describe('finding a Java', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'java-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A Java home whose `java -version` answers as the real one; with or without the `release` file. */
  const home = (name: string, version: string, release = true): string => {
    const path = join(folder, name);
    mkdirSync(join(path, 'bin'), { recursive: true });
    writeFileSync(join(path, 'bin/java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
    chmodSync(join(path, 'bin/java'), 0o755);
    if (release) writeFileSync(join(path, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
    return path;
  };
  const find = (env: Record<string, string>) => findJava(env, join(folder, 'es'), [join(folder, 'jvm')]);

  it('passes over one that is too old for a newer one that is installed', () => {
    const old = home('jvm/jdk-17', '17.0.15');
    home('jvm/jdk-21', '21.0.2');
    const newest = home('jvm/jdk-25', '25.0.3');
    expect(find({ JAVA_HOME: old })).toMatchObject({ home: newest, version: 25 });
  });

  it('prefers the one that ES_JAVA_HOME names', () => {
    home('jvm/jdk-25', '25.0.3');
    const named = home('mine', '21');
    expect(find({ ES_JAVA_HOME: named })).toMatchObject({ home: named, version: 21, from: 'ES_JAVA_HOME' });
  });

  it('prefers the one that came with the distribution to the one of JAVA_HOME', () => {
    const bundled = home('es/jdk', '24.0.1');
    expect(find({ JAVA_HOME: home('mine', '21') }).home).toBe(bundled);
  });

  it('follows the links of a command on PATH, and asks it for its version where no file tells', () => {
    const real = home('real', '22.0.1', false);
    mkdirSync(join(folder, 'bin'));
    symlinkSync(join(real, 'bin/java'), join(folder, 'bin/java'));
    expect(find({ PATH: `/nowhere:${join(folder, 'bin')}` })).toMatchObject({
      home: real,
      version: 22,
      from: 'PATH',
    });
  });

  it('says what it found when nothing fits', () => {
    const old = home('jvm/jdk-8', '1.8.0_402');
    expect(() => find({})).toThrow(`Elasticsearch needs Java 21 or later; found only Java 8 in ${old}.`);
  });

  it('says where it looked when there is none at all', () => {
    const search = (): unknown => find({ JAVA_HOME: join(folder, 'gone') });
    expect(search).toThrow(EngineError);
    expect(search).toThrow('none was found');
  });
});
