/** Docker Hub's name among registries. */
export const dockerHub = 'docker.io';

/** The name under which the docker client stores logins for Docker Hub and asks credential helpers for them. */
export const dockerHubServer = 'https://index.docker.io/v1/';

/**
 * The registry of an image, by the engine's own rule: the text before the first slash if it has a dot or a colon or is
 * `localhost`; else Docker Hub.
 * @param repository - without tag and digest
 */
export const registryOf = (repository: string): string => {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? registryHost(first) : dockerHub;
};

/** The bare host of a registry given as host or URL, lower-case; Docker Hub's other name becomes its first. */
export const registryHost = (registry: string): string => {
  const host = registry
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  return host === 'index.docker.io' ? dockerHub : host;
};
