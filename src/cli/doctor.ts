/** `papergraph doctor`: what works here, and what to do about the rest. */
import { Command } from 'commander';
import type { Check } from '../../pipelines/doctor.js';
import { EXIT } from '../flow/exit-code.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { printable } from './terminal.js';

interface DoctorFlags extends CommonFlags {
  readonly json?: true;
}

export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description('check Node, lexicon, graph, disk and network, and say what to do')
    .option('--json', 'print the checks as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ papergraph doctor --graph bolt://localhost:7687\n\nExit codes: 0 all well, 1 something to do.',
    )
    .action(doctor);
  for (const option of commonOptions('graph', 'lexicon', 'state', 'offline', 'config')) command.addOption(option);
  return command;
}

async function doctor(flags: DoctorFlags): Promise<void> {
  const { checkAll } = await import('../../pipelines/doctor.js');
  const checks = await checkAll(settingsFrom(flags));
  process.stdout.write(flags.json ? `${JSON.stringify(checks)}\n` : `${checks.map(line).join('\n')}\n`);
  process.exitCode = checks.every((check) => check.ok) ? EXIT.allDone : EXIT.somePapersFailed;
}

function line({ ok, name, found, advice }: Check): string {
  const text = `${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${printable(found)}`;
  return advice === null ? text : `${text}\n              → ${printable(advice)}`;
}
