/** How runs went over time, as small charts: one inline SVG each, readable without scripts and on paper. */
import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { html, raw } from 'hono/html';
import type { RunRecord } from '../../flow/run-records.js';
import { duration, grouped } from '../../number-text.js';
import { localTime } from '../format.js';
import { runPath } from '../links.js';
import type { Html } from './layout.js';
import { linkedPapers, runMs } from './run-parts.js';

/** Runs shown; more would make points that no finger can hit. */
const MAX_RUNS = 30;

const SIZE = { width: 320, height: 120, left: 8, right: 8, top: 18, bottom: 22 } as const;

interface Chart {
  readonly title: string;
  readonly tone: string;
  readonly value: (run: RunRecord) => number | null;
  readonly text: (value: number) => string;
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`;

const CHARTS: readonly Chart[] = [
  {
    title: 'Papers linked',
    tone: 'papers',
    value: ({ summary }) => (summary === null ? null : linkedPapers(summary)),
    text: grouped,
  },
  { title: 'Failures', tone: 'failures', value: ({ summary }) => summary?.papers.failed ?? null, text: grouped },
  { title: 'NIL share', tone: 'nil', value: nilShare, text: share },
  { title: 'Duration', tone: 'duration', value: (run) => runMs(run, 0), text: duration },
];

/** Share of the mentions of papers linked in that run; null where nothing was linked. */
function nilShare({ summary }: RunRecord): number | null {
  return summary === null || summary.fresh.mentions === 0 ? null : summary.fresh.nil / summary.fresh.mentions;
}

/**
 * Four charts over the runs that have ended; null for fewer than two of them.
 *
 * @param runs newest first
 */
export function trends(runs: readonly RunRecord[]): Html | null {
  const ended = runs.filter(({ endedAt, summary }) => endedAt !== null && summary !== null);
  const shown = ended.slice(0, MAX_RUNS).toReversed();
  if (shown.length < 2) return null;
  return html`<div class="trends">${CHARTS.map((chart) => figure(chart, shown))}</div>`;
}

interface Point {
  readonly run: RunRecord;
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

function figure(chart: Chart, runs: readonly RunRecord[]): Html {
  const points = pointsOf(chart, runs);
  const last = points.at(-1);
  const highest = Math.max(0, ...points.map(({ value }) => value));
  const { width, height, bottom } = SIZE;
  const base = height - bottom;
  const dates = [runs[0], runs.at(-1)].map((run) => localTime(run?.startedAt ?? '').slice(5, 10));
  return html`<figure class="trend of-${chart.tone}">
<figcaption>${chart.title} <strong>${last === undefined ? '–' : chart.text(last.value)}</strong></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${chart.title} of the last ${runs.length} runs">
<text class="top" x="0" y="11">${chart.text(highest)}</text>
<line x1="0" x2="${width}" y1="${base}" y2="${base}"></line>
<path class="area" d="${raw(areaPath(points, base))}"></path>
<path class="line" d="${raw(linePath(points))}"></path>
${points.map((point) => dot(chart, point))}
<text x="0" y="${height - 6}">${dates[0]}</text>
<text class="end" x="${width}" y="${height - 6}">${dates[1]}</text>
</svg></figure>`;
}

function pointsOf(chart: Chart, runs: readonly RunRecord[]): readonly Point[] {
  const values = runs.map((run) => chart.value(run));
  const highest = Math.max(...values.map((value) => value ?? 0));
  const x = scalePoint(
    runs.map(({ runId }) => runId),
    [SIZE.left, SIZE.width - SIZE.right],
  );
  const y = scaleLinear([0, highest === 0 ? 1 : highest], [SIZE.height - SIZE.bottom, SIZE.top]);
  return runs.flatMap((run, index) => {
    const value = values[index];
    return value == null ? [] : [{ run, value, x: x(run.runId) ?? 0, y: y(value) }];
  });
}

function linePath(points: readonly Point[]): string {
  return (
    line<Point>(
      ({ x }) => x,
      ({ y }) => y,
    )([...points]) ?? ''
  );
}

function areaPath(points: readonly Point[], base: number): string {
  return (
    area<Point>(
      ({ x }) => x,
      base,
      ({ y }) => y,
    )([...points]) ?? ''
  );
}

function isWarned({ summary }: RunRecord): boolean {
  return summary !== null && summary.warnings.length > 0;
}

/** A point, with a larger circle around it that is easier to hit; the Tab key finds the run in the table. */
function dot(chart: Chart, { run, value, x, y }: Point): Html {
  const place = raw(`cx="${x.toFixed(1)}" cy="${y.toFixed(1)}"`);
  const name = `${localTime(run.startedAt)}: ${chart.text(value)}${isWarned(run) ? ', with a warning' : ''}`;
  const tone = run.state === 'done' ? (isWarned(run) ? 'warn' : '') : 'bad';
  return html`<a href="${runPath(run.runId)}" tabindex="-1" aria-label="${name}"><title>${name}</title><circle class="hit" ${place} r="9"></circle><circle class="dot ${tone}" ${place} r="2.6"></circle></a>`;
}
