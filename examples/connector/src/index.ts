export { acmeConnector } from './acme-connector.js';
