/**
 * The template renderer that renders what Python renders.
 * @packageDocumentation
 */
export type { JinjaOptions } from '../../jinja/index.js';
export { makeJinjaRenderer } from './make-jinja-renderer.js';
