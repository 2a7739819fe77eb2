/** Short forms with several senses: what the paper defines decides, and without that nothing is linked. */
import { complaints } from '../support/complaints.js';

const ALZHEIMER = 'MONDO:0004975+MESH:D000544';
const ECZEMA = 'MONDO:0004980+MESH:D003876';
const FMF = 'MONDO:0018088+MESH:D010505';

complaints('short capitals with several senses', [
  ["Alzheimer's disease (AD) and AD brains.", ...["Alzheimer's disease", 'AD', 'AD'].map((t) => `${t} = ${ALZHEIMER}`)],
  ['Atopic dermatitis (AD) and AD skin.', ...['Atopic dermatitis', 'AD', 'AD'].map((t) => `${t} = ${ECZEMA}`)],
  ['Autosomal dominant (AD) inheritance; AD forms are rare.'],
  ['Androgen deprivation (AD) was given; AD for a year.'],
  [
    'Gastric cancer (GC) and GC cells.',
    ...['Gastric cancer', 'GC', 'GC'].map((t) => `${t} = MONDO:0001056+MESH:D013274`),
  ],
  ['Gas chromatography (GC) was used; GC peaks.'],
  [
    'Gonorrhea (GC) spread; GC is treated.',
    ...['Gonorrhea', 'GC', 'GC'].map((t) => `${t} = MONDO:0004277+MESH:D006069`),
  ],
  ['The GC content of the genome was 40 %.'],
  [
    'Parkinson disease (PD) and PD patients.',
    ...['Parkinson disease', 'PD', 'PD'].map((t) => `${t} = MONDO:0005180+MESH:D010300`),
  ],
  [
    'Cystic fibrosis (CF) and CF lungs.',
    ...['Cystic fibrosis', 'CF', 'CF'].map((t) => `${t} = MONDO:0009061+MESH:D003550`),
  ],
  // Taken for diseases, which the small lexicon does not have; nothing is linked.
  ['Progressive disease (PD) was seen; PD in ten.', 'Progressive disease = no-candidate'],
  ['Minimal residual disease (MRD) and MRD levels.'],
  ['Patients with CF.', 'CF = MONDO:0009061+MESH:D003550'],
  ['The complement fixation (CF) test; CF titers.'],
  [
    'Rheumatoid arthritis (RA) and RA patients.',
    ...['Rheumatoid arthritis', 'RA', 'RA'].map((t) => `${t} = MONDO:0008383+MESH:D001172`),
  ],
  ['Retinoic acid (RA) induces; RA was added.'],
  ['Blood in the right atrium (RA); RA pressure.'],
  ['Hemodialysis (HD) and HD sessions.'],
  [
    'Huntington disease (HD) and HD patients.',
    ...['Huntington disease', 'HD', 'HD'].map((t) => `${t} = MONDO:0007739+MESH:D006816`),
  ],
  [
    'Tuberculosis (TB) and TB control.',
    ...['Tuberculosis', 'TB', 'TB'].map((t) => `${t} = MONDO:0018076+MESH:D014376`),
  ],
  ['Grown in terrific broth (TB); TB was changed.'],
  ['Endoplasmic reticulum (ER) stress; ER membranes.'],
  [
    'The estrogen receptor alpha (ER) gene; ER binds.',
    ...['estrogen receptor alpha', 'ER', 'ER'].map((t) => `${t} = NCBIGene:2099`),
  ],
  ['The emergency room (ER) and ER visits.'],
  ['Androgen receptor (AR) and AR signaling.', ...['Androgen receptor', 'AR', 'AR'].map((t) => `${t} = NCBIGene:367`)],
  [
    'Aortic regurgitation (AR) was mild; AR grade.',
    ...['Aortic regurgitation = no-candidate', 'AR = long-form-unknown', 'AR = long-form-unknown'],
  ],
  [
    'Augmented reality (AR) in surgery: AR helps.', // no disease, and not linked to one either
    ...['Augmented reality = no-candidate', 'AR = long-form-unknown', 'AR = long-form-unknown'],
  ],
  [
    'Aicardi-Goutieres syndrome (AGS) and AGS cells.',
    ...['Aicardi-Goutieres syndrome', 'AGS', 'AGS'].map((t) => `${t} = MONDO:0018866`),
  ],
  ['AGS cells were grown.', 'AGS = undefined-short-form'],
  ['The ATC codes of drugs.'],
  ['Anti-RNP antibodies.'],
  [
    'Multiple sclerosis (MS) lesions: MS is common.',
    ...['Multiple sclerosis', 'MS', 'MS'].map((t) => `${t} = MONDO:0005301+MESH:D009103`),
  ],
  ['Mass spectrometry (MS) of peptides; MS data.'],
  ['Liquid chromatography coupled with MS/MS.'],
  ['Peptides were measured by LC-MS and by LC-MS/MS.'],
]);

complaints('diseases that are genes by their short form', [
  [
    'Familial Mediterranean fever (FMF); FMF attacks.',
    ...['Familial Mediterranean fever', 'FMF', 'FMF'].map((t) => `${t} = ${FMF}`),
  ],
  ['Patients with FMF.', `FMF = ${FMF}`],
  ['The WAS patients bled.', 'WAS = MONDO:0010518+MESH:D014923'],
  ['The WAS gene.', 'WAS = NCBIGene:7454'],
  ['MEFV mutations.', 'MEFV = NCBIGene:4210'],
  ['The CFTR gene in cystic fibrosis.', 'CFTR = NCBIGene:1080', 'cystic fibrosis = MONDO:0009061+MESH:D003550'],
  ['The HTT gene; huntingtin aggregates.', 'HTT = NCBIGene:3064', 'huntingtin = NCBIGene:3064'],
  ['VHL patients.', 'VHL = MONDO:0008667+MESH:D006623'],
  ['The VHL gene.', 'VHL = NCBIGene:7428'],
]);
