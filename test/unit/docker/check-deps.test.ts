import { describe, expect, it } from 'vitest';

import { checkDeps } from '../../../src/docker/check-deps.js';
import { DockerJobType, type DockerJobTypeDeps, lavaConnectors } from '../../../src/index.js';
import { withJobHarness } from '../../../src/testing/index.js';

/** What a program in plain JavaScript may give. */
const given = (deps: unknown) => (): void => {
  checkDeps(deps as DockerJobTypeDeps);
};

describe('the ports of DockerJobType', () => {
  it('are all those of the harness, and further ones may be left out', () =>
    withJobHarness(
      {
        makeJobType: (ports) => {
          const { connections, state, objects, secrets, containers, renderer } = ports;
          const needed = { connections, state, objects, secrets, containers, renderer };
          expect(given(needed)).not.toThrow();
          expect(given({ ...needed, connectors: undefined })).not.toThrow();
          expect(given({ ...ports, connectors: lavaConnectors() })).not.toThrow();
          expect(given({ ...ports, connectors: [] })).toThrow(
            'DockerJobType: connectors must be a registry of connectors, such as lavaConnectors(), with find; found a list',
          );
          expect(given({ ...ports, roleCredentials: { region: () => undefined } })).toThrow(
            'DockerJobType: roleCredentials must be a RoleCredentials, with assume; found an object that lacks that',
          );
          return new DockerJobType(ports);
        },
      },
      () => Promise.resolve(),
    ));

  it.each([[undefined], [null], [{}], ['ports']])('are refused as %j, all at once', (deps) => {
    expect(() => new DockerJobType(deps as unknown as DockerJobTypeDeps)).toThrow(
      new TypeError(
        'DockerJobType: connections must be a ConnectionStore, with find; found undefined; ' +
          'state must be a StateLookup, with find; found undefined; ' +
          'objects must be an ObjectStore, with put; found undefined; ' +
          'secrets must be a SecretStore, with find; found undefined; ' +
          'containers must be a ContainerRuntime, with connect; found undefined; ' +
          'renderer must be a TemplateRenderer, with render; found undefined',
      ),
    );
  });

  it('are refused when they are something else', () => {
    expect(given({ connections: null, state: [], objects: 'o', secrets: {}, containers: () => 1 })).toThrow(
      /connections .* found null; state .* found a list; objects .* found a string; secrets .* found an object that lacks that; containers .* found a function; renderer/,
    );
  });
});
