// #region render
import { makeJinja, variablesFromJs } from 'lava-docker-job/jinja';

const jinja = makeJinja({ timeZone: 'Australia/Sydney' });

/** Adds numbers up, in the words of a template. */
export const sum = (xs: readonly number[]): string => jinja.render('{{ xs|sum }}', variablesFromJs({ xs }));
// #endregion render
