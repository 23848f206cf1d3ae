import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, test } from 'vitest';

import { qualifyImage } from '../../../src/docker/qualify-image.js';

const registry = O.some('reg.example.com:5000');

describe('qualifyImage', () => {
  test('puts the registry of the connection before an image that names no host', () => {
    expect(qualifyImage({ repository: 'jin-gizmo/lava/base', tag: '1' }, registry)).toEqual({
      repository: 'reg.example.com:5000/jin-gizmo/lava/base',
      tag: '1',
    });
  });

  test.each(['ghcr.io/x/y', 'localhost/x', 'h:5000/x'])(
    'leaves %s alone, which names its own host',
    (repository) => {
      expect(qualifyImage({ repository, tag: '1' }, registry)).toEqual({ repository, tag: '1' });
    },
  );

  test('leaves every image alone when the connection names no registry', () => {
    expect(qualifyImage({ repository: 'x', tag: '1' }, O.none)).toEqual({ repository: 'x', tag: '1' });
  });

  test('leaves every image alone when unqualified images are to come from Docker Hub', () => {
    expect(qualifyImage({ repository: 'x', tag: '1' }, registry, 'docker-hub')).toEqual({
      repository: 'x',
      tag: '1',
    });
  });
});
