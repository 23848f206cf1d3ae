import type { Connector } from './connector.js';
import { type ConnectorRegistry, makeConnectorRegistry } from './connector-registry.js';
import { awsConnector } from './connectors/aws.js';
import { emailConnector } from './connectors/email.js';
import { genericConnector } from './connectors/generic.js';
import { gitConnector } from './connectors/git.js';
import { mssqlConnector } from './connectors/mssql.js';
import { mysqlConnectors } from './connectors/mysql.js';
import { oracleConnector } from './connectors/oracle.js';
import { postgresConnector, postgresRdsConnector } from './connectors/postgres.js';
import { redshiftConnector, redshiftServerlessConnector } from './connectors/redshift.js';
import { sesConnector } from './connectors/ses.js';
import { sharepointConnector } from './connectors/sharepoint.js';
import { slackConnector } from './connectors/slack.js';
import { smbConnector } from './connectors/smb.js';
import { sqlite3Connector } from './connectors/sqlite3.js';
import { sshConnector } from './connectors/ssh.js';

/** The connectors for lava's connection types, one file each in `connectors/`. */
const connectors: readonly Connector[] = [
  awsConnector,
  emailConnector,
  genericConnector,
  gitConnector,
  mssqlConnector,
  ...mysqlConnectors(),
  oracleConnector,
  postgresConnector,
  postgresRdsConnector,
  redshiftConnector,
  redshiftServerlessConnector,
  sesConnector,
  sharepointConnector,
  slackConnector,
  smbConnector,
  sqlite3Connector,
  sshConnector,
];

/**
 * The registry of lava's own connection types.
 * @param overrides - connectors of the host: for further types, or instead of lava's own
 * @throws TypeError as {@link makeConnectorRegistry} does
 * @public
 */
export const lavaConnectors = (overrides: readonly Connector[] = []): ConnectorRegistry =>
  makeConnectorRegistry(connectors, { overrides });
