/** Something that the user can put right. It is shown as its message, without a stack. */
export class SetupError extends Error {
  /**
   * @override
   * @type {string}
   */
  name = 'SetupError';
}
