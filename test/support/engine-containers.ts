import { askEngine } from '../../scripts/lib/engine-client.mjs';
import { waitFor } from '../../scripts/lib/wait-for.mjs';
import { testEngine } from './test-images.js';

/** What the engine says of a container, as far as tests look at it. */
export interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  /** The program, and its arguments: what is really executed. */
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Pid: number;
  };
  readonly Config: {
    readonly Hostname: string;
    readonly User: string;
    readonly WorkingDir: string;
    readonly Cmd: readonly string[] | null;
    readonly Entrypoint: readonly string[] | null;
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
    readonly ExposedPorts?: Readonly<Record<string, unknown>>;
  };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
}

/** Asks the engine about a container; nothing when there is none. */
export const inspectContainer = async (id: string): Promise<InspectedContainer | undefined> => {
  const { status, body } = await testEngine().send({ method: 'GET', path: `/containers/${id}/json` });
  return status === 200 ? (JSON.parse(body.toString()) as InspectedContainer) : undefined;
};

interface ListedContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly State: string;
  readonly Labels: Readonly<Record<string, string>>;
}

const listed = async (): Promise<readonly ListedContainer[]> => {
  const filters = JSON.stringify({ label: ['lava.run_id'] });
  const query = { all: '1', filters };
  return (await askEngine(testEngine(), {
    method: 'GET',
    path: '/containers/json',
    query,
  })) as ListedContainer[];
};

/** The names of the containers of jobs whose run id begins so. Other clones may have theirs on the same engine. */
export const containersOf = async (runIds: string): Promise<readonly string[]> =>
  (await listed())
    .filter(({ Labels: labels }) => labels['lava.run_id']?.startsWith(runIds))
    .flatMap(({ Names: names }) => names);

/** Waits until the container of a run runs. */
export const runningContainer = async (runId: string): Promise<InspectedContainer> => {
  const id = await waitFor(
    `the container of the run ${runId}`,
    async () =>
      (await listed()).find(
        ({ Labels: labels, State: state }) => labels['lava.run_id'] === runId && state === 'running',
      )?.Id,
    { timeoutMs: 30_000 },
  );
  const found = await inspectContainer(id);
  if (found === undefined) throw new Error(`The container of the run ${runId} has gone`);
  return found;
};
