/** Any value of JSON. */
export type Json = unknown;

/** A map of JSON. */
export type JsonMap = Readonly<Record<string, Json>>;

/** What docker-py and the engine made of one `host_config`. */
export interface Pair {
  readonly id: number;
  readonly host_config: Json;
  /** The parts of the create body that `host_config` decides, as docker-py sent them. */
  readonly create?: JsonMap;
  /** Present when the engine refused what docker-py sent. */
  readonly engine?: JsonMap;
  /** What docker-py or the handler raised before it asked the engine. */
  readonly refused?: string;
}
