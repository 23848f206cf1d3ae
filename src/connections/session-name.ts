/**
 * Makes the name of a role's session from an application name: AWS takes 2 to 64 characters of `[\w=,.@-]`. As in lava,
 * any other becomes a full stop.
 */
export const sessionName = (applicationName: string): string => {
  const cleansed = applicationName.replace(/[^\w=,.@-]/g, '.').slice(0, 64);
  return cleansed.length < 2 ? 'lava' : cleansed;
};
