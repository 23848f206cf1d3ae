import type { DockerJobTypeDeps } from './docker-run.js';

/** A port, and the methods of it that a docker job calls. */
interface Wanted {
  readonly port: string;
  readonly methods: readonly string[];
  readonly optional?: true;
}

const wanted: { readonly [Name in keyof Required<DockerJobTypeDeps>]: Wanted } = {
  connections: { port: 'a ConnectionStore', methods: ['find'] },
  state: { port: 'a StateLookup', methods: ['find'] },
  objects: { port: 'an ObjectStore', methods: ['put'] },
  secrets: { port: 'a SecretStore', methods: ['find'] },
  containers: { port: 'a ContainerRuntime', methods: ['connect'] },
  renderer: { port: 'a TemplateRenderer', methods: ['render'] },
  registryCredentials: { port: 'a RegistryCredentials', methods: ['login'], optional: true },
  connectors: {
    port: 'a registry of connectors, such as lavaConnectors()',
    methods: ['find'],
    optional: true,
  },
  managedSecrets: { port: 'a SecretStore', methods: ['find'], optional: true },
  databaseCredentials: { port: 'a DatabaseCredentials', methods: ['login'], optional: true },
  roleCredentials: { port: 'a RoleCredentials', methods: ['assume', 'region'], optional: true },
};

/**
 * Refuses ports that are missing, or are something else. The compiler does that for TypeScript; this is for everybody else,
 * at the start and not at the first job.
 * @throws TypeError naming every port that is wrong, what was given and what is needed
 */
export const checkDeps = (deps: DockerJobTypeDeps): void => {
  const given: unknown = deps;
  const found =
    typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const problems = Object.entries(wanted).flatMap(([name, port]) => wrongWith(name, found[name], port));
  if (problems.length > 0) throw new TypeError(`DockerJobType: ${problems.join('; ')}`);
};

const wrongWith = (name: string, given: unknown, { port, methods, optional }: Wanted): readonly string[] => {
  if (given === undefined && optional) return [];
  // Every array has a method "find".
  const lacking = Array.isArray(given) ? methods : methods.filter((method) => !hasMethod(given, method));
  return lacking.length === 0
    ? []
    : [`${name} must be ${port}, with ${lacking.join(' and ')}; found ${describe(given)}`];
};

const hasMethod = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';

/** What it is, without its content. */
const describe = (value: unknown): string => {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object that lacks that' : `a ${typeof value}`;
};
