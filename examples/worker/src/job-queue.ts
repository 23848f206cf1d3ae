// #region queue
/** A message as it was received, this time. */
export interface ReceivedMessage {
  readonly body: string;
  /** How often it has been received, this time included. */
  readonly receiveCount: number;
  /** Names this reception to the queue. */
  readonly receipt: string;
}

/** A queue as Amazon SQS is one: a message that was received is hidden for a time, and comes again unless it is deleted. */
export interface JobQueue {
  /**
   * Waits for a message, as long as the queue likes, and hides it.
   * @returns undefined when none has come, or when the signal is aborted
   */
  readonly receive: (visibilityMs: number, signal: AbortSignal) => Promise<ReceivedMessage | undefined>;
  /** Hides a message for that long from now on. */
  readonly extend: (message: ReceivedMessage, visibilityMs: number) => Promise<void>;
  readonly delete: (message: ReceivedMessage) => Promise<void>;
}
// #endregion queue
