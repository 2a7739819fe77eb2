/** `papergraph explain`: why a text's mentions are linked as they are, or are not. */
import { Command } from 'commander';
import { type Explanation, explainText } from '../../pipelines/explain-text.js';
import { configuredLinking } from '../../pipelines/linking-config.js';
import { openConfiguredLexicon } from '../../pipelines/open-lexicon.js';
import { CannotRunError } from '../errors.js';
import { type CommonFlags, commonOptions, settingsFrom } from './common-options.js';
import { explanationText } from './explanation-text.js';

const HELP = `
For each mention: its type, what found it and how surely; the concept, the name that matched and what was forgiven, method and
reason, confidence, those that were not chosen; or why there is none. Then the abbreviations and species of the text. The
text is read as one paper: give a paragraph to see what its other sentences change.

Examples:
  $ papergraph explain "Il6 rose in mice with von Hippel-Lindau disease (VHL)" --lexicon full.lexicon
  $ papergraph explain "Loss of Trp53 in lymphoma" --json
  $ papergraph explain - < abstract.txt`;

interface ExplainFlags extends CommonFlags {
  readonly json?: true;
}

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('tell why the mentions of a text are linked as they are')
    .argument('<text...>', 'a sentence or paragraph; - reads standard input')
    .option('--json', 'print one JSON object; offsets count UTF-16 units')
    .addHelpText('after', HELP)
    .action(explain);
  for (const option of commonOptions('lexicon', 'curation', 'config')) command.addOption(option);
  return command;
}

async function explain(words: readonly string[], flags: ExplainFlags): Promise<void> {
  const text = words.length === 1 && words[0] === '-' ? await standardInput() : words.join(' ');
  if (text.trim() === '') throw new CannotRunError('expected a text to explain, got none');
  const settings = settingsFrom(flags);
  const { lexicon } = await openConfiguredLexicon(settings);
  const explanation = explainText(text, lexicon, configuredLinking(settings));
  process.stdout.write(flags.json ? `${JSON.stringify(forPrograms(explanation))}\n` : explanationText(explanation));
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function forPrograms({ annotations, ...explanation }: Explanation): object {
  const mentions = annotations.map(({ mention, grounding }) => {
    const { type, start, end, text, longForm, evidence, score } = mention;
    return { type, start, end, text, longForm, evidence, score, grounding };
  });
  return { ...explanation, mentions };
}
