/** `papergraph serve`: pages, health and metrics over HTTP. */
import { Command } from 'commander';
import { messageOf } from '../errors.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { numberIn } from './number-flag.js';
import { printable } from './terminal.js';

const HELP = `
Pages: / runs, /papers what is in trouble and why, /papers/ID a paper's story and its annotated text. For machines: /healthz,
/readyz, /metrics (Prometheus), /api/runs, /api/papers/ID. It reads the ledger of the state folder, whether a run goes on or not.

It listens on this machine only. For others set PAPERGRAPH_SERVE_TOKEN (16 or more characters): browsers then ask for it, and
machines send "Authorization: Bearer …". It speaks HTTP; put a proxy with TLS in front of it where the network is not yours.

Examples:
  $ papergraph serve
  $ papergraph serve --state /var/lib/papergraph --port 8080
  $ PAPERGRAPH_SERVE_TOKEN=$(openssl rand -hex 24) papergraph serve --host 0.0.0.0

Exit codes: 0 ended by Ctrl-C or SIGTERM, 2 could not run.`;

interface ServeFlags extends CommonFlags {
  readonly host?: string;
  readonly port?: string;
}

export function serveCommand(): Command {
  const command = new Command('serve')
    .description('show runs, papers and metrics in a browser')
    .option('--port <n>', 'port to listen on; 0 takes a free one (default: 7410)')
    .option('--host <address>', 'address to listen on; others than this machine need a token (default: 127.0.0.1)')
    .addHelpText('after', HELP)
    .action(serve);
  for (const option of commonOptions('state', 'config')) command.addOption(option);
  return command;
}

async function serve(flags: ServeFlags): Promise<void> {
  const settings = settingsFrom(flags, {
    'serve.host': flags.host,
    'serve.port': flags.port === undefined ? undefined : numberIn(flags.port),
  });
  const { startServer } = await import('../../pipelines/serve.js');
  const server = await startServer(settings, {
    onDefect: (error) => void process.stderr.write(`papergraph serve: ${printable(stackOf(error))}\n`),
  });
  process.stdout.write(`papergraph serves ${settings.state.dir} at ${server.address}\n`);
  await signalled();
  await server.close();
}

/** Resolves with the first Ctrl-C or SIGTERM; a second one then ends the process as it always does. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end).on('SIGTERM', end);
  });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}
