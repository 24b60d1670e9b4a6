import { resolve } from 'node:path';
import { runCli } from '../testing/pack-copy';

const root = resolve(__dirname, '..', '..');

describe('an engine that is not there ends in exit code 3 and says what to do', () => {
  test.each([
    ['url', { ELASTICSEARCH_URL: 'http://127.0.0.1:9' }, 'ENGINE_UNREACHABLE'],
    ['url', { ELASTICSEARCH_URL: '' }, 'ELASTICSEARCH_URL'],
    ['container', { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }, 'ENGINE_NO_DOCKER'],
    ['local', { ES_HOME: '/nonexistent/elasticsearch' }, 'ES_HOME'],
  ])('%s with %j', (engine, env, message) => {
    const { exitCode, stdout, stderr } = runCli(root, ['verify', '--engine', engine], env);
    expect(stderr).toContain(message);
    expect(stderr).toContain('hint:');
    expect(stdout).toBe('');
    expect(exitCode).toBe(3);
  });
});
