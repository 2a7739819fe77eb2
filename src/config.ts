/**
 * Settings from four layers, later ones over earlier ones: config/default.yaml, the user's file, the environment, flags.
 * Every value remembers its layer, so that an error can say where the wrong value came from.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { CannotRunError, messageOf } from './errors.js';
import { resourcePath } from './resources.js';
import { environmentName, type Settings, settingPaths, settingSchema, settingsSchema } from './settings.js';

/** Settings of one layer, nested by section and key, unchecked. */
interface Layer {
  /** For messages: `papergraph.yaml`, `the environment`, `the command line`. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LoadOptions {
  /** File named by --config; must exist. Without it, `papergraph.yaml` in the working folder is used if it is there. */
  readonly file?: string | undefined;
  /** Values from flags, by `section.key`; undefined means that the flag was not given. */
  readonly flags?: Readonly<Record<string, unknown>>;
  /** `process.env` unless told otherwise. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const USER_FILE = 'papergraph.yaml';

/**
 * Reads and checks all settings.
 *
 * @throws CannotRunError naming each unknown key or wrong value, what was expected, what came, and from where
 */
export function loadSettings(options: LoadOptions = {}): Settings {
  const layers = [
    fileLayer(resourcePath('config/default.yaml'), 'config/default.yaml'),
    ...userFileLayers(options.file),
    environmentLayer(options.environment ?? process.env),
    flagLayer(options.flags ?? {}),
  ];
  const result = settingsSchema.safeParse(layers.reduce((merged, layer) => merge(merged, layer.values), {}));
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => describeIssue(issue, layers));
  throw new CannotRunError(`The settings are not usable:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

function userFileLayers(file: string | undefined): Layer[] {
  if (file !== undefined) return [fileLayer(file, file)];
  return existsSync(USER_FILE) ? [fileLayer(USER_FILE, USER_FILE)] : [];
}

function fileLayer(path: string, name: string): Layer {
  const text = readText(path);
  try {
    const values: unknown = parseYaml(text) ?? {};
    if (isRecord(values)) return { name, values };
  } catch (error) {
    throw new CannotRunError(`${name}: expected YAML, got ${messageOf(error)}`, error);
  }
  throw new CannotRunError(
    `${name}: expected sections such as "fetch:" with keys below them, got another kind of YAML`,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CannotRunError(`${path}: expected a readable settings file: ${messageOf(error)}`, error);
  }
}

function environmentLayer(environment: Readonly<Record<string, string | undefined>>): Layer {
  const paths = new Map(settingPaths().map((path) => [environmentName(path), path]));
  const values: Record<string, Record<string, unknown>> = {};
  for (const [name, raw] of Object.entries(environment)) {
    const path = paths.get(name);
    if (path === undefined) refuseUnknownVariable(name, [...paths.keys()]);
    else if (raw !== undefined && raw !== '') setAt(values, path, environmentValue(path, raw));
  }
  return { name: 'the environment', values };
}

/** A misspelled variable would be silently without effect, which is worse than an error. */
function refuseUnknownVariable(name: string, known: readonly string[]): void {
  if (!name.startsWith('PAPERGRAPH_') || name.startsWith('PAPERGRAPH_TEST_')) return;
  throw new CannotRunError(`Unknown environment variable ${name}. Known: ${known.join(', ')}`);
}

/** The text itself where the setting takes it (a password of digits stays text), else read as a YAML value. */
function environmentValue(path: string, raw: string): unknown {
  if (settingSchema(path)?.safeParse(raw).success) return raw;
  try {
    return parseYaml(raw);
  } catch {
    return raw; // not YAML either: the check of all settings says what was expected
  }
}

function flagLayer(flags: Readonly<Record<string, unknown>>): Layer {
  const values: Record<string, Record<string, unknown>> = {};
  for (const [path, value] of Object.entries(flags)) if (value !== undefined) setAt(values, path, value);
  return { name: 'the command line', values };
}

function setAt(values: Record<string, Record<string, unknown>>, path: string, value: unknown): void {
  const [section = '', key = ''] = path.split('.');
  values[section] = { ...values[section], [key]: value };
}

/** Sections are merged key by key; everything below a key is replaced as a whole. */
function merge(
  base: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [section, values] of Object.entries(over)) {
    const below = merged[section];
    merged[section] = isRecord(below) && isRecord(values) ? { ...below, ...values } : (values ?? below);
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function describeIssue(issue: Issue, layers: readonly Layer[]): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => describeUnknown([...path, key], layers));
  }
  const { value, layer } = lastValue(path, layers);
  return [`${path.join('.')}: expected ${issue.message}, got ${printed(path, value)} (from ${origin(path, layer)})`];
}

function describeUnknown(path: readonly string[], layers: readonly Layer[]): string {
  const siblings = settingPaths().filter((known) => path.length === 1 || known.startsWith(`${path[0]}.`));
  const known = path.length === 1 ? [...new Set(siblings.map((name) => name.split('.')[0]))] : siblings;
  return `${path.join('.')}: unknown key (from ${lastValue(path, layers).layer}). Known here: ${known.join(', ')}`;
}

function lastValue(path: readonly string[], layers: readonly Layer[]): { value: unknown; layer: string } {
  for (const layer of layers.toReversed()) {
    const value = path.reduce<unknown>(
      (below, key) => (isRecord(below) || Array.isArray(below) ? Reflect.get(below, key) : undefined),
      layer.values,
    );
    if (value !== undefined) return { value, layer: layer.name };
  }
  return { value: undefined, layer: 'no layer' };
}

function origin(path: readonly string[], layer: string): string {
  return layer === 'the environment' ? environmentName(path.slice(0, 2).join('.')) : layer;
}

function printed(path: readonly string[], value: unknown): string {
  return path.some((key) => ['password', 'token', 'headers'].includes(key))
    ? 'a value that is not shown'
    : value === undefined
      ? 'nothing'
      : JSON.stringify(value);
}
