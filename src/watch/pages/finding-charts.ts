/** What was found in the papers of a run, as charts. */
import { html } from 'hono/html';
import type { SectionType } from '../../model.js';
import { grouped } from '../../number-text.js';
import { percent } from '../format.js';
import type { ConceptCount, RunFindings, TopConcepts, TypeCounts } from '../run-findings.js';
import { conceptAnchor, NIL_WORDS } from './annotated-text-part.js';
import { barChart, histogram, type Series } from './charts.js';
import type { Html } from './layout.js';

const GENE: Series = { tone: 'gene', word: 'genes' };
const FAMILY: Series = { tone: 'family', word: 'families and complexes' };
const DISEASE: Series = { tone: 'disease', word: 'diseases' };

/** In the order in which a paper has them. */
const SECTION_WORDS: Readonly<Record<SectionType, string>> = {
  TITLE: 'title',
  ABSTRACT: 'abstract',
  KEYWORD: 'keywords',
  INTRO: 'introduction',
  CASE: 'case',
  METHODS: 'methods',
  RESULTS: 'results',
  DISCUSS: 'discussion',
  CONCL: 'conclusion',
  FIG: 'figures',
  TABLE: 'tables',
  ABBR: 'abbreviations',
  SUPPL: 'supplement',
  APPENDIX: 'appendix',
  ACK_FUND: 'acknowledgments',
  AUTH_CONT: 'author contributions',
  COMP_INT: 'competing interests',
  REF: 'references',
  OTHER: 'others',
};

/** Charts of mentions; nothing where there are none. */
export function findingCharts(findings: RunFindings): Html | string {
  if (sumOf(findings.mentions) === 0) return '';
  return html`${topPart('Top genes', GENE, findings.genes)}
${topPart('Top diseases', DISEASE, findings.diseases)}
${confidencePart(findings)}
${nilPart(findings)}
${sectionsPart(findings)}
`;
}

function topPart(title: string, series: Series, { concepts, top }: TopConcepts): Html | string {
  if (top.length === 0) return '';
  const which = series === DISEASE ? `${series.word} of MONDO` : series.word;
  const note = concepts > top.length ? `${top.length} of ${grouped(concepts)} ${which}` : `all ${which}`;
  return barChart({
    title,
    note: `${note}, by the papers that mention them`,
    labels: 'Name',
    columns: ['Papers', 'Mentions'],
    series: [series],
    rows: top.map((concept) => ({
      label: conceptLabel(concept),
      values: [concept.papers],
      cells: [grouped(concept.papers), grouped(concept.mentions)],
    })),
  });
}

function conceptLabel({ id, name, fullName }: ConceptCount): Html {
  return html`<strong>${name}</strong> ${fullName === null ? '' : html`${fullName} `}<span class="muted">${conceptAnchor(id)}</span>`;
}

function confidencePart({ confidence }: RunFindings): Html | string {
  if (confidence.every((counts) => sumOf(counts) === 0)) return '';
  return histogram({
    title: 'Confidence of links',
    note: 'how likely the surest link of each mention is right, as the linker sees it',
    series: [GENE, DISEASE],
    bins: confidence.map(({ Gene, GeneFamily, Disease }) => [Gene + GeneFamily, Disease]),
  });
}

function nilPart({ nil, mentions }: RunFindings): Html | string {
  const rows = [...nil].toSorted(([, a], [, b]) => sumOf(b) - sumOf(a));
  if (rows.length === 0) return '';
  const none = rows.reduce((sum, [, counts]) => sum + sumOf(counts), 0);
  return barChart({
    title: 'Why mentions have no concept',
    note: `${grouped(none)} of ${grouped(sumOf(mentions))} mentions, ${percent(none, sumOf(mentions))}`,
    labels: 'Why',
    columns: ['Mentions'],
    series: TYPES,
    rows: rows.map(([reason, counts]) => typesRow(NIL_WORDS[reason], counts)),
  });
}

function sectionsPart({ sections }: RunFindings): Html {
  const words = Object.entries(SECTION_WORDS) as [SectionType, string][];
  const found = words.flatMap(([type, word]) => {
    const counts = sections.get(type);
    return counts === undefined ? [] : [{ word, counts }];
  });
  return barChart({
    title: 'Where mentions stand',
    note: 'all mentions, by the section of the paper',
    labels: 'Section',
    columns: ['Mentions'],
    series: TYPES,
    rows: found.map(({ word, counts }) => typesRow(word, counts)),
  });
}

/** All types: each row has its parts in this order. */
const TYPES: readonly Series[] = [GENE, FAMILY, DISEASE];

function typesRow(label: string, counts: TypeCounts) {
  return { label, values: partsOf(counts), cells: [grouped(sumOf(counts))] };
}

function partsOf({ Gene, GeneFamily, Disease }: TypeCounts): readonly number[] {
  return [Gene, GeneFamily, Disease];
}

function sumOf(counts: TypeCounts): number {
  return partsOf(counts).reduce((sum, count) => sum + count, 0);
}
