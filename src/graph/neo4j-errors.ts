/** What Neo4j's errors mean for the run, with what to do. */
import neo4j from 'neo4j-driver';
import { CannotRunError, messageOf, PaperError, PapergraphError, TemporaryError } from '../errors.js';
import { MissingNodeError } from './missing-node.js';

/** What a person can do, by the driver's or server's code. */
const ADVICE: Readonly<Record<string, string>> = {
  'Neo.ClientError.Security.Unauthorized': 'the user or the password is wrong. Check NEO4J_USERNAME and NEO4J_PASSWORD',
  'Neo.ClientError.Security.AuthenticationRateLimit':
    'too many wrong passwords. Check NEO4J_PASSWORD and wait a minute',
  'Neo.ClientError.Security.CredentialsExpired': 'the first password must be changed in Browser before it can be used',
  'Neo.ClientError.Security.Forbidden': 'this user may not do that. Use one that may write',
  'Neo.ClientError.Database.DatabaseNotFound': 'there is no such database. Check NEO4J_DATABASE',
};

/** Of a node that another transaction deletes while it is being used. */
const VANISHED = 'Neo.ClientError.Statement.EntityNotFound';

/** Of deleting a node that has edges still. */
const STILL_IN_USE = 'Neo.ClientError.Schema.ConstraintValidationFailed';

const GONE: readonly string[] = [neo4j.error.SERVICE_UNAVAILABLE, neo4j.error.SESSION_EXPIRED];

/** An error of the first contact: whatever it is, nothing can be done before somebody acts. */
export function connectionError(error: unknown, location: string): Error {
  if (error instanceof PapergraphError) return error;
  const code = codeOf(error);
  const absent = `no Neo4j server answers there. Start one (docker compose up -d) or check NEO4J_URI: ${messageOf(error)}`;
  const problem = ADVICE[code] ?? (GONE.includes(code) ? absent : messageOf(error));
  return new CannotRunError(`${location}: ${problem}`, error);
}

/** An error in the middle of work: gone for a while, wrong for good, or about what was to be written. */
export function workError(error: unknown, location: string): Error {
  if (error instanceof PapergraphError) return error;
  const code = codeOf(error);
  const advice = ADVICE[code];
  if (advice !== undefined) return new CannotRunError(`${location}: ${advice}`, error);
  if (GONE.includes(code)) {
    return new TemporaryError(`${location}: the server went away (${messageOf(error)}). Start it and run again`, error);
  }
  if (code === VANISHED)
    return new MissingNodeError(`${location}: a node was removed meanwhile: ${messageOf(error)}`, error);
  if (code === STILL_IN_USE) {
    const problem = 'another writer has just led to what was to be removed';
    return new TemporaryError(`${location}: ${problem} (${messageOf(error)}). Try again`, error);
  }
  if (code.startsWith('Neo.TransientError') || code.startsWith('Neo.DatabaseError')) {
    return new TemporaryError(`${location}: the server could not do it now (${messageOf(error)})`, error);
  }
  return new PaperError(`${location}: the graph does not take this: ${messageOf(error)}`, error);
}

/** Of just this constraint or index. An index where a constraint is wanted (`IndexAlreadyExists`) is not that. */
const THERE_ALREADY: readonly string[] = [
  'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists',
  'Neo.ClientError.Schema.ConstraintAlreadyExists',
];

/** True when what a schema statement asks for has been made by another process. */
export function isThereAlready(error: unknown): boolean {
  return THERE_ALREADY.includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof neo4j.Neo4jError ? error.code : '';
}
