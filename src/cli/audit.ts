/** `papergraph audit`: what cards assert against what was found. */
import { Command, Option } from 'commander';
import { VERDICTS } from '../graph/audit.js';
import type { AuditRow, Verdict } from '../model.js';
import { grouped } from '../number-text.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { wholeNumber } from './number-flag.js';
import { table, written } from './terminal.js';

const HELP = `
Verdicts:
  agreed          the asserted concept, or its exact match in MONDO or MeSH, is mentioned in the text
  conflicting     the card's words stand in the text for another concept of the same terminology
  obsolete        asserted by a retired id; its successor is named
  only-asserted   not found in the text
  only-derived    found in the text, and the card does not have it

Only genes and diseases are audited; other things that cards assert are not linked. Without --verdict a person sees what is conflicting
or obsolete and the counts of all; --json has all rows: paper, text, asserted, derived, verdict, kind, confidence.

Examples:
  $ papergraph audit
  $ papergraph audit PMC12817307 --json
  $ papergraph audit --verdict only-derived --graph bolt://localhost:7687`;

interface AuditFlags extends CommonFlags {
  readonly verdict?: Verdict;
  readonly limit: number;
  readonly json?: true;
}

export function auditCommand(): Command {
  const command = new Command('audit')
    .description('compare what cards assert with what was found in the texts')
    .argument('[papers...]', 'ids (default: all papers of the graph)')
    .addOption(new Option('--verdict <verdict>', 'only rows of this verdict').choices(VERDICTS))
    .option('--limit <n>', 'rows shown to a person', wholeNumber(1, 100_000), 50)
    .option('--json', 'print all rows as JSON and nothing else on standard output')
    .addHelpText('after', HELP)
    .action(audit);
  for (const option of commonOptions('graph', 'state', 'config')) command.addOption(option);
  return command;
}

async function audit(names: readonly string[], flags: AuditFlags): Promise<void> {
  const settings = settingsFrom(flags);
  const { auditGraph } = await import('../../pipelines/audit-graph.js');
  const { paperIdOf } = await import('../../pipelines/paper-status.js');
  const papers = names.length === 0 ? null : names.map(paperIdOf);
  const wanted = wantedVerdicts(flags);
  const counts = new Map<Verdict, number>(VERDICTS.map((verdict) => [verdict, 0]));
  const ofInterest = (found: readonly AuditRow[]) => found.filter(({ verdict }) => wanted.has(verdict));
  if (flags.json) return writeJson((visit) => auditGraph(settings, papers, (found) => visit(ofInterest(found))));
  const rows: AuditRow[] = [];
  await auditGraph(settings, papers, (found) => {
    for (const { verdict } of found) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    rows.push(...ofInterest(found).slice(0, flags.limit - rows.length));
  });
  process.stdout.write(`${textOf(rows, counts)}\n`);
}

/** One array, a row a line, written as rows come: a large graph has millions of them. */
async function writeJson(rows: (visit: (rows: readonly AuditRow[]) => Promise<void>) => Promise<void>): Promise<void> {
  let lead = '[\n';
  await rows(async (found) => {
    for (const row of found) {
      await written(`${lead}${JSON.stringify(row)}`);
      lead = ',\n';
    }
  });
  await written(lead === '[\n' ? '[]\n' : '\n]\n');
}

function wantedVerdicts({ verdict, json }: AuditFlags): ReadonlySet<Verdict> {
  if (verdict !== undefined) return new Set([verdict]);
  return new Set(json ? VERDICTS : ['conflicting', 'obsolete']);
}

function textOf(rows: readonly AuditRow[], counts: ReadonlyMap<Verdict, number>): string {
  const shown = rows.map(({ paper, text, asserted, derived, verdict, confidence }) => [
    paper,
    text,
    asserted,
    derived,
    verdict,
    confidence?.toFixed(2),
  ]);
  const columns = ['paper', 'text', 'asserted', 'derived', 'verdict', 'confidence'];
  const all = [...counts].map(([verdict, count]) => `${grouped(count)} ${verdict}`).join(', ');
  return [...(rows.length > 0 ? [table(columns, shown), ''] : []), all].join('\n');
}
