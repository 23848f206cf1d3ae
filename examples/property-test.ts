/** How a team tests with records that nobody has thought of. It needs fast-check, which it installs itself. */
// #region property
import fc from 'fast-check';
import { decodeRealm } from 'lava-docker-job';
import { damagedRealmRecords, realmRecords } from 'lava-docker-job/testing/arbitraries';

/** What is to be tested: here, that realms are taken, and that a damaged one is refused where the damage is. */
export const realmsAreChecked = (): void => {
  fc.assert(fc.property(realmRecords(), (record) => decodeRealm(record)._tag === 'Right'));
  fc.assert(
    fc.property(damagedRealmRecords(), ({ record, path }) => {
      const decoded = decodeRealm(record);
      return (
        decoded._tag === 'Left' && decoded.left.details.problems.some((problem) => problem.path === path)
      );
    }),
  );
};
// #endregion property
