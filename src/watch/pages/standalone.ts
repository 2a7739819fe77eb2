/** The frame of pages that stand alone, to be kept, sent and printed: nothing of them is asked for from elsewhere. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Html } from './layout.js';

/** What is put into such a page. */
export interface PageFiles {
  readonly style: string;
  readonly script: string;
  /** Of the program that makes the page. */
  readonly version: string;
}

export interface StandaloneParts {
  readonly title: string;
  readonly body: Html;
  readonly footer: Html | string;
  readonly style: string;
  /** Null for a page without. */
  readonly script: string | null;
}

/** A whole page. Its policy has a browser run this script only, whatever a text brings, and load nothing. */
export function standalonePage({ title, body, footer, style, script }: StandaloneParts): Html {
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${script === null ? "'none'" : hashOf(script)}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · papergraph</title>
<style>${raw(style)}</style>
</head>
<body>
<main id="main" data-refresh="0">
${body}
</main>
<footer class="zone">${footer}</footer>
${script === null ? '' : html`<script>${raw(script)}</script>`}
</body>
</html>`;
}

/** As a policy names what stands inside a page. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
