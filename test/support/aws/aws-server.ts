import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { type Disturbance, FaultError } from './aws-fault.js';
import { type AwsRequest, readRequest, type WireAnswer, wireAnswer, wireFault } from './aws-protocol.js';

/** What an operation answers. It may throw a {@link FaultError}. */
export type AwsHandler = (input: AwsRequest['input'], request: AwsRequest) => AwsOutput | Promise<AwsOutput>;

type AwsOutput = Readonly<Record<string, unknown>>;

/** A server that speaks the JSON and Query protocols of AWS, on 127.0.0.1. */
export interface AwsServer {
  readonly url: string;
  /** Every request that has come, in their order. */
  readonly requests: readonly AwsRequest[];
  /** The inputs of one operation, in their order. */
  readonly inputsOf: (operation: string) => readonly AwsRequest['input'][];
  /** Settles when so many requests of an operation have come. */
  readonly received: (operation: string, count: number) => Promise<void>;
  /** What happens to the next requests of an operation, one after another. */
  readonly disturb: (operation: string, ...disturbances: readonly Disturbance[]) => void;
  /** Sets, or replaces, what operations answer. */
  readonly answer: (handlers: Readonly<Record<string, AwsHandler>>) => void;
  readonly close: () => Promise<void>;
}

/** Starts a server that answers the given operations; any other is an unknown operation. */
export const startAwsServer = async (
  handlers: Readonly<Record<string, AwsHandler>> = {},
): Promise<AwsServer> => {
  const answers = new Map(Object.entries(handlers));
  const disturbances = new Map<string, Disturbance[]>();
  const requests: AwsRequest[] = [];
  const watchers = new Set<() => void>();

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = readRequest(message, await text(message));
    requests.push(request);
    for (const watch of watchers) watch();
    const answer = await answerOf(request, answers);
    await send(request, answer, response, disturbances.get(request.operation)?.shift());
  };

  const server = createServer((message, response) => {
    serve(message, response).catch(() => {
      // The client has gone, or the test has made a mistake that its own client reports.
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const inputsOf = (operation: string): readonly AwsRequest['input'][] =>
    requests.filter((request) => request.operation === operation).map(({ input }) => input);

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    inputsOf,
    received: (operation, count) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (inputsOf(operation).length < count) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    disturb: (operation, ...more) => {
      disturbances.set(operation, [...(disturbances.get(operation) ?? []), ...more]);
    },
    answer: (more) => {
      for (const [operation, handler] of Object.entries(more)) answers.set(operation, handler);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const answerOf = async (
  request: AwsRequest,
  answers: ReadonlyMap<string, AwsHandler>,
): Promise<WireAnswer> => {
  const handler = answers.get(request.operation);
  if (!handler)
    return wireFault(request, { name: 'UnknownOperationException', status: 404, message: request.operation });
  try {
    return wireAnswer(request, await handler(request.input, request));
  } catch (cause) {
    if (cause instanceof FaultError) return wireFault(request, cause);
    throw cause;
  }
};

const send = async (
  request: AwsRequest,
  answer: WireAnswer,
  response: ServerResponse,
  disturbance: Disturbance | undefined,
): Promise<void> => {
  switch (disturbance?.kind) {
    case 'cut':
      response.destroy();
      return;
    case 'cut-answer':
      response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
      response.write(answer.body.slice(0, answer.body.length / 2), () => response.destroy());
      return;
    case 'garble':
      write(response, { ...answer, body: `oops ${answer.body}` });
      return;
    case 'fault':
      write(response, wireFault(request, disturbance.fault));
      return;
    case 'hold':
      await disturbance.until;
      write(response, answer);
      return;
    case undefined:
      write(response, answer);
  }
};

const write = (response: ServerResponse, { status, headers, body }: WireAnswer): void => {
  response.writeHead(status, headers);
  response.end(body);
};
