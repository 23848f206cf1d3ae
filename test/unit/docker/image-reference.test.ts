import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import {
  imageReference,
  imageText,
  namesRegistry,
  parseImageReference,
  registryOf,
} from '../../../src/docker/image-reference.js';
import { problemsOf } from '../../../src/job/decode/problems.js';

const hex = 'abcdef0123456789'.repeat(4);
const digest = `sha256:${hex}`;

const messages = (value: unknown): readonly string[] => {
  const result = imageReference.decode(value);
  return E.isLeft(result) ? problemsOf(result.left, { values: 'show' }).map(({ message }) => message) : [];
};

/** A code unit of any kind, lone surrogates included. */
const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe('imageReference', () => {
  test.each([
    ['img', { repository: 'img', tag: 'latest' }],
    [' img:1 \n', { repository: 'img', tag: '1' }],
    ['jin-gizmo/lava/amzn2023/base', { repository: 'jin-gizmo/lava/amzn2023/base', tag: 'latest' }],
    ['dist/lava/centos8/full:latest', { repository: 'dist/lava/centos8/full', tag: 'latest' }],
    ['h:5000/a/b', { repository: 'h:5000/a/b', tag: 'latest' }],
    ['h:5000/a/b:2', { repository: 'h:5000/a/b', tag: '2' }],
    ['h:5000', { repository: 'h', tag: '5000' }],
    [`a/b@${digest}`, { repository: 'a/b', digest }],
    [`r.io/a:t@${digest}`, { repository: 'r.io/a', tag: 't', digest }],
    ['a@sha512:' + hex + hex, { repository: 'a', digest: `sha512:${hex}${hex}` }],
    ['localhost/a', { repository: 'localhost/a', tag: 'latest' }],
    ['[::1]:5000/a:b', { repository: '[::1]:5000/a', tag: 'b' }],
    ['127.0.0.1:5000/demo', { repository: '127.0.0.1:5000/demo', tag: 'latest' }],
    ['Registry.Example.com/a', { repository: 'Registry.Example.com/a', tag: 'latest' }],
    ['a__b/c.d/e-f---g/h_i', { repository: 'a__b/c.d/e-f---g/h_i', tag: 'latest' }],
    [`a:_${'x'.repeat(127)}`, { repository: 'a', tag: `_${'x'.repeat(127)}` }],
    [`r.io/${'a'.repeat(255)}`, { repository: `r.io/${'a'.repeat(255)}`, tag: 'latest' }],
  ])('reads %j', (payload, image) => {
    expect(imageReference.decode(payload)).toEqual(E.right(image));
  });

  test.each([
    ['', 'Bad payload: "": names no repository'],
    [':x', 'Bad payload: ":x": names no repository'],
    ['a:', 'Bad payload: "a:": nothing follows the colon that begins the tag'],
    ['a b', 'Bad payload: "a b": the repository must not hold blanks, as "a b" does'],
    ['A/B', 'Bad payload: "A/B": the repository must be in lower case, not "A"'],
    ['/a', 'Bad payload: "/a": the repository has an empty component between slashes'],
    ['https://r.io/a', 'Bad payload: "https://r.io/a": must not begin with a scheme such as https://'],
    ['r_.io/a', 'Bad payload: "r_.io/a": "r_.io" is not a registry host'],
    ['r.io:x/a', 'Bad payload: "r.io:x/a": "r.io:x" is not a registry host'],
    [hex, `Bad payload: "${hex.slice(0, 60)}…": an image id cannot be pulled: name a repository`],
    [
      'a@sha256:12',
      'Bad payload: "a@sha256:12": the digest must have 64 lower-case hexadecimal digits after sha256:',
    ],
    [
      'a@md5:12',
      'Bad payload: "a@md5:12": "md5:12" is not a digest: it must begin with sha256:, sha384: or sha512:',
    ],
    [
      'a:.x',
      'Bad payload: "a:.x": ".x" is not a tag: at most 128 letters, digits, _ . -, not beginning with . or -',
    ],
    [
      'a/b..c',
      'Bad payload: "a/b..c": the repository\'s component "b..c" must be letters and digits, with single separators (. _ __ -) inside',
    ],
    [
      'r.io/' + 'a'.repeat(256),
      `Bad payload: "r.io/${'a'.repeat(55)}…": the repository is longer than 255 characters`,
    ],
    [null, 'Bad payload: must be text, not null'],
    [5, 'Bad payload: must be text, not a number'],
    [['img'], 'Bad payload: must be text, not a list'],
  ])('refuses %j and says why', (payload, message) => {
    expect(messages(payload)).toEqual([message]);
  });

  test('refuses a tag of more than 128 characters', () => {
    expect(messages(`a:${'x'.repeat(129)}`)).toHaveLength(1);
  });

  test('reads every well-formed reference back from its parts', () => {
    const host = fc.constantFrom(
      '',
      'r.io/',
      'localhost/',
      'h:5000/',
      '[fe80::1]:1/',
      'a-b.example.com:65535/',
    );
    // No dot in the first component: that would make it a host.
    const path = fc.stringMatching(/^[a-z0-9]{1,8}((_|__|-{1,3})[a-z0-9]{1,4}){0,2}(\/[a-z0-9]{1,5}){0,3}$/);
    const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
    fc.assert(
      fc.property(host, path, tag, fc.boolean(), (hostPart, pathPart, tagPart, withDigest) => {
        const repository = hostPart + pathPart;
        const text = `${repository}:${tagPart}${withDigest ? `@${digest}` : ''}`;
        expect(parseImageReference(text)).toEqual(
          E.right({ repository, tag: tagPart, ...(withDigest ? { digest } : {}) }),
        );
        expect(namesRegistry({ repository })).toBe(hostPart !== '');
        expect(imageText({ repository, tag: tagPart, ...(withDigest ? { digest } : {}) })).toBe(text);
      }),
    );
  });

  test('answers any text at all, quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 300 }),
        (text) => void parseImageReference(text),
      ),
    );
    const started = performance.now();
    parseImageReference(`${'a-'.repeat(100_000)}.${'b.'.repeat(100_000)}/x`);
    parseImageReference('a'.repeat(200_000) + '-'.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test.each([
  ['img', 'docker.io'],
  ['team/img', 'docker.io'],
  ['index.docker.io/team/img', 'docker.io'],
  ['Ghcr.io/team/img', 'ghcr.io'],
  ['h:5000/img', 'h:5000'],
  ['localhost/img', 'localhost'],
])('registryOf %s is %s', (repository, registry) => {
  expect(registryOf({ repository })).toBe(registry);
});

test('imageText writes a digest alone, too', () => {
  expect(imageText({ repository: 'a/b', digest })).toBe(`a/b@${digest}`);
});
