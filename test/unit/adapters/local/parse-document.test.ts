import { describe, expect, it } from 'vitest';

import { parseDocument } from '../../../../src/adapters/local/parse-document.js';

describe('parseDocument', () => {
  it.each([
    ['', null],
    [
      'a: 1\nb: [true, null, 1.5, text, "5", 2026-11-23]',
      { a: 1, b: [true, null, 1.5, 'text', '5', '2026-11-23'] },
    ],
    ['a: 9007199254740993', { a: 9007199254740993n }],
    ['a: -9007199254740991', { a: -9007199254740991 }],
    ['on: yes', { on: 'yes' }],
    ['a: &x { k: v }\nb: *x', { a: { k: 'v' }, b: { k: 'v' } }],
  ])('reads the YAML text %j', async (text, value) => {
    expect(await parseDocument(text, 'file.yaml')).toEqual(value);
  });

  it('reads JSON', async () => {
    expect(await parseDocument('{"a": [1, "x", null, 12345678901234567890]}', 'file.json')).toEqual({
      a: [1, 'x', null, 12345678901234567890n],
    });
  });

  it('keeps a key that is named like a member of every object', async () => {
    const value = await parseDocument('{"__proto__": {"a": 1}, "constructor": 2}', 'file.json');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    ['a: "s3cret\n', 'f.yaml', 'File f.yaml, line 2, column 1: a quote, bracket, comma or colon is missing'],
    [
      'a: s3cret: x',
      'f.yaml',
      'File f.yaml, line 1, column 4: a map stands where a value is expected; quote a value that has ": " in it',
    ],
    [
      'a: "\\s3cret"',
      'f.yaml',
      'File f.yaml, line 1, column 5: a text in double quotes has an unknown escape',
    ],
    [
      'a: !s3cret x',
      'f.yaml',
      'File f.yaml, line 1, column 4: a value or tag is not known; text in a JSON file must be in quotes',
    ],
    ['a: *s3cret', 'f.yaml', 'File f.yaml: an alias names nothing, or aliases grow beyond every measure'],
    [
      'a: 1\n---\nb: s3cret',
      'f.yaml',
      'File f.yaml, line 2, column 1: more than one document; one is allowed',
    ],
    [
      'a: @s3cret',
      'f.yaml',
      'File f.yaml, line 1, column 4: a value begins with a character that must be quoted',
    ],
    [
      '{"a":\n  s3cret}',
      'f.json',
      'File f.json, line 2, column 3: a value or tag is not known; text in a JSON file must be in quotes',
    ],
  ])('tells where %j is wrong and shows nothing of it', async (text, file, message) => {
    const thrown = await parseDocument(text, file).catch((cause: unknown) => cause);
    expect(thrown).toMatchObject({ _tag: 'InvalidData', code: 'local.syntax', message });
    expect(JSON.stringify(thrown)).not.toContain('s3cret');
  });
});
