/** The sections of an index, made of a table of concepts and names. */
import { foldToken } from '../text/normalize.js';
import type { CommonWords } from './common-words.js';
import type { ConceptLists } from './concept-lists.js';
import { FLAG } from './flags.js';
import { COMMON_BIT, type Sections } from './layout.js';
import type { NameGroups } from './name-groups.js';
import { orthologSections } from './reference-genes.js';
import { slotsFor } from './string-pool.js';
import type { TermTable } from './term-table.js';
import { spreadOfTokens } from './token-spread.js';
import { KIND, type LexiconInfo } from './types.js';
import { wordSections } from './word-sections.js';

export interface IndexParts {
  readonly table: TermTable;
  readonly groups: NameGroups;
  readonly lists: ConceptLists;
  readonly commonWords: CommonWords;
  /** Words of diseases that say the same. */
  readonly diseaseEquivalents: ReadonlyMap<string, string>;
  readonly info: LexiconInfo;
}

export function indexSections(parts: IndexParts): Sections {
  const { table, groups, lists, commonWords, info } = parts;
  const { keys, trie, order, groupStart, tokenKey } = groups;
  const ids = idTable(table);
  const names = nameSections(table, order, commonWords);
  const texts = table.texts.packed();
  const tokens = keys.tokens.packed();
  const namesTrie = {
    edgeToken: trie.edgeToken,
    firstChild: trie.firstChild,
    nodeGroup: trie.value,
    rootChild: rootChildren(trie.edgeToken, trie.firstChild, keys.tokens.size),
    groupFlags: flagsByGroup(names.flags, groupStart),
  };
  return {
    ...namesTrie,
    ...wordSections(namesTrie, keys.tokens, parts.diseaseEquivalents),
    info: new TextEncoder().encode(JSON.stringify(info)),
    textBytes: texts.bytes,
    textOffsets: texts.offsets,
    tokenBytes: tokens.bytes,
    tokenOffsets: tokens.offsets,
    tokenSlots: slotsFor(
      tokens,
      Int32Array.from({ length: keys.tokens.size }, (_, id) => id),
    ),
    tokenKey,
    tokenWord: Uint8Array.from({ length: keys.tokens.size }, (_, id) =>
      Number(isLoose(keys.tokens.get(id), commonWords.words)),
    ),
    tokenSpread: spreadOfTokens(namesTrie),
    groupStart,
    nameText: names.text,
    nameConcept: names.concept,
    nameMeta: names.meta,
    idText: ids.text,
    idConcept: ids.concept,
    idSlots: slotsFor(texts, ids.text),
    conceptKind: Uint8Array.from(table.conceptKind.view()),
    conceptName: table.conceptName.view(),
    conceptFullName: table.conceptFullName.view(),
    conceptTaxon: table.conceptTaxon.view(),
    conceptGeneType: table.conceptGeneType.view(),
    listStart: lists.listStart,
    listValues: lists.listValues,
    ...orthologSections(table),
  };
}

/** Names in their order in the index, with the flags of each. */
function nameSections(table: TermTable, order: Int32Array, commonWords: CommonWords) {
  const ordinary = ordinaryTexts(table, commonWords.words);
  const ordinarySpecies = ordinaryTexts(table, commonWords.species);
  const spaced = Uint8Array.from({ length: table.texts.size }, (_, id) => Number(table.texts.get(id).includes(' ')));
  const isCommon = (name: number): boolean => {
    const species = table.conceptKind.at(table.nameConcept.at(name)) === KIND.taxon;
    return (species ? ordinarySpecies : ordinary)[table.nameText.at(name)] === 1;
  };
  return {
    text: order.map((name) => table.nameText.at(name)),
    concept: order.map((name) => table.nameConcept.at(name)),
    meta: Uint8Array.from(order, (name) => table.nameScope.at(name) | (isCommon(name) ? COMMON_BIT : 0)),
    flags: order.map((name) => {
      const flags = table.nameFlags.at(name) | (isCommon(name) ? FLAG.commonWord : 0);
      return spaced[table.nameText.at(name)] === 1 ? flags | FLAG.spaced : flags;
    }),
  };
}

/** 1 for texts that are an ordinary word or a number, or made of little words: "was", "Impact", "42", "As-a". */
function ordinaryTexts({ texts }: TermTable, words: ReadonlySet<string>): Uint8Array {
  return Uint8Array.from({ length: texts.size }, (_, id) => {
    const text = texts.get(id);
    if (/^[\d.,\s-]+$/.test(text)) return 1;
    if (!/^[\p{L}\s-]+$/u.test(text)) return 0;
    return Number(words.has(foldToken(text)) || isLittleWords(text, words));
  });
}

function isLittleWords(text: string, words: ReadonlySet<string>): boolean {
  return text.length <= 7 && text.split(/[\s-]+/).every((part) => part.length <= 3 && words.has(foldToken(part)));
}

/** Tokens that make no name together with a space between, unless it is written so: "in 2" is not IN2, "as a" not AS-A. */
function isLoose(token: string, commonWords: ReadonlySet<string>): boolean {
  return token.length === 1 || commonWords.has(token);
}

function rootChildren(edgeToken: Int32Array, firstChild: Int32Array, tokens: number): Int32Array {
  const children = new Int32Array(tokens).fill(-1);
  for (let node = firstChild[0] ?? 0; node < (firstChild[1] ?? 0); node++) children[edgeToken[node] ?? 0] = node;
  return children;
}

function flagsByGroup(flags: Int32Array, groupStart: Int32Array): Int32Array {
  const byGroup = new Int32Array(groupStart.length - 1);
  for (let group = 0; group < byGroup.length; group++) {
    let all = 0;
    for (let name = groupStart[group] ?? 0; name < (groupStart[group + 1] ?? 0); name++) all |= flags[name] ?? 0;
    byGroup[group] = all;
  }
  return byGroup;
}

/** Ids of concepts in their order, then retired ids whose successor is known, in alphabetical order. */
function idTable(table: TermTable): { readonly text: Int32Array; readonly concept: Int32Array } {
  const text = [...table.conceptId.view()];
  const concept = text.map((_, number) => number);
  for (const old of [...table.successors.keys()].toSorted()) {
    const successor = table.numberOf(old);
    if (successor < 0 || table.conceptId.at(successor) === table.texts.intern(old)) continue;
    text.push(table.texts.intern(old));
    concept.push(successor);
  }
  return { text: Int32Array.from(text), concept: Int32Array.from(concept) };
}
