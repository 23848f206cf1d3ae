import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { pythonText } from '../job/python-text.js';
import type { CallOptions } from '../ports/port-error.js';
import type { NameVariables, TemplateRenderer } from '../ports/template-renderer.js';
import { badConnection, connectionFailure, type ConnectionFailure } from './connection-failure.js';

/** lava's default for the configuration item `CONN_APP_NAME`. */
const defaultTemplate = 'lv-{{ realm }}-{{ job_id }}';

/**
 * The name under which a connection's client presents itself to a server: the configuration item `CONN_APP_NAME`,
 * rendered. Quotes and backslashes are taken out, as lava does; line breaks and other control characters too.
 * @param configured - the item; absent: lava's default
 */
export const applicationName =
  (renderer: TemplateRenderer, { signal }: CallOptions) =>
  (configured: unknown, variables: NameVariables): TE.TaskEither<ConnectionFailure, string> => {
    const { conn_id: connectionId } = variables;
    const template = configured === undefined ? defaultTemplate : pythonText(configured);
    return pipe(
      renderer.render(template, variables, { signal }),
      TE.bimap(
        (cause) => {
          const message = `Connection ${connectionId}: Cannot render CONN_APP_NAME: ${cause.message}`;
          return cause._tag === 'Aborted'
            ? connectionFailure(connectionId, message, cause)
            : badConnection(connectionId, 'bad-record', message);
        },
        (name) => name.replace(/['"\\\p{Cc}]/gu, ''),
      ),
    );
  };
