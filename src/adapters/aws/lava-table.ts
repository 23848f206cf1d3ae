/** One of lava's tables. */
export interface LavaTable {
  readonly table: string;
  /** Its partition key, which is text; no table that is read here has a sort key. */
  readonly key: string;
}

/** The table of all realms of an account. */
export const realmsTable: LavaTable = { table: 'lava.realms', key: 'realm' };

/** A realm's table of jobs. */
export const jobsTable = (realm: string): LavaTable => ({ table: `lava.${realm}.jobs`, key: 'job_id' });

/** A realm's table of connections. */
export const connectionsTable = (realm: string): LavaTable => ({
  table: `lava.${realm}.connections`,
  key: 'conn_id',
});

/** A realm's table of state items. */
export const stateTable = (realm: string): LavaTable => ({ table: `lava.${realm}.state`, key: 'state_id' });
