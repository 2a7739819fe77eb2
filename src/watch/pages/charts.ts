/** Charts as inline SVG, each with its numbers as text: readable without scripts, by a screen reader, in the dark and on paper. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { html } from 'hono/html';
import { grouped } from '../../number-text.js';
import { percent } from '../format.js';
import type { Html } from './layout.js';

/** What a part of a bar stands for, which colors it. */
export type Tone = 'gene' | 'family' | 'disease' | 'plain';

/** One of the parts that a bar is made of. */
export interface Part {
  readonly value: number;
  readonly tone: Tone;
}

/** Parts of the bars of a chart, with the word for the legend; charts of one part have no legend. */
export interface Series {
  readonly tone: Tone;
  readonly word: string;
}

/** A bar with its label and its numbers. */
export interface BarRow {
  readonly label: Html | string;
  /** One a series, in its order. */
  readonly values: readonly number[];
  /** One a column. */
  readonly cells: readonly string[];
}

export interface BarChart {
  readonly title: string;
  readonly note: Html | string;
  /** What the labels are. */
  readonly labels: string;
  /** Names of the columns of numbers. */
  readonly columns: readonly string[];
  readonly series: readonly Series[];
  readonly rows: readonly BarRow[];
}

/** A table whose rows end in bars. */
export function barChart({ title, note, labels, columns, series, rows }: BarChart): Html {
  const highest = Math.max(...rows.map(({ values }) => sum(values)));
  const parts = ({ values }: BarRow) => series.map(({ tone }, index) => ({ tone, value: values[index] ?? 0 }));
  return html`<figure class="chart">${captionOf(title, note, series)}
<table class="bars" aria-label="${title}">
<thead><tr><th scope="col">${labels}</th>${columns.map((name) => html`<th scope="col" class="n">${name}</th>`)}<th><span class="hidden">bar</span></th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><th scope="row">${row.label}</th>${row.cells.map((cell) => html`<td class="n">${cell}</td>`)}
<td class="meter">${meter(parts(row), highest)}</td></tr>`,
  )}</tbody></table></figure>`;
}

/** A bar whose parts lie side by side, beside their numbers as text. @param highest what fills the whole of its place */
export function meter(parts: readonly Part[], highest: number): Html {
  const width = scaleLinear([0, Math.max(highest, Number.MIN_VALUE)], [0, 100]);
  const ends = parts.map((_, index) => sum(parts.slice(0, index + 1).map(({ value }) => value)));
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${parts.map(
    ({ tone }, index) =>
      html`<rect class="of-${tone}" x="${width(ends[index - 1] ?? 0).toFixed(1)}" width="${(width(ends[index] ?? 0) - width(ends[index - 1] ?? 0)).toFixed(1)}" height="8"></rect>`,
  )}</svg>`;
}

export interface Histogram {
  readonly title: string;
  readonly note: Html | string;
  readonly series: readonly Series[];
  /** For each bin from 0 to 1, all of one width, one value a series. */
  readonly bins: readonly (readonly number[])[];
}

const SIZE = { width: 360, height: 170, left: 2, right: 2, top: 16, bottom: 20 } as const;

/** Upright bars over [0, 1], each with its sum, and the numbers of the parts in a table. */
export function histogram({ title, note, series, bins }: Histogram): Html {
  const { width, height } = SIZE;
  const total = sum(bins.map(sum));
  const label = `${title}: ${bins.map((values, bin) => `${binText(bin, bins.length)} ${grouped(sum(values))}`).join(', ')}`;
  return html`<figure class="chart">${captionOf(title, note, series)}
<svg class="histogram" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${histogramBars(series, bins)}${histogramAxis(bins.length)}</svg>
<details><summary>Numbers</summary><table class="numbers" aria-label="${title}">
<thead><tr><th scope="col">From, to</th>${series.map(({ word }) => html`<th scope="col" class="n">${word}</th>`)}<th scope="col" class="n">Share of all</th></tr></thead>
<tbody>${bins.map(
    (values, bin) =>
      html`<tr><th scope="row">${binText(bin, bins.length)}</th>${values.map((value) => html`<td class="n">${grouped(value)}</td>`)}<td class="n">${percent(sum(values), total)}</td></tr>`,
  )}</tbody></table></details></figure>`;
}

function histogramBars(series: readonly Series[], bins: Histogram['bins']): Html {
  const x = scaleBand([...bins.keys()], [SIZE.left, SIZE.width - SIZE.right]).paddingInner(0.14);
  const highest = Math.max(1, ...bins.map(sum));
  const y = scaleLinear([0, highest], [SIZE.height - SIZE.bottom, SIZE.top]);
  const layers = stack<unknown, readonly number[], number>()
    .keys([...series.keys()])
    .value((values, index) => values[index] ?? 0)([...bins]);
  const rects = layers.map((layer, index) =>
    layer.map(([from, to], bin) => {
      const top = y(to).toFixed(1);
      return html`<rect class="of-${series[index]?.tone}" x="${(x(bin) ?? 0).toFixed(1)}" y="${top}" width="${x.bandwidth().toFixed(1)}" height="${(y(from) - y(to)).toFixed(1)}"></rect>`;
    }),
  );
  const labels = bins.map(
    (values, bin) =>
      html`<text class="middle" x="${((x(bin) ?? 0) + x.bandwidth() / 2).toFixed(1)}" y="${(y(sum(values)) - 4).toFixed(1)}">${shortNumber(sum(values))}</text>`,
  );
  return html`${rects}${labels}`;
}

function histogramAxis(bins: number): Html {
  const { width, height, bottom, left, right } = SIZE;
  const x = scaleLinear([0, bins], [left, width - right]);
  const base = height - bottom;
  const ticks = Array.from({ length: bins + 1 }, (_, tick) => {
    const anchor = tick === 0 ? '' : tick === bins ? 'end' : 'middle';
    return html`<text class="${anchor}" x="${x(tick).toFixed(1)}" y="${height - 6}">${edgeText(tick, bins)}</text>`;
  });
  return html`<line x1="0" x2="${width}" y1="${base}" y2="${base}"></line>${ticks}`;
}

function captionOf(title: string, note: Html | string, series: readonly Series[]): Html {
  const legend = html`<ul class="legend">${series.map(({ tone, word }) => html`<li><i class="of-${tone}"></i>${word}</li>`)}</ul>`;
  return html`<figcaption><h3>${title}</h3>${note === '' ? '' : html`<p class="muted">${note}</p>`}${series.length > 1 ? legend : ''}</figcaption>`;
}

function edgeText(edge: number, bins: number): string {
  return edge === 0 ? '0' : edge === bins ? '1' : (edge / bins).toFixed(1);
}

function binText(bin: number, bins: number): string {
  return `${edgeText(bin, bins)}–${edgeText(bin + 1, bins)}`;
}

/** A number above a narrow bar: `1.2M` beyond four digits. */
function shortNumber(value: number): string {
  return value < 10_000 ? grouped(value) : value.toLocaleString('en-US', { notation: 'compact' });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
