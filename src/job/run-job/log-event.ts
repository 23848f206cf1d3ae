import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';

import { isAbsent } from '../decode/plain-value.js';
import type { Emit } from '../emit-event.js';
import { jsonText } from '../json-text.js';
import type { renderJobTemplate } from './gate.js';

/**
 * Renders a job's `event_log` and sends it as an event. lava writes the whole as JSON, renders that text, and reads it
 * back. A failure is what the event then tells; it is not fatal.
 */
export const logEvent =
  (eventLog: unknown, render: ReturnType<typeof renderJobTemplate>, emit: Emit): T.Task<void> =>
  async () => {
    if (isAbsent(eventLog)) return;
    const rendered = await render(jsonText(eventLog), 'event_log')();
    emit({ kind: 'logging', info: E.isRight(rendered) ? readBack(rendered.right) : rendered.left.message });
  };

const readBack = (rendered: string): string => {
  try {
    const value: unknown = JSON.parse(rendered);
    return typeof value === 'string' ? value : jsonText(value);
  } catch (cause) {
    return `Bad event_log: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
};
