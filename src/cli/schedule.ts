/** `papergraph schedule`: `papergraph link` again and again, at the times of a cron expression. */
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import type { Logger } from 'pino';
import { lastStart } from '../../pipelines/last-start.js';
import type { RunningServer } from '../../pipelines/serve.js';
import { CannotRunError, messageOf } from '../errors.js';
import { EXIT } from '../flow/exit-code.js';
import { type ProcessEnd, RunSchedule, type ScheduleEvent } from '../flow/run-schedule.js';
import { Timetable } from '../flow/timetable.js';
import { createLogger, logForm } from '../log.js';
import { redactor } from '../redact.js';
import type { Settings } from '../settings.js';
import { ChildRuns } from './child-run.js';
import { type CommonFlags, settingsFrom } from './common-options.js';
import { givenLinkFlags, type LinkOnlyFlags, linkOptions, linkSettings } from './link-options.js';

const HELP = `
Each run is "papergraph link" with the same inputs and flags, in a process of its own: whatever becomes of it, the schedule goes on.
A run that is due while one is going on is left out. Everything else is as with "papergraph link --help".

Examples:
  $ papergraph schedule cards/ --cron "0 2 * * *" --timezone Europe/Berlin       every night at two
  $ papergraph schedule cards/ --cron "0 2 * * *" --catch-up                     and at once, if the last night was missed
  $ papergraph schedule cards/ --cron "*/30 * * * *" --now --log-format text     now and every half hour
  $ papergraph schedule cards/ --cron "0 2 * * *" --serve                        with pages at http://127.0.0.1:7410
  $ papergraph schedule --feed https://example.org/changed.atom --cron "0 6 * * 1-5"

Signals: the first Ctrl-C or SIGTERM lets the run that is going on finish what is under way, the second stops it at once.
Exit codes: 0 stopped between runs; else that of the run that was going on; 2 could not start.`;

interface ScheduleFlags extends CommonFlags, LinkOnlyFlags {
  readonly cron?: string;
  readonly timezone?: string;
  readonly catchUp?: true;
  readonly now?: true;
  readonly once?: true;
  readonly serve?: true;
}

/** Flags of this command that "link" does not know. */
const OWN: readonly Option[] = [
  new Option('--cron <expression>', 'when: minute hour day month weekday, or six fields with seconds first'),
  new Option('--timezone <zone>', 'time zone of the expression, e.g. Europe/Berlin (default: that of this machine)'),
  new Option(
    '--catch-up',
    'run at once if a time passed since the last run began that did not crash, and after a suspended machine woke',
  ),
  new Option('--now', 'run at once, too'),
  new Option('--once', 'end after one run'),
  new Option('--serve', 'show runs, papers and metrics in a browser meanwhile, as "papergraph serve" does'),
];

export function scheduleCommand(): Command {
  const command = new Command('schedule')
    .description('link at the times of a cron expression, one run at a time')
    .argument('[inputs...]', 'what to link, as for "papergraph link"')
    .addHelpText('after', HELP)
    .action((inputs: readonly string[], flags: ScheduleFlags) => schedule(command, inputs, flags));
  for (const option of [...OWN, ...linkOptions()]) command.addOption(option);
  return command;
}

async function schedule(command: Command, inputs: readonly string[], flags: ScheduleFlags): Promise<void> {
  const settings = settingsFrom(flags, {
    'schedule.cron': flags.cron,
    'schedule.timezone': flags.timezone,
    'schedule.catchUp': flags.catchUp,
    ...linkSettings(flags),
  });
  const timetable = timetableOf(settings);
  const logger = loggerOf(settings);
  const runs = new ChildRuns([...linkCommand(), ...givenLinkFlags(command), '--', ...inputs]);
  const emit = (event: ScheduleEvent) => tell(logger, event);
  const runSchedule = new RunSchedule(
    { timetable, run: () => runs.run(), emit },
    {
      catchUp: settings.schedule.catchUp,
      now: flags.now === true,
      once: flags.once === true,
      lastStart: lastStart(settings.state.dir),
    },
  );
  const server = flags.serve === true ? await serve(settings, logger) : null;
  try {
    tellStart(logger, timetable, settings);
    const end = await untilStopped(runSchedule, runs, logger);
    logger.info({ code: end }, 'schedule-ended');
    process.exitCode = end;
  } finally {
    await server?.close();
  }
}

async function serve(settings: Settings, logger: Logger): Promise<RunningServer> {
  const { startServer } = await import('../../pipelines/serve.js');
  const redact = redactor(settings);
  const server = await startServer(settings, {
    onDefect: (error) => logger.error({ reason: redact(messageOf(error)) }, 'serve-failed'),
  });
  logger.info({ address: server.address }, 'serving');
  return server;
}

/** Waits for the end of the schedule, by a signal or by itself, and gives the exit code. */
async function untilStopped(schedule: RunSchedule, runs: ChildRuns, logger: Logger): Promise<number> {
  let interrupted = false;
  const handle = (signal: NodeJS.Signals) => {
    interrupted ||= schedule.isRunning;
    logger.warn({ signal, running: schedule.isRunning }, 'schedule-stopping');
    schedule.stop();
    // A terminal that is closed is no reason for a run of its own kind of end.
    runs.signal(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  try {
    const last = await schedule.untilStopped();
    return interrupted || schedule.endedByItself ? codeOf(last) : EXIT.allDone;
  } finally {
    for (const signal of SIGNALS) process.off(signal, handle);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function codeOf(end: ProcessEnd | null): number {
  if (end === null) return EXIT.allDone;
  if (end.code !== null) return end.code;
  const number = end.signal === null ? undefined : constants.signals[end.signal];
  return number === undefined ? EXIT.couldNotRun : 128 + number;
}

function timetableOf({ schedule: { cron, timezone } }: Settings): Timetable {
  if (cron !== null) return new Timetable({ cron, timezone });
  const words =
    'expected when to run, such as --cron "0 2 * * *" (every night at two) or schedule.cron in the settings';
  throw new CannotRunError(`schedule.cron: ${words}; found neither`);
}

/** Program and arguments that link: this Node, this program. */
function linkCommand(): string[] {
  return [process.execPath, ...process.execArgv, fileURLToPath(new URL('./main.js', import.meta.url)), 'link'];
}

/** A display that is redrawn is for one run; between runs there are lines. */
function loggerOf({ log }: Settings): Logger {
  const { form, colors } = logForm(log.format, { isTerminal: process.stderr.isTTY === true, environment: process.env });
  return createLogger({ level: log.level, form: form === 'json' ? 'json' : 'text', colors });
}

function tellStart(logger: Logger, timetable: Timetable, { schedule: { cron } }: Settings): void {
  const next = timetable.next(3).map((time) => timetable.show(time));
  logger.info({ cron, timezone: timetable.timezone, next }, 'schedule-started');
}

/** How a run ended, by its exit code. */
const OUTCOMES: Readonly<Record<number, string>> = {
  [EXIT.allDone]: 'done',
  [EXIT.somePapersFailed]: 'some-failed',
  [EXIT.couldNotRun]: 'could-not-run',
  [EXIT.warned]: 'warned',
  [EXIT.interrupted]: 'stopped',
  [EXIT.terminated]: 'stopped',
};

/** A run that was not yet there to handle a signal ends by it. */
function outcomeOf(signal: NodeJS.Signals | null): string {
  return signal === 'SIGTERM' || signal === 'SIGINT' ? 'stopped' : 'crashed';
}

function tell(logger: Logger, { event, ...fields }: ScheduleEvent): void {
  if (!('ms' in fields)) {
    logger[event === 'run-due' ? 'info' : 'warn'](fields, event);
    return;
  }
  const { code, signal, problem, ms, next } = fields;
  const outcome = code === null ? outcomeOf(signal) : (OUTCOMES[code] ?? 'crashed');
  const reason = problem ?? (signal === null ? undefined : `ended by ${signal}`);
  const isBad = outcome === 'crashed' || outcome === 'could-not-run';
  const level = outcome === 'done' ? 'info' : isBad ? 'error' : 'warn';
  logger[level]({ ms, outcome, code, next, ...(reason !== undefined && { reason }) }, event);
}
