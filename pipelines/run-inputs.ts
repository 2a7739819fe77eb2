/** What a run takes: the inputs of its command and the feeds of its settings. */
import { join } from 'node:path';
import type { InputItem, PaperCard } from '../src/model.js';
import { redactor } from '../src/redact.js';
import type { Settings } from '../src/settings.js';
import { type Feeds, readFeeds } from '../src/sources/feeds/feeds.js';
import type { FullTextSource } from '../src/sources/full-text.js';
import { readInputs } from '../src/sources/inputs.js';
import { Settling } from '../src/sources/settled.js';

/** A card that was changed a moment ago may be half a card; one that has rested so long is taken for whole. */
const SETTLE_MS = 1500;

export interface RunInputs {
  /** Cards and problems; feeds are read when the first is asked for. */
  readonly items: AsyncIterable<InputItem>;
  /** From when on a copy of a paper's text is new enough, as feeds say; null where they say nothing. */
  readonly askFrom: (card: PaperCard) => number | null;
}

export interface InputParts {
  readonly settings: Settings;
  readonly inputs: readonly string[];
  readonly texts: FullTextSource;
  /** Aborted to take nothing new. */
  readonly stop: AbortSignal;
}

/** Inputs and feeds as one. */
export function openInputs(parts: InputParts): RunInputs {
  let feeds: Feeds | null = null;
  const settling = new Settling(SETTLE_MS);
  async function* items(): AsyncGenerator<InputItem> {
    feeds = await feedsOf(parts, settling);
    if (feeds === null) return;
    // A place is for people: the address of a feed may hold a token.
    const redact = redactor(parts.settings);
    for await (const item of readInputs(parts.inputs, { feeds, settling })) {
      yield item.kind === 'card' ? { ...item, card: { ...item.card, place: redact(item.card.place) } } : item;
    }
  }
  return { items: items(), askFrom: (card) => feeds?.askFrom(card) ?? null };
}

/** Null when the run was stopped meanwhile. */
async function feedsOf({ settings, texts, stop }: InputParts, settling: Settling): Promise<Feeds | null> {
  try {
    return await readFeeds(settings.fetch.feeds, {
      folder: join(settings.state.dir, 'feeds'),
      getPage: (address, known) => texts.page(address, known),
      settling,
    });
  } catch (error) {
    if (stop.aborted) return null;
    throw error;
  }
}
