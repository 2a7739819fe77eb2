/** What an operator finds after three nights. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Night, Nights } from './play-night.js';
import { type LogLine, playNights } from './play-night.js';

describe('three nights over a folder that changes and a site that misbehaves', () => {
  let all: Nights;
  let lines: LogLine[];
  beforeAll(async () => {
    all = await playNights({ everySeconds: 10 });
    lines = all.log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  });

  const night = (number: number): Night => {
    const found = all.nights[number - 1];
    if (found === undefined) throw new Error(`expected three nights, got ${all.nights.length}`);
    return found;
  };

  it('the first links what can be had', () => {
    const { summary, exitCode, state } = night(1).run;
    expect(summary?.papers).toMatchObject({ found: 24, written: 24, fromCardOnly: 2, failed: 0, left: 0 });
    expect(summary?.textFailures).toEqual({ 'http-status': 1, 'not-markdown': 1 });
    expect([state, exitCode, summary?.warnings]).toEqual(['done', 0, []]);
  });

  it('the second does what is new, changed or due, and nothing else', () => {
    const { summary, exitCode } = night(2).run;
    // Six new cards, three changed texts, one published at last, one corrected card.
    expect(summary?.papers).toMatchObject({ found: 30, written: 11, unchanged: 19, fromCardOnly: 3, failed: 0 });
    expect(summary?.textFailures).toEqual({ network: 2, 'not-markdown': 1 });
    expect(summary?.inputProblems.map(({ place }) => place.path)).toEqual(['cards/broken.md']);
    expect(exitCode).toBe(1);
  });

  it('the third shows that the site wants a login now', () => {
    const { summary, exitCode } = night(3).run;
    expect(summary?.papers).toMatchObject({ found: 29, written: 23, unchanged: 6, failed: 0 });
    expect(summary?.warnings.map(({ kind }) => kind)).toEqual(['empty-share']);
    expect(summary?.warnings[0]?.message).toMatch(/of the full texts have no mention at all, 21 of 23; expected/);
    expect(exitCode).toBe(3);
  });

  it('one command tells any paper’s fate', async () => {
    expect(await all.ask('status', 'new1')).toMatch(/linked from the full text[\s\S]*from-card[\s\S]*written/);
    expect(await all.ask('status', 'page.md')).toMatch(
      /trouble +fetch: not-markdown: [\s\S]*from-card[\s\S]*from-card/,
    );
    expect(await all.ask('status', 'broken.md')).toMatch(/cards\/broken\.md:1: expected/);
    expect(await all.ask('status', 'n05')).toMatch(/linked from the full text/);
  });

  it('metrics say the same as the summaries', () => {
    for (const { run, metrics } of all.nights) {
      const { written, unchanged } = run.summary?.papers ?? {};
      expect(metrics).toContain(`papergraph_papers_total{outcome="written"} ${written}\n`);
      expect(metrics).toContain(`papergraph_papers_total{outcome="unchanged"} ${unchanged}\n`);
      expect(metrics).toMatch(/papergraph_stage_duration_seconds_count\{stage="link"\} [1-9]/);
    }
    expect(night(2).metrics).toMatch(/papergraph_papers_from_card_total\{kind="network"\} 2/);
  });

  it('the log tells each event with run, paper, stage, duration and outcome; nothing from outside forges a line', () => {
    const of = (event: string) => lines.filter(({ msg }) => msg === event);
    expect([of('run-done').length, of('run-ended').length]).toEqual([3, 3]);
    expect(of('run-ended').map(({ code }) => code)).toEqual([0, 1, 3]);
    expect(of('forged')).toEqual([]);
    expect(of('stage-done').every((line) => line['run'] && line['paper'] && line['stage'] && line['outcome'])).toBe(
      true,
    );
    expect(of('stage-done').every(({ ms }) => typeof ms === 'number')).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(all.log).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(all.log).not.toContain(all.token);
    expect(all.code).toBe(0);
  });
});
