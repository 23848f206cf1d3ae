/**
 * An object store in a folder that keeps equal objects once.
 * @packageDocumentation
 */
export { type ContentAddressedOptions, makeContentAddressedStore } from './content-addressed-store.js';
export { removeUnusedContent } from './remove-unused-content.js';
