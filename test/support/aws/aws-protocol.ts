import type { IncomingMessage } from 'node:http';

import type { AwsFault } from './aws-fault.js';

/** A request as a service of AWS understands it. */
export interface AwsRequest {
  /** As the signature names it: `ssm`, `ecr`, `kms`, `sts`, … */
  readonly service: string;
  /** As the signature names it. */
  readonly region: string;
  /** Id of the access key of the signature. */
  readonly accessKeyId: string;
  readonly operation: string;
  /** The JSON document, or the form's fields by their dotted names. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads a request of the JSON protocols (1.0 and 1.1) or of the Query protocol. */
export const readRequest = (message: IncomingMessage, body: string): AwsRequest => {
  const { headers } = message;
  const [accessKeyId = '', , region = '', service = ''] =
    /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split('/') ?? [];
  const target = headers['x-amz-target'];
  const signed = { accessKeyId, region, service, headers };
  if (typeof target === 'string')
    return {
      ...signed,
      operation: target.split('.').at(-1) ?? '',
      input: JSON.parse(body) as Record<string, unknown>,
    };
  const { Action: operation = '', ...input } = Object.fromEntries(new URLSearchParams(body));
  return { ...signed, operation, input };
};

const isQuery = ({ headers }: AwsRequest): boolean => headers['x-amz-target'] === undefined;

/** The answer of an operation, in the protocol of the request. */
export const wireAnswer = (request: AwsRequest, output: Readonly<Record<string, unknown>>): WireAnswer => {
  const { operation } = request;
  if (!isQuery(request)) return json(200, output, {});
  return xml(
    200,
    `<${operation}Response><${operation}Result>${elements(output)}</${operation}Result>${requestIdElement}</${operation}Response>`,
  );
};

/** An error, in the protocol of the request. */
export const wireFault = (request: AwsRequest, { name, status, message }: AwsFault): WireAnswer =>
  isQuery(request)
    ? xml(
        status,
        `<ErrorResponse><Error>${elements({ Type: 'Sender', Code: name, Message: message })}</Error>${requestIdElement}</ErrorResponse>`,
      )
    : json(status, { __type: `com.amazonaws#${name}`, message }, { 'x-amzn-errortype': name });

const requestId = '00000000-1111-2222-3333-444444444444';

const requestIdElement = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;

const json = (status: number, document: unknown, headers: Readonly<Record<string, string>>): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId, ...headers },
  body: JSON.stringify(document),
});

const xml = (status: number, document: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: document,
});

const elements = (members: Readonly<Record<string, unknown>>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${contentOf(value)}</${name}>`)
    .join('');

const contentOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? elements(value as Record<string, unknown>)
    : String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
