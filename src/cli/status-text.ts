/** What became of papers and runs, as a person reads it. */
import type { FoundPapers, GraphStatus, PaperStory, StateStatus } from '../../pipelines/paper-status.js';
import type { HistoryRow, LedgerEntry } from '../flow/ledger-rows.js';
import type { RunRecord } from '../flow/run-records.js';
import type { LockHolder } from '../flow/state-lock.js';
import type { Fingerprint, Trouble } from '../model.js';
import { counted, duration, grouped } from '../number-text.js';
import { printable, table } from './terminal.js';

/** The state folder as a whole. */
export function stateText({ holder, graphs }: StateStatus): string {
  const now = holder === null ? 'no run at the moment' : `at work: ${holderText(holder)}`;
  return [now, ...graphs.map(graphText)].join('\n\n');
}

function holderText({ pid, host, command, since }: LockHolder): string {
  return printable(`process ${pid} on ${host} since ${shortTime(since)} (${command})`);
}

function graphText({ graph, counts, runs }: GraphStatus): string {
  const { papers, fullText, cardOnly, failed, due, waiting, parked, givenUp } = counts;
  const trouble = [
    ...(due > 0 ? [`${grouped(due)} due for another try`] : []),
    ...(waiting > 0 ? [`${grouped(waiting)} waiting for it`] : []),
    ...(parked > 0 ? [`${grouped(parked)} parked`] : []),
    ...(givenUp > 0 ? [`${grouped(givenUp)} not tried again by themselves`] : []),
  ];
  return [
    `Graph    ${printable(graph)}`,
    `Papers   ${grouped(papers)}: ${grouped(fullText)} from the full text, ${grouped(cardOnly)} from the card only, ${grouped(failed)} failed`,
    `Trouble  ${trouble.length === 0 ? 'none' : `${trouble.join(', ')} (papergraph status --failed)`}`,
    '',
    table(['run', 'state', 'papers', 'written', 'failed', 'took', 'exit code', 'why'], runs.map(runRow), 100),
    ...warningsOf(runs[0]),
  ].join('\n');
}

/** What the newest run warned of. */
function warningsOf(run: RunRecord | undefined): string[] {
  const warnings = run?.summary?.warnings ?? [];
  return warnings.map(({ message }) => `Warning of the last run: ${printable(message)}`);
}

function runRow({ runId, state, summary, exitCode, error }: RunRecord): unknown[] {
  const { found = '', written = '', failed = '' } = summary?.papers ?? {};
  const took = summary === null ? '' : duration(summary.wallMs);
  return [runId, state, found, written, failed, took, exitCode ?? '', error ?? ''];
}

/** A list of papers in trouble. */
export function troubleText(papers: readonly PaperStory[], { graphs }: StateStatus): string {
  if (papers.length === 0) return 'No paper is in such trouble.';
  const several = graphs.length > 1;
  const columns = ['paper', ...(several ? ['graph'] : []), 'stage', 'kind', 'tries', 'next try', 'why'];
  const rows = papers.map(({ graph, entry }) => [
    entry.paperId,
    ...(several ? [graph] : []),
    ...troubleCells(entry.trouble),
  ]);
  const advice =
    'One paper’s story: papergraph status ID. Try again with the next run: papergraph retry [ID | --kind …]';
  return [table(columns, rows, 160), `${counted(papers.length, 'paper')}. ${advice}`].join('\n');
}

function troubleCells(trouble: Trouble | null): unknown[] {
  if (trouble === null) return ['', '', '', '', ''];
  return [trouble.stage, trouble.kind, trouble.attempts, nextTry(trouble), trouble.message];
}

function nextTry({ nextAttempt, parked }: Trouble): string {
  if (parked) return 'parked';
  if (nextAttempt === null) return 'when something changes';
  return Date.parse(nextAttempt) <= Date.now() ? 'next run' : shortTime(nextAttempt);
}

/** What a name means: one paper's story, a list of papers, or what is known of inputs of that name. */
export function foundText(name: string, { papers, forgotten, problems }: FoundPapers): string {
  const ids = new Set(papers.map(({ entry }) => entry.paperId));
  const lines = problems.map(({ runId, problem: { place, message } }) =>
    printable(`run ${runId}: ${place.path}:${place.line}: ${message}`),
  );
  if (ids.size > 1) return [listText(name, papers), ...lines].join('\n');
  if (ids.size === 1) return [...papers.map(storyText), ...lines].join('\n\n');
  const stories = forgotten.map(({ paperId, graph, history }) => [
    `${paperId} was forgotten in ${graph}; nothing of it is in the graph`,
    '',
    historyText(history),
  ]);
  if (stories.length + lines.length > 0) return [...stories.flat(), ...lines].join('\n');
  return `No paper of that name: ${printable(name)}. It was in no run with this state folder, or it is spelled otherwise; papergraph link CARD takes it in`;
}

function listText(name: string, papers: readonly PaperStory[]): string {
  const rows = papers.map(({ entry }) => [entry.paperId, entry.title, stateWord(entry)]);
  return `${table(['paper', 'title', 'state'], rows, 70)}\n${counted(papers.length, 'paper')} with ${JSON.stringify(printable(name))} in id, title, link or file`;
}

function stateWord({ state, origin, trouble }: LedgerEntry): string {
  if (state === 'failed') return `failed: ${trouble?.kind ?? ''}`;
  return origin === 'card' ? `from the card only${trouble === null ? '' : `: ${trouble.kind}`}` : 'from the full text';
}

function storyText({ graph, entry, history }: PaperStory): string {
  const rows: [string, string][] = [
    ['card', entry.place],
    ['link', entry.url ?? 'none'],
    ['graph', `${graph}: ${standing(entry)}`],
    ...(entry.trouble === null ? [] : ([['trouble', troubleSentence(entry.trouble)]] as [string, string][])),
    ['changed', `${shortTime(entry.updatedAt)} by run ${entry.runId}; last looked at ${shortTime(entry.checkedAt)}`],
    ...(entry.fingerprint === null ? [] : ([['made of', madeOf(entry.fingerprint)]] as [string, string][])),
  ];
  return [
    printable(`${[entry.paperId, ...entry.otherIds].join(' ')}  ${entry.title}`),
    ...rows.map(([name, value]) => `  ${name.padEnd(8)} ${printable(value)}`),
    '',
    historyText(history),
  ].join('\n');
}

function standing({ graphHash, origin, counts, textSha256 }: LedgerEntry): string {
  if (graphHash === '') return 'not in it';
  const from = origin === 'card' ? 'title and abstract of the card' : 'the full text';
  const { mentions, nil, concepts } = counts;
  return `linked from ${from} (SHA-256 ${textSha256.slice(0, 12)}): ${counted(mentions, 'mention')}, ${grouped(nil)} NIL, ${counted(concepts, 'concept')}`;
}

function troubleSentence(trouble: Trouble): string {
  const next = nextTry(trouble);
  const tries = `${counted(trouble.attempts, 'failure')} in a row`;
  return `${trouble.stage}: ${trouble.kind}: ${trouble.message} (${tries}; next try: ${next})`;
}

function madeOf({ lexicon, model, settings, curation, card }: Fingerprint): string {
  const short = (hash: string) => hash.slice(0, 8);
  const [version = '', files = ''] = model.split(' ');
  return `card ${short(card)}, lexicon ${lexicon}, model ${version} ${short(files)}, settings ${short(settings)}, word lists and curation ${short(curation)}`;
}

function historyText(history: readonly HistoryRow[]): string {
  const rows = history.map(({ at, runId, event, stage, ms, message }) => [
    shortTime(at),
    event,
    stage,
    ms === null ? '' : duration(ms),
    message,
    runId,
  ]);
  return table(['when', 'what', 'stage', 'took', 'why', 'run'], rows, 100);
}

/** `2026-11-27 02:00:05Z`. */
function shortTime(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
