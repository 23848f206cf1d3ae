import type { Connector } from './connector.js';
import { type ConnectorRegistry, makeConnectorRegistry } from './connector-registry.js';
import { onDemand } from './on-demand.js';

/** The connectors for lava's connection types, one file each in `connectors/`. */
const connectors: readonly Connector[] = [
  onDemand(['aws'], async () => {
    const { awsConnector } = await import('./connectors/aws.js');
    return [awsConnector];
  }),
  onDemand(['email'], async () => {
    const { emailConnector } = await import('./connectors/email.js');
    return [emailConnector];
  }),
  onDemand(['generic'], async () => {
    const { genericConnector } = await import('./connectors/generic.js');
    return [genericConnector];
  }),
  onDemand(['git'], async () => {
    const { gitConnector } = await import('./connectors/git.js');
    return [gitConnector];
  }),
  onDemand(['mssql'], async () => {
    const { mssqlConnector } = await import('./connectors/mssql.js');
    return [mssqlConnector];
  }),
  onDemand(['mysql', 'mariadb', 'mariadb-rds', 'mysql-aurora', 'mysql-rds'], async () => {
    const { mysqlConnectors } = await import('./connectors/mysql.js');
    return mysqlConnectors();
  }),
  onDemand(['oracle', 'oracle-rds'], async () => {
    const { oracleConnector } = await import('./connectors/oracle.js');
    return [oracleConnector];
  }),
  onDemand(['psql', 'postgres', 'postgres-aurora', 'postgres-rds'], async () => {
    const { postgresConnector, postgresRdsConnector } = await import('./connectors/postgres.js');
    return [postgresConnector, postgresRdsConnector];
  }),
  onDemand(['redshift', 'redshift-serverless'], async () => {
    const { redshiftConnector, redshiftServerlessConnector } = await import('./connectors/redshift.js');
    return [redshiftConnector, redshiftServerlessConnector];
  }),
  onDemand(['ses'], async () => {
    const { sesConnector } = await import('./connectors/ses.js');
    return [sesConnector];
  }),
  onDemand(['sharepoint'], async () => {
    const { sharepointConnector } = await import('./connectors/sharepoint.js');
    return [sharepointConnector];
  }),
  onDemand(['slack'], async () => {
    const { slackConnector } = await import('./connectors/slack.js');
    return [slackConnector];
  }),
  onDemand(['smb'], async () => {
    const { smbConnector } = await import('./connectors/smb.js');
    return [smbConnector];
  }),
  onDemand(['sqlite3'], async () => {
    const { sqlite3Connector } = await import('./connectors/sqlite3.js');
    return [sqlite3Connector];
  }),
  onDemand(['ssh', 'scp', 'sftp'], async () => {
    const { sshConnector } = await import('./connectors/ssh.js');
    return [sshConnector];
  }),
];

/**
 * The registry of lava's own connection types.
 * @param overrides - connectors of the host: for further types, or instead of lava's own
 * @throws TypeError as {@link makeConnectorRegistry} does
 * @public
 */
export const lavaConnectors = (overrides: readonly Connector[] = []): ConnectorRegistry =>
  makeConnectorRegistry(connectors, { overrides });
