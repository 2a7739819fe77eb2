import { describe, expect, it } from 'vitest';
import type { SectionType } from '../../src/model.js';
import { compileSectionPatterns, typeOfHeading } from '../../src/text/sections.js';
import { patterns, read } from './support/read.js';

const HEADINGS: readonly (readonly [heading: string, type: SectionType | null])[] = [
  ['Abstract', 'ABSTRACT'],
  ['ABSTRACT', 'ABSTRACT'],
  ['Summary', 'ABSTRACT'],
  ['Synopsis', 'ABSTRACT'],
  ["Author's summary", 'ABSTRACT'],
  ['Author’s Summary', 'ABSTRACT'],
  ['Introduction', 'INTRO'],
  ['1. Introduction', 'INTRO'],
  ['I. INTRODUCTION', 'INTRO'],
  ['Background', 'INTRO'],
  ['Introduction and aims', 'INTRO'],
  ['2.1. Materials and methods', 'METHODS'],
  ['Materials & Methods', 'METHODS'],
  ['MATERIALS AND METHODS', 'METHODS'],
  ['Methods', 'METHODS'],
  ['Method', 'METHODS'],
  ['Patients and methods', 'METHODS'],
  ['Online Methods', 'METHODS'],
  ['STAR★Methods', 'METHODS'],
  ['Experimental procedures', 'METHODS'],
  ['Statistical analysis', 'METHODS'],
  ['Results', 'RESULTS'],
  ['3 Results', 'RESULTS'],
  ['Results and discussion', 'RESULTS'],
  ['Results/Discussion', 'RESULTS'],
  ['RESULTS AND DISCUSSION', 'RESULTS'],
  ['Discussion', 'DISCUSS'],
  ['Discussion and conclusions', 'DISCUSS'],
  ['Strengths and limitations', 'DISCUSS'],
  ['Conclusion', 'CONCL'],
  ['Conclusions:', 'CONCL'],
  ['Concluding remarks', 'CONCL'],
  ['Case presentation', 'CASE'],
  ['Case report', 'CASE'],
  ['Case 2', 'CASE'],
  ['Figure 3', 'FIG'],
  ['Figure 3. Expression of TP53', 'FIG'],
  ['Fig. 2A', 'FIG'],
  ['Figures', 'FIG'],
  ['Figures and Tables', 'FIG'],
  ['Table 1', 'TABLE'],
  ['Table II', 'TABLE'],
  ['Tables', 'TABLE'],
  ['Supplementary Material', 'SUPPL'],
  ['Supporting Information', 'SUPPL'],
  ['Additional file 1', 'SUPPL'],
  ['Supplementary Figure 1', 'SUPPL'],
  ['Abbreviations', 'ABBR'],
  ['List of abbreviations', 'ABBR'],
  ['Keywords', 'KEYWORD'],
  ['Key words: liver, mice', 'KEYWORD'],
  ['Acknowledgements', 'ACK_FUND'],
  ['Acknowledgments', 'ACK_FUND'],
  ['Funding', 'ACK_FUND'],
  ["Authors' contributions", 'AUTH_CONT'],
  ['Authors’ Contributions', 'AUTH_CONT'],
  ["Author's contributions", 'AUTH_CONT'],
  ['Competing interests', 'COMP_INT'],
  ['Conflict of Interest', 'COMP_INT'],
  ['Declaration of competing interest', 'COMP_INT'],
  ['Appendix A', 'APPENDIX'],
  ['References', 'REF'],
  ['REFERENCES AND NOTES', 'REF'],
  ['Literature cited', 'REF'],
  ['Bibliography', 'REF'],
  // headings of their own
  ['Mice', null],
  ['Generation of knockout mice', null],
  ['Introduction of mutations into mice', null],
  ['Figure skating and injuries', null],
  ['Abstract reasoning in aging', null],
  ['Results from two cohorts of mice', null],
  ['Case-control comparison', null],
  ['A. thaliana lines', null],
  ['', null],
];

describe('typeOfHeading', () => {
  it.each(HEADINGS)('%j is %s', (heading, type) => {
    expect(typeOfHeading(heading, patterns)).toBe(type);
  });
});

function typesOf(markdown: string): string[] {
  return read(markdown).sections.map(({ type, heading }) => `${type} ${heading}`.trimEnd());
}

const NESTINGS: readonly (readonly [why: string, markdown: string, sections: readonly string[]])[] = [
  ['a sub-heading takes its type from above', '## Methods\n### Mice\n#### Strains\n## Results', ['METHODS Methods', 'METHODS Mice', 'METHODS Strains', 'RESULTS Results']],
  ['a figure among results is a figure', '## Results\n### Figure 3\n### Growth', ['RESULTS Results', 'FIG Figure 3', 'RESULTS Growth']],
  ['a structured abstract stays one', '## Abstract\n### Background\n### Methods\n## Background', ['ABSTRACT Abstract', 'ABSTRACT Background', 'ABSTRACT Methods', 'INTRO Background']],
  ['keywords below the abstract are keywords', '## Abstract\n### Keywords\na', ['ABSTRACT Abstract', 'KEYWORD Keywords']],
  ['the first heading of level 1 is the title', '# BRCA1\n## Role\n# Other', ['TITLE BRCA1', 'OTHER Role', 'OTHER Other']],
  ['sections may be of level 1 as well', '# A title\n# Abstract\n# Methods\n## Mice', ['TITLE A title', 'ABSTRACT Abstract', 'METHODS Methods', 'METHODS Mice']],
  ['a text may have no title', '# Abstract\nx\n# Introduction', ['ABSTRACT Abstract', 'INTRO Introduction']],
  ['text before the first heading is a section', 'text\n\n## Methods', ['OTHER', 'METHODS Methods']],
  ['text without headings is one section', 'text', ['OTHER']],
  ['underlined headings are headings', 'A title\n===\n\nMethods\n---\n\nx', ['TITLE A title', 'METHODS Methods']],
  ['a bold line that names a section begins it', '# T\n\n**Methods**\n\nx\n\n**Mice**\n\ny\n\n**Results:**', ['TITLE T', 'METHODS Methods', 'RESULTS Results:']],
  ['a bold line in an abstract begins none', '## Abstract\n\n**Methods**\n\nx\n\n## Methods', ['ABSTRACT Abstract', 'METHODS Methods']],
  ['a bold caption begins none', '## Results\n\n**Table 1. Mice.**\n\nx', ['RESULTS Results']],
  ['a text of bold lines has a title, too', '**A title**\n\n**Abstract**\n\nx', ['TITLE A title', 'ABSTRACT Abstract']],
  ['a heading in HTML is a heading', '<h2>Methods</h2>\n\nx', ['METHODS Methods']],
  ['references keep their sub-headings', '## References\n### Methods\n## Results', ['REF References', 'REF Methods', 'RESULTS Results']],
  ['nothing is no section', '', []],
]; // biome-ignore format: a table

describe('sections', () => {
  it.each(NESTINGS)('%s', (_why, markdown, sections) => {
    expect(typesOf(markdown)).toEqual(sections);
  });

  it('span from their heading to the next one', () => {
    const markdown = 'a\n\n# T\nb\n\n## Methods #\nc\n';
    const { sections } = read(markdown);
    expect(sections.map(({ start, end }) => markdown.slice(start, end))).toEqual([
      'a\n\n',
      '# T\nb\n\n',
      '## Methods #\nc\n',
    ]);
    expect(sections.map(({ level }) => level)).toEqual([0, 1, 2]);
  });
});

describe('compileSectionPatterns', () => {
  it.each([
    [null, /expected section types/],
    [['METHODS'], /expected section types/],
    [{ METHOD: ['methods'] }, /"METHOD" is no section type; expected one of TITLE/],
    [{ METHODS: 'methods' }, /expected a list of texts below METHODS/],
    [{ METHODS: [1] }, /expected a list of texts below METHODS/],
    [{ METHODS: ['('] }, /pattern of METHODS is no regular expression/],
  ])('%j is an error that says what was expected', (config, message) => {
    expect(() => compileSectionPatterns(config)).toThrow(message);
  });
});
