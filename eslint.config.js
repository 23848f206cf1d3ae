import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Modules of the fp-ts family load from `lib`, the only form that resolves in both ESM and CommonJS. */
const fpTsRoots = [
  { name: 'fp-ts', message: 'Import fp-ts/lib/X.js: the root loads every module.' },
  { name: 'io-ts/es6', message: 'Import io-ts.' },
];
const fpTsPatterns = [
  { regex: '^fp-ts/(?!lib/)', message: 'Import fp-ts/lib/X.js: nothing else resolves in Node ESM.' },
];

/** What no folder of src may import unless its own rule allows it. */
const sdks = [
  'dockerode',
  'docker-modem',
  'tar-stream',
  '@aws-sdk',
  'jinja-js',
  'yaml',
  'commander',
  'fast-check',
];

/**
 * The boundaries of docs/architecture.md.
 * @param {string} folder  folder below src
 * @param {string[]} forbidden  other folders of src that it may not import
 * @param {string[]} allowedSdks  the SDKs that belong to it
 */
const boundary = (folder, forbidden, allowedSdks = []) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': 'off',
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: fpTsRoots,
        patterns: [
          ...fpTsPatterns,
          ...forbidden.map((other) => ({
            regex: `^(\\.\\./)+${other}(/|$)`,
            message: `src/${folder} does not import src/${other}: see docs/architecture.md.`,
          })),
          ...sdks
            .filter((sdk) => !allowedSdks.includes(sdk))
            .map((sdk) => ({
              regex: `^${sdk}(/|$)`,
              message: `${sdk} belongs to another folder: see docs/architecture.md.`,
            })),
        ],
      },
    ],
  },
});

export default defineConfig(
  globalIgnores(['dist', 'coverage', '**/node_modules', 'docs/api', '.engine']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A default case that is written down handles the rest of a union.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: fpTsRoots, patterns: fpTsPatterns }],
      // Numbers print the same everywhere; forcing String(n) hides the sentence that a template literal shows.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'bench/**/*.mjs', 'test/**/*.mjs', 'test/**/*.cjs', 'eslint.config.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    // The test runner of Node waits for its tests by itself.
    files: ['examples/*/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['describe', 'it', 'test'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  boundary('job', ['docker', 'connections', 'adapters', 'testing', 'cli', 'jinja']),
  {
    // Ports are types only, so that a host's own adapter pulls in no code.
    files: ['src/ports/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^\\.\\./(?!job/)', message: 'A port imports types of src/job and nothing else.' },
            {
              regex: '^(?!node:|\\.|fp-ts/lib/)',
              message: 'A port imports no package but the types of fp-ts.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportDeclaration[importKind!="type"]', message: 'Ports are types only.' },
        {
          selector:
            'ExportNamedDeclaration > :matches(VariableDeclaration, FunctionDeclaration, ClassDeclaration)',
          message: 'Ports are types only.',
        },
      ],
    },
  },
  boundary('jinja', ['job', 'ports', 'docker', 'connections', 'adapters', 'testing', 'cli']),
  boundary('docker', ['adapters', 'testing', 'cli']),
  boundary('connections', ['docker', 'adapters', 'testing', 'cli']),
  boundary(
    'adapters/aws',
    ['docker', 'connections', 'testing', 'cli', 'docker-engine', 'local', 'jinja-js'],
    ['@aws-sdk'],
  ),
  boundary(
    'adapters/docker-engine',
    ['docker', 'connections', 'testing', 'cli', 'aws', 'local', 'jinja-js'],
    ['dockerode', 'docker-modem', 'tar-stream'],
  ),
  boundary(
    'adapters/local',
    ['docker', 'connections', 'testing', 'cli', 'aws', 'docker-engine', 'jinja-js'],
    ['yaml'],
  ),
  boundary(
    'adapters/jinja-js',
    ['docker', 'connections', 'testing', 'cli', 'aws', 'docker-engine', 'local'],
    ['jinja-js'],
  ),
  boundary('adapters/jinja', [
    'docker',
    'connections',
    'testing',
    'cli',
    'aws',
    'docker-engine',
    'local',
    'jinja-js',
  ]),
  boundary('testing', ['docker', 'adapters', 'cli']),
  boundary('testing/arbitraries', ['docker', 'adapters', 'cli'], ['fast-check']),
  boundary('cli', ['testing'], ['commander']),
);
