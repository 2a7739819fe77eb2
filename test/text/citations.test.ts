import { describe, expect, it } from 'vitest';
import { textsOf } from './support/read.js';

/** A paragraph and what is read of it. */
const CASES: readonly (readonly [markdown: string, text: string])[] = [
  // brackets
  ['in mice [3], as [1,2] and [5-8] say [9].', 'in mice, as say.'],
  ['kinase [1, 3–5, 12].', 'kinase.'],
  ['shown in [1] and [2] before', 'shown in before'],
  ['subunits[3] and others', 'subunits and others'],
  ['benzo[1,2]thiophene and [3H]thymidine', 'benzo[1,2]thiophene and [3H]thymidine'],
  ['the interval [0, 1] and day [x]', 'the interval [0, 1] and day [x]'],
  // links
  ['shown before [[1]](#b1).', 'shown before.'],
  ['shown ([3](#b3), [4](#b4); [5](#b5)).', 'shown.'],
  ['see Figure [1](#f1), Tables [1](#t1) and [2](#t2)', 'see Figure 1, Tables 1 and 2'],
  ['by [Smith](#b1) in [2003](#b1)', 'by Smith in'],
  // superscripts
  ['cancer<sup>12</sup> is', 'cancer is'],
  ['cancer<sup>1,2</sup>cells', 'cancer cells'],
  ['growth.<sup>3–5</sup> The', 'growth. The'],
  ['growth.<sup>[3](#b3),[4](#b4)</sup> The', 'growth. The'],
  ['growth^1^ and tumors^2,3^ too', 'growth and tumors too'],
  ['cancer$^{12}$ is', 'cancer is'],
  ['p53<sup>7</sup> and IL-6<sup>8</sup>', 'p53 and IL-6'],
  ['in 2003<sup>4</sup> we', 'in 2003 we'],
  ['Smith<sup>1,\\*</sup>', 'Smith'],
  ['<sup>1</sup>Department of', 'Department of'],
  // superscripts that are none
  ['Ca<sup>2+</sup>, CD4<sup>+</sup>', 'Ca2+, CD4+'],
  ['10<sup>6</sup> cells, 3×10<sup>5</sup>, 5x10<sup>4</sup>', '106 cells, 3×105, 5x104'],
  ['5 m<sup>2</sup>, cells/cm<sup>2</sup>, 20 μm<sup>3</sup>', '5 m2, cells/cm2, 20 μm3'],
  ['R<sup>2</sup> = 0.9, χ<sup>2</sup> = 8', 'R2 = 0.9, χ2 = 8'],
  ['<sup>125</sup>I, [<sup>3</sup>H]thymidine, α-<sup>32</sup>P', '125I, [3H]thymidine, α-32P'],
  ['[α<sup>35</sup>S]UTP', '[α35S]UTP'],
  ['*Lep*<sup>ob</sup>, *A*<sup>y</sup>, *Apc*<sup>1638N</sup>', 'Lepob, Ay, Apc1638N'],
  ['Tg<sup>2576</sup> mice', 'Tg2576 mice'],
];

describe('citations', () => {
  it.each(CASES)('%j', (markdown, text) => {
    expect(textsOf(markdown)).toEqual([text]);
  });
});
