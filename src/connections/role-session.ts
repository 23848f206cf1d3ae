import { pythonText } from '../job/python-text.js';

/**
 * Makes the name of a role's session from an application name: AWS takes 2 to 64 characters of `[\w=,.@-]`. As in lava,
 * any other becomes a full stop.
 */
export const sessionName = (applicationName: string): string => {
  const cleansed = applicationName.replace(/[^\w=,.@-]/g, '.').slice(0, 64);
  return cleansed.length < 2 ? 'lava' : cleansed;
};

/** The tags of a role's session: their values are texts. */
export const tagTexts = (tags: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, pythonText(value)]));
