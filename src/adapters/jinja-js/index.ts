/**
 * A light template renderer over the package jinja-js.
 * @packageDocumentation
 */
export { type JinjaJsRendererOptions, makeJinjaJsRenderer } from './make-jinja-js-renderer.js';
