/** A site of papers for end-to-end tests: `folder/<id>/full.md` as `/paper/<id>/full.md`, with ETag and 304. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';

export interface FolderSite {
  /** `http://127.0.0.1:41234`, to be used in links or as a mirror in the host map. */
  readonly origin: string;
  /** Texts sent whole, and answers "not modified", so far. */
  readonly counts: { readonly sent: number; readonly notModified: number };
  readonly close: () => Promise<void>;
}

export async function serveFolder(folder: string): Promise<FolderSite> {
  const counts = { sent: 0, notModified: 0 };
  const server = createServer((request, response) => {
    answer(folder, request, response).then(
      (outcome) => {
        if (outcome !== 'missing') counts[outcome] += 1;
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${address.port}`, counts, close };
}

async function answer(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<'sent' | 'notModified' | 'missing'> {
  const [, id] = /^\/paper\/([\w.-]+)\/full\.md$/.exec(request.url ?? '') ?? [];
  const body = id === undefined ? null : await readOrNull(join(folder, id, 'full.md'));
  if (body === null) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('no such paper\n');
    return 'missing';
  }
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ETag: etag }).end();
    return 'notModified';
  }
  response.writeHead(200, { 'Content-Type': 'text/markdown; charset=utf-8', ETag: etag }).end(body);
  return 'sent';
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
