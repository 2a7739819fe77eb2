/** Spellings, endings, species, composites: what users complain about, as tables. */
import { complaints, HUMAN, same } from '../support/complaints.js';

const ALZHEIMER = 'MONDO:0004975+MESH:D000544';
const T1D = 'MONDO:0005147+MESH:D003922';
const T2D = 'MONDO:0005148+MESH:D003924';
const CANCER = 'MONDO:0004992+MESH:D009369';
const NSCLC = 'MONDO:0005233+MESH:D002289';

complaints('one name in many spellings', [
  same('NCBIGene:3458', 'IFN-gamma', 'IFN-γ', 'IFNγ', 'IFNG'),
  same('NCBIGene:3458', 'interferon gamma', 'interferon-gamma', 'interferon-γ', 'interferon γ'),
  same('NCBIGene:3553', 'IL-1beta', 'IL-1β', 'IL1B', 'IL-1 beta'),
  same('NCBIGene:7040', 'TGF-beta1', 'TGF-β1', 'TGFB1', 'TGFβ1'),
  same('NCBIGene:60', 'beta-actin', 'β-actin'),
  same('NCBIGene:596', 'Bcl-2', 'BCL-2', 'bcl-2', 'Bcl2'),
  same('NCBIGene:4609', 'c-Myc', 'c-MYC', 'MYC'),
  same('NCBIGene:3845', 'K-Ras', 'KRAS', 'K-RAS'),
  same('NCBIGene:2064', 'HER2', 'HER-2', 'ERBB2'),
  same('NCBIGene:5133', 'PD-1', 'PD1', 'PDCD1'),
  same('NCBIGene:1026', 'p21', 'CDKN1A'),
  same('NCBIGene:7099', 'toll-like receptor 4', 'Toll like receptor 4', 'TLR4'),
  same('NCBIGene:7422', 'VEGF-A', 'VEGFA', 'VEGF'),
  same(T1D, 'type 1 diabetes', 'type I diabetes', 'type-1 diabetes', 'type 1 diabetes mellitus'),
  same(T2D, 'type 2 diabetes', 'type II diabetes', 'type-2 diabetes', 'Type 2 Diabetes', 'type 2 diabetes mellitus'),
  same(NSCLC, 'non-small cell lung cancer', 'nonsmall cell lung cancer', 'non-small-cell lung cancer', 'NSCLC'),
  same('MESH:D004487', 'edema', 'oedema', 'Edemas'),
  same('MONDO:0010602+MESH:D006467', 'hemophilia A', 'haemophilia A', 'Haemophilia A'),
  same('MONDO:0002280+MESH:D000740', 'anemia', 'anaemia', 'Anaemias'),
  same('MONDO:0005059+MESH:D007938', 'leukemia', 'leukaemias', 'Leukemias'),
  same('MONDO:0007254+MESH:D001943', 'breast cancer', 'breast cancers', 'Breast Cancer', 'breast-cancer'),
  same('MONDO:0005344+MESH:D006509', 'hepatitis B', 'Hepatitis-B', 'hepatitis b'),
  same(ALZHEIMER, 'Alzheimer disease', "Alzheimer's disease", 'Alzheimer’s disease', 'Alzheimers disease'),
  same('MONDO:0005180+MESH:D010300', 'Parkinson disease', "Parkinson's disease", 'Parkinson’s disease'),
  same(
    'MONDO:0008667+MESH:D006623',
    'von Hippel-Lindau disease',
    'Von Hippel Lindau disease',
    'von Hippel-Lindau syndrome',
  ),
  same('MONDO:0018088+MESH:D010505', 'familial Mediterranean fever', 'Familial mediterranean fever'),
]);

complaints('names within words and before endings', [
  ['HER2-positive tumors', 'HER2 = NCBIGene:2064', 'tumors = MONDO:0005070+MESH:D009369'],
  ['HER2+ breast cancer', 'HER2 = NCBIGene:2064', 'breast cancer = MONDO:0007254+MESH:D001943'],
  ['KRAS-mutant lung cancer', 'KRAS = NCBIGene:3845', 'lung cancer = MONDO:0008903+MESH:D008175'],
  ['p53-deficient cells', `p53 = ${HUMAN.p53}`],
  ['IL-6-dependent growth', `IL-6 = ${HUMAN.il6}`],
  ['anti-TNF therapy', `TNF = ${HUMAN.tnf}`],
  ['anti-IL-6 antibody', `IL-6 = ${HUMAN.il6}`],
  ['EGFR-mutated NSCLC', 'EGFR = NCBIGene:1956', `NSCLC = ${NSCLC}`],
  ['CD4+ CD8+ T cells', 'CD4 = NCBIGene:920', 'CD8 = NCBIGene:925'],
  ['the EGF/EGFR axis', 'EGF = NCBIGene:1950', 'EGFR = NCBIGene:1956'],
  ['p16 and p21 levels', 'p16 = NCBIGene:1029', 'p21 = NCBIGene:1026'],
  ['phospho-STAT3 staining', `STAT3 = ${HUMAN.stat3}`],
  ['the scatter, the catalog and the restored impacts'],
  ['an asthmatic child', 'asthmatic = MONDO:0004979+MESH:D001249'],
  ['diabetic mice', 'diabetic = MONDO:0005015+MESH:D003920'],
]);

complaints('species, again', [
  ['Tlr4-/- mice', 'Tlr4 = NCBIGene:21898'],
  ['Pten-null mice', 'Pten = NCBIGene:19211'],
  ['Human TLR4 and mouse Tlr4', 'TLR4 = NCBIGene:7099', 'Tlr4 = NCBIGene:21898'],
  ['In mice, IFN-gamma rose.', 'IFN-gamma = NCBIGene:15978'],
  ['In patients, IFN-gamma rose.', 'IFN-gamma = NCBIGene:3458'],
  ['PTEN loss in human tumors.', 'PTEN = NCBIGene:5728', 'tumors = MONDO:0005070+MESH:D009369'],
  ['Mice with Apc mutations.', 'Apc = NCBIGene:11789'],
  ['Murine Pdcd1', 'Pdcd1 = NCBIGene:18566'],
  ['In mice, PD-1 was blocked.', 'PD-1 = NCBIGene:18566'],
  ['Zebrafish tp53 and human TP53.', 'tp53 = NCBIGene:30590', `TP53 = ${HUMAN.p53}`],
  ['Rat Tp53', 'Tp53 = NCBIGene:24842'],
]);

complaints('several concepts in one mention, again', [
  ['lung and breast cancer', 'lung and breast cancer = MONDO:0008903+MESH:D008175+MONDO:0007254+MESH:D001943'],
  [
    'lung, breast or prostate cancer',
    'lung, breast or prostate cancer = MONDO:0008903+MESH:D008175+MONDO:0007254+MESH:D001943+MONDO:0008315+MESH:D011471',
  ],
  ['type 1 and type 2 diabetes', `type 1 and type 2 diabetes = ${T1D}+${T2D}`],
  ['asthma and tuberculosis', 'asthma = MONDO:0004979+MESH:D001249', 'tuberculosis = MONDO:0018076+MESH:D014376'],
  ['BRCA1 and BRCA2', 'BRCA1 = NCBIGene:672', 'BRCA2 = NCBIGene:675'],
  [
    'hepatitis B or hepatitis C',
    'hepatitis B = MONDO:0005344+MESH:D006509',
    'hepatitis C = MONDO:0005231+MESH:D006526',
  ],
]);

complaints('general names, and none for what is no disease', [
  ['malignant tumors', 'malignant tumors = MONDO:0004992+MESH:D009369'],
  ['severe asthma', 'asthma = MONDO:0004979+MESH:D001249'],
  ['metastatic breast cancer', 'breast cancer = MONDO:0007254+MESH:D001943'],
  ['a healthy control, a normal subject'],
  ['the American Cancer Society and the National Cancer Institute'],
  ['the American Diabetes Association'],
  ['A Cancer Association Study', `Cancer = ${CANCER}`],
  ['drug toxicity', 'drug toxicity = MESH:D064420'],
  [
    'systemic lupus erythematosus and lupus',
    ...['systemic lupus erythematosus', 'lupus'].map((t) => `${t} = MONDO:0007915+MESH:D008180`),
  ],
  ['SARS-CoV-2 infects; COVID-19 follows.', 'COVID-19 = MONDO:0100096+MESH:D000086382'],
]);
