/** What is printed of an error that ends a command. */
import { messageOf, PapergraphError } from '../errors.js';
import { redactorOf, secretsOf } from '../redact.js';
import type { Settings } from '../settings.js';
import { printable } from './terminal.js';

/** Secrets of the settings that this process has loaded, for errors that come when no settings are at hand. */
const secrets = new Set<string>();

/** Remembers what no error may print. */
export function keepSecret(settings: Settings): void {
  for (const secret of secretsOf(settings)) secrets.add(secret);
}

/** A value of YAML, a form or a message that is called a secret: an error of a settings file quotes its lines. */
const CALLED_SECRET = /(\b(?:password|passwd|token|secret)["']?\s*[:=]\s*)(?!\*\*\*|expected\b|a value that)\S.*/gi;

/**
 * A sentence for what went wrong on purpose; anything else is a defect and keeps its stack. Each line begins with the
 * program's name, so that no message can put a line of its own among those of the log.
 */
export function errorText(error: unknown, environment: Readonly<Record<string, string | undefined>>): string {
  const redact = redactorOf([
    ...secrets,
    environment['NEO4J_PASSWORD'] ?? '',
    environment['PAPERGRAPH_SERVE_TOKEN'] ?? '',
  ]);
  return redact(explain(error))
    .replace(CALLED_SECRET, '$1***')
    .split('\n')
    .map((line) => `papergraph: ${printable(line)}`.trimEnd())
    .join('\n');
}

function explain(error: unknown): string {
  if (error instanceof PapergraphError) return messageOf(error);
  return error instanceof Error && error.stack !== undefined ? error.stack : String(error);
}
