import { awsErrorMapper } from './aws-error.js';

/**
 * Errors of DynamoDB. A validation error comes of a table whose key is another one than lava's, or of an id that cannot be
 * a key, an empty one for example.
 */
export const dynamoDbError = awsErrorMapper({
  service: 'dynamoDb',
  missing: ['ResourceNotFoundException'],
  invalid: ['ValidationException'],
});
