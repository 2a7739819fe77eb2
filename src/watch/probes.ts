/** Routes for machines that watch: alive, ready, metrics. */
import { Hono } from 'hono';
import { messageOf } from '../errors.js';
import { ledgerMetrics } from './ledger-metrics.js';
import { processMetrics } from './process-metrics.js';
import type { Watched, WatchedLedger } from './watched.js';

/** One thing that must be so for the next run to go well. */
export interface ReadyCheck {
  readonly name: 'ledger' | 'state-folder' | 'last-run';
  readonly ok: boolean;
  readonly message: string;
}

/** `/healthz` and `/readyz`: open to all, for probes have no token; they name no paths and no papers. */
export function probeRoutes(watched: Watched): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', (context) => {
    const checks = checkReady(watched);
    const ok = checks.every((check) => check.ok);
    return context.json({ ok, checks }, ok ? 200 : 503);
  });
  return app;
}

/** `/metrics`: this process, the ledger, and the newest run as it told itself. */
export function metricsRoutes(watched: Watched): Hono {
  const app = new Hono();
  app.get('/metrics', async (context) => {
    const { ledger, error } = tryLedger(watched);
    const [newest] = ledger?.runs.list({ limit: 1 }) ?? [];
    const own = processMetrics('');
    const parts = [await own.metrics(), await ledgerMetrics(ledger, error === null), newest?.metrics ?? ''];
    context.header('Content-Type', own.contentType);
    return context.body(
      `${parts
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .join('\n\n')}\n`,
    );
  });
  return app;
}

function checkReady(watched: Watched): readonly ReadyCheck[] {
  const { ledger, error } = tryLedger(watched);
  const notWritable = watched.whyNotWritable();
  return [
    {
      name: 'ledger',
      ok: error === null,
      message: error === null ? (ledger === null ? 'none yet: no run was made' : 'readable') : 'cannot be read',
    },
    { name: 'state-folder', ok: notWritable === null, message: notWritable ?? 'writable' },
    lastRun(error === null ? ledger : null),
  ];
}

function lastRun(ledger: WatchedLedger | null): ReadyCheck {
  const [newest] = ledger?.runs.list({ limit: 1 }) ?? [];
  if (newest === undefined) return { name: 'last-run', ok: true, message: 'none yet' };
  return { name: 'last-run', ok: newest.state !== 'crashed', message: newest.state };
}

/** The ledger, or why it cannot be read. Reads from it: a file may open and be damaged all the same. */
function tryLedger(watched: Watched): { readonly ledger: WatchedLedger | null; readonly error: string | null } {
  try {
    const ledger = watched.open();
    ledger?.runs.list({ limit: 1 });
    return { ledger, error: null };
  } catch (error) {
    return { ledger: null, error: messageOf(error) };
  }
}
