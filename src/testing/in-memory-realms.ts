/** Values by id: those of one realm come before those that serve every realm. */
export interface RealmValues<Value> {
  readonly get: (realm: string, id: string) => Value | undefined;
  /** Stores a value for one realm, or, without a realm, for every realm that has none of its own. */
  readonly set: (id: string, value: Value, realm: string | undefined) => void;
  /** Whether there is a value, which may be undefined. */
  readonly has: (realm: string, id: string) => boolean;
}

/** Makes values by id that serve every realm. */
export const makeRealmValues = <Value>(values: Readonly<Record<string, Value>>): RealmValues<Value> => {
  const common = new Map(Object.entries(values));
  const own = new Map<string, Map<string, Value>>();
  const holder = (realm: string, id: string): ReadonlyMap<string, Value> => {
    const ofRealm = own.get(realm);
    return ofRealm?.has(id) === true ? ofRealm : common;
  };
  return {
    get: (realm, id) => holder(realm, id).get(id),
    has: (realm, id) => holder(realm, id).has(id),
    set: (id, value, realm) => {
      if (realm === undefined) common.set(id, value);
      else own.set(realm, (own.get(realm) ?? new Map<string, Value>()).set(id, value));
    },
  };
};
