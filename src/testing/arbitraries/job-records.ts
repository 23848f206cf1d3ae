import fc from 'fast-check';

import { damaged, type Damage, type Damaged, withField, withoutField } from './damage.js';
import {
  booleans,
  durations,
  hostNames,
  identifiers,
  lineTexts,
  plainNames,
  records,
} from './plain-values.js';

/** Words of a command line, quoted where they need it. */
const commandLines = fc
  .array(fc.stringMatching(/^[\w./=:+@-]{1,12}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.map((word, index) => (index % 2 === 0 ? word : `'${word} ${word}'`)).join(' '));

const images = fc
  .tuple(
    fc.option(fc.tuple(hostNames, fc.integer({ min: 1, max: 65_535 })), { nil: undefined }),
    fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { minLength: 1, maxLength: 3 }),
    fc.option(fc.stringMatching(/^[\w][\w.-]{0,10}$/), { nil: undefined }),
  )
  .map(([registry, path, tag]) =>
    [
      registry === undefined ? '' : `${registry[0].toLowerCase()}:${registry[1]}/`,
      path.join('/'),
      tag === undefined ? '' : `:${tag}`,
    ].join(''),
  );

const hostConfigs = fc.record(
  {
    mem_limit: fc.integer({ min: 6, max: 4096 }).map((mebibytes) => `${mebibytes}m`),
    cpu_shares: fc.integer({ min: 2, max: 1024 }),
    cpuset_cpus: fc.constantFrom('0', '0,1', '0-2,4'),
    network_disabled: fc.boolean(),
    user: fc.constantFrom('1000', '1000:1000', 'nobody'),
    working_dir: identifiers.map((path) => `/${path}`),
    extra_hosts: fc.dictionary(hostNames, fc.ipV4(), { maxKeys: 2 }),
    domainname: hostNames,
  },
  { requiredKeys: [] },
);

const parameters = fc.record(
  {
    docker: identifiers,
    command: commandLines,
    args: fc.array(fc.oneof(lineTexts, fc.integer(), fc.boolean()), { maxLength: 3 }),
    env: fc.dictionary(plainNames, fc.oneof(lineTexts, fc.integer(), fc.boolean(), fc.constant(null)), {
      maxKeys: 3,
    }),
    host_config: hostConfigs,
    jinja: booleans,
    timeout: durations,
    vars: fc.dictionary(plainNames, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  },
  { requiredKeys: ['docker'] },
);

/**
 * Docker jobs as the jobs table stores them, each of them enabled and acceptable. Templates and connections of the job
 * are not among them: whether those are good depends on more than the record.
 * @public
 */
export const dockerJobRecords = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  records(
    {
      job_id: identifiers,
      type: fc.constant('docker'),
      worker: plainNames,
      payload: images,
      parameters,
      enabled: fc.constant(true),
    },
    {
      owner: lineTexts,
      description: lineTexts,
      globals: fc.dictionary(
        plainNames.filter((name) => !/^lava/i.test(name)),
        fc.jsonValue({ maxDepth: 2 }),
        { maxKeys: 2 },
      ),
      state: fc.dictionary(identifiers, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
      iteration_limit: fc.integer({ min: 1, max: 3 }),
      iteration_delay: fc.integer({ min: 0, max: 300 }),
    },
  );

/** The damage of a parameter that has another value. */
const withParameter = (
  name: string,
  value: unknown,
  damage: string,
  path = `parameters.${name}`,
): Damage => ({
  damage,
  path,
  // The parameters of a good record are a map.
  apply: (record) => ({ ...record, parameters: { ...(record['parameters'] as object), [name]: value } }),
});

/** Docker jobs with one thing wrong, which `runJob` refuses with a `BadJobError` before it contacts anything. @public */
export const damagedDockerJobRecords = (): fc.Arbitrary<Damaged> =>
  damaged(dockerJobRecords(), [
    withoutField('job_id', ''),
    withoutField('worker', ''),
    withField('job_id', '', 'an empty id'),
    withField('globals', { lavaX: 1 }, 'a global that lava keeps for itself'),
    withField('parameters', ['command'], 'parameters that are a list'),
    withField('payload', '', 'an empty image name'),
    withField('payload', 'Not An Image', 'an image name with blanks'),
    withField('payload', { image: 'tool' }, 'an image that is a map'),
    withField('state', 'none', 'a state that is a text'),
    withField('iteration_delay', 'soon', 'a delay that is no duration'),
    withParameter('timeout', 0, 'a timeout of zero'),
    withParameter('timeout', 'soon', 'a timeout that is no duration'),
    withParameter('command', "echo 'open", 'a command with an open quote'),
    withParameter('args', 'one two', 'arguments that are a text'),
    withParameter('env', { A: ['list'] }, 'a variable that is a list', 'parameters.env.A'),
    withParameter('env', ['A=1'], 'variables that are a list'),
    withParameter('vars', 'a=1', 'variables for templates that are a text'),
    withParameter(
      'host_config',
      { nosuch: 1 },
      'a host configuration of an unknown name',
      'parameters.host_config',
    ),
    withParameter(
      'host_config',
      { mem_limit: 'much' },
      'a limit that is no size',
      'parameters.host_config.mem_limit',
    ),
    withParameter(
      'connections',
      { 'no label': 'db' },
      'a label with a blank',
      'parameters.connections["no label"]',
    ),
    withParameter('docker', 42, 'a number as the docker connection'),
    withParameter('nosuch', 1, 'a parameter of an unknown name', 'parameters'),
  ]);
