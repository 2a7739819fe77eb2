/** The files of curation: those of the package, and the user's own. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRunError, type FormatError, messageOf } from '../src/errors.js';
import type { CurationRow } from '../src/ground/curation/curation-row.js';
import { readRows } from '../src/ground/curation/parse-curation.js';
import { resourcePath } from '../src/resources.js';
import type { Settings } from '../src/settings.js';

const OF_PACKAGE = 'config/curation';
/** Used if it is there and the settings name nothing else. */
const USUAL_FOLDER = 'curation';

/** All rows, in the order of their files, and the files as messages name them. */
export interface CurationFiles {
  readonly rows: readonly CurationRow[];
  readonly files: readonly string[];
}

/**
 * Reads the files of the package, then those that the settings name, folders by the names of their `*.tsv` files.
 *
 * @throws FormatError for a row that is not of its form, CannotRunError for a file or folder that is not there
 */
export function readCuration(setting: Settings['link']['curation']): CurationFiles {
  return readFiles(configuredFiles(setting), (error) => {
    throw error;
  });
}

/** The same with all errors told, of these files and folders alone if there are any. */
export function checkedCuration(
  setting: Settings['link']['curation'],
  paths: readonly string[],
  onError: (error: FormatError) => void,
): CurationFiles {
  const own = paths.flatMap((path) => filesOf(path, path));
  return readFiles(paths.length === 0 ? configuredFiles(setting) : own, onError);
}

function configuredFiles(setting: Settings['link']['curation']): readonly NamedFile[] {
  const usual = existsSync(USUAL_FOLDER) ? [USUAL_FOLDER] : [];
  const own = setting === null ? usual : [setting].flat();
  return [...filesOf(resourcePath(OF_PACKAGE), OF_PACKAGE), ...own.flatMap((path) => filesOf(path, path))];
}

interface NamedFile {
  readonly path: string;
  /** As messages name it. */
  readonly name: string;
}

function readFiles(files: readonly NamedFile[], onError: (error: FormatError) => void): CurationFiles {
  // A file that is named twice, say by its folder and by itself, is read once.
  const once = [...new Map(files.map((file) => [realpathSync(file.path), file])).values()];
  return {
    rows: once.flatMap(({ path, name }) => readRows(readFileSync(path, 'utf8'), name, onError)),
    files: once.map(({ name }) => name),
  };
}

function filesOf(path: string, name: string): readonly NamedFile[] {
  try {
    if (!statSync(path).isDirectory()) return [{ path, name }];
    const names = readdirSync(path).filter((file) => file.endsWith('.tsv'));
    return names.toSorted().map((file) => ({ path: join(path, file), name: join(name, file) }));
  } catch (error) {
    throw new CannotRunError(
      `${name}: expected a file of curation or a folder with *.tsv files (link.curation): ${messageOf(error)}`,
      error,
    );
  }
}
