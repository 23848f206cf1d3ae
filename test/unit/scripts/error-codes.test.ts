import { expect, it } from 'vitest';

import { findErrorCodes } from '../../../scripts/lib/error-codes.mjs';
import { temporaryFolder } from './temporary-folder.js';

const maker = `
  export interface Made<Tag extends string> { readonly _tag: Tag; readonly code: string; readonly retryable: boolean }
  interface Fields { readonly code: string; readonly retryable?: boolean }
  export const taggedError = <Tag extends string>(tag: Tag, fields: Fields): Made<Tag> =>
    ({ _tag: tag, retryable: false, ...fields });
  export const jobError = <Tag extends string>(tag: Tag, fields: Fields): Made<Tag> => taggedError(tag, fields);
`;

const users = `
  import { jobError, type Made, taggedError } from './maker.js';
  type Reason = 'missing' | 'late';
  const byStatus: Readonly<Record<number, Reason>> = { 404: 'missing' };
  export const busy = () => taggedError('Away', { code: 'store.busy', retryable: true });
  export const sent = (gone: boolean) => taggedError('Away', { code: gone ? 'store.gone' : 'store.busy' });
  export const failed = (status: number) =>
    taggedError('Failed', { code: \`store.\${byStatus[status] ?? 'refused'}\`, retryable: status > 500 });
  export const asJobError = (cause: Made<'Failed'>) =>
    jobError('JobFailed', { code: cause.code, retryable: cause.retryable });
`;

const project = (files: Readonly<Record<string, string>>): string =>
  temporaryFolder({
    'tsconfig.esm.json': JSON.stringify({
      compilerOptions: { strict: true, types: [], lib: ['es2023'], module: 'nodenext', rootDir: 'src' },
      include: ['src'],
    }),
    'src/maker.ts': maker,
    ...files,
  });

it('finds the codes that the types allow, with the errors that have them', () => {
  const fake = `import { taggedError } from '../maker.js'; export const e = taggedError('Fake', { code: 'fake.code' });`;
  expect(findErrorCodes(project({ 'src/users.ts': users, 'src/testing/fake.ts': fake }))).toEqual({
    codes: [
      { code: 'store.busy', tags: ['Away'], retryable: 'depends' },
      { code: 'store.gone', tags: ['Away'], retryable: 'no' },
      { code: 'store.late', tags: ['Failed', 'JobFailed'], retryable: 'depends' },
      { code: 'store.missing', tags: ['Failed', 'JobFailed'], retryable: 'depends' },
      { code: 'store.refused', tags: ['Failed', 'JobFailed'], retryable: 'depends' },
    ],
    problems: [],
  });
});

it('names the places whose codes nobody can tell', () => {
  const vague = `import { taggedError } from './maker.js';

export const failed = (code: string) => taggedError('Failed', { code });
`;
  expect(findErrorCodes(project({ 'src/vague.ts': vague })).problems).toEqual([
    'src/vague.ts:3: give `code` the type of the texts that it can be, instead of string',
  ]);
});
