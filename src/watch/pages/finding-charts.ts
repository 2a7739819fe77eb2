/** What was found in the papers of a run, as charts. */
import { html } from 'hono/html';
import type { MentionType, SectionType } from '../../model.js';
import { grouped } from '../../number-text.js';
import { percent } from '../format.js';
import type { ConceptCount, RunFindings, TopConcepts, TypeCounts } from '../run-findings.js';
import { conceptAnchor, NIL_WORDS } from './annotated-text-part.js';
import { barChart, histogram, type Series } from './charts.js';
import type { Html } from './layout.js';

const GENE: Series = { tone: 'gene', word: 'genes' };
const FAMILY: Series = { tone: 'family', word: 'families' };
const DISEASE: Series = { tone: 'disease', word: 'diseases' };

/** In the order of the parts of a bar. */
const TYPES: readonly { readonly type: MentionType; readonly series: Series }[] = [
  { type: 'Gene', series: GENE },
  { type: 'GeneFamily', series: FAMILY },
  { type: 'Disease', series: DISEASE },
];

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
  return html`<div class="charts">
${topPart('Top genes', GENE, findings.genes)}
${topPart('Top diseases', DISEASE, findings.diseases)}
${confidencePart(findings)}
<div class="tall">${sectionsPart(findings)}</div>
${nilPart(findings)}
</div>`;
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
  const used = usedTypes(confidence);
  if (used.length === 0) return '';
  return histogram({
    title: 'Confidence of links',
    note: 'how likely the surest link of each mention is right, as the linker sees it',
    series: used.map(({ series }) => series),
    bins: confidence.map((counts) => used.map(({ type }) => counts[type])),
  });
}

function nilPart({ nil, mentions }: RunFindings): Html | string {
  const all = [...nil].toSorted(([, a], [, b]) => sumOf(b) - sumOf(a));
  if (all.length === 0) return '';
  const none = all.reduce((sum, [, counts]) => sum + sumOf(counts), 0);
  return typesChart({
    title: 'Why mentions have no concept',
    note: `${grouped(none)} of ${grouped(sumOf(mentions))} mentions, ${percent(none, sumOf(mentions))}`,
    labels: 'Why',
    rows: all.map(([reason, counts]) => ({ label: NIL_WORDS[reason], counts })),
  });
}

function sectionsPart({ sections }: RunFindings): Html {
  const words = Object.entries(SECTION_WORDS) as [SectionType, string][];
  return typesChart({
    title: 'Where mentions stand',
    note: 'all mentions, by the section of the paper',
    labels: 'Section',
    rows: words.flatMap(([type, label]) => {
      const counts = sections.get(type);
      return counts === undefined ? [] : [{ label, counts }];
    }),
  });
}

interface TypesChart {
  readonly title: string;
  readonly note: string;
  readonly labels: string;
  readonly rows: readonly { readonly label: string; readonly counts: TypeCounts }[];
}

/** Bars of which each part is a type of mentions. */
function typesChart({ title, note, labels, rows }: TypesChart): Html {
  const used = usedTypes(rows.map(({ counts }) => counts));
  const all = used.length > 1 ? ['all'] : [];
  return barChart({
    title,
    note,
    labels,
    columns: [...all, ...used.map(({ series }) => series.word)],
    series: used.map(({ series }) => series),
    rows: rows.map(({ label, counts }) => {
      const values = used.map(({ type }) => counts[type]);
      const sums = used.length > 1 ? [sumOf(counts)] : [];
      return { label, values, cells: [...sums, ...values].map(grouped) };
    }),
  });
}

/** Those that occur. */
function usedTypes(all: readonly TypeCounts[]): typeof TYPES {
  return TYPES.filter(({ type }) => all.some((counts) => counts[type] > 0));
}

function sumOf({ Gene, GeneFamily, Disease }: TypeCounts): number {
  return Gene + GeneFamily + Disease;
}
