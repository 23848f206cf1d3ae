/** The users of an image. */
export interface ImageUsers {
  /** The user id of a name; nothing when the image has no such user. */
  readonly uidOf: (name: string) => number | undefined;
  readonly has: (uid: number) => boolean;
}

/**
 * Reads the text of an `/etc/passwd`, whose lines are `name:password:uid:gid:…`. As for the engine, the first line of a
 * name counts.
 */
export const parseUsers = (passwd: string): ImageUsers => {
  const users = passwd.split('\n').flatMap((line) => {
    const [name = '', , uid = ''] = line.trim().split(':', 3);
    return name !== '' && /^\d+$/.test(uid) ? [{ name, uid: Number(uid) }] : [];
  });
  return {
    uidOf: (wanted) => users.find(({ name }) => name === wanted)?.uid,
    has: (wanted) => users.some(({ uid }) => uid === wanted),
  };
};
