import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { jobParameters } from '../../../src/job/job-parameters.js';
import { lavaDecoders } from '../../../src/job/lava-decoders.js';

const everything = jobParameters({ optional: lavaDecoders });

describe('lavaDecoders', () => {
  it('take values in each form in which lava stores them', () => {
    const value = {
      text: '',
      nonEmptyText: 'a\nb',
      lineText: 'a b',
      wholeNumber: '-3',
      port: 5432n,
      boolean: 'False',
      s3Location: 's3://b/k/',
    };
    expect(everything.decode(value)).toEqual(
      E.right({
        ...value,
        wholeNumber: -3,
        port: 5432,
        boolean: false,
        s3Location: { bucket: 'b', key: 'k' },
      }),
    );
  });

  it('say what must be there instead, all at once', () => {
    const value = {
      text: 1,
      nonEmptyText: '',
      lineText: 'a\nb',
      wholeNumber: 1.5,
      port: 65_536,
      boolean: 'yes',
      s3Location: '',
    };
    const result = everything.decode(value);
    expect(E.isLeft(result) && result.left.map(({ message }) => message).sort()).toEqual([
      'Bad job parameters: Invalid S3 object name: ""',
      'Bad job parameters: boolean must be true or false',
      'Bad job parameters: lineText must be text on one line',
      'Bad job parameters: nonEmptyText must be text that is not empty',
      'Bad job parameters: port must be a whole number from 1 to 65535',
      'Bad job parameters: text must be text',
      'Bad job parameters: wholeNumber must be a whole number',
    ]);
  });

  it.each([0, -1, 65_536, '0'])('refuse the port %j', (port) => {
    expect(E.isLeft(lavaDecoders.port.decode(port))).toBe(true);
  });
});
