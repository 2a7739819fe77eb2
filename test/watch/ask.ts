/** HTTP requests with any header, the Host header too, which `fetch` does not let one set. */
import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>> | URLSearchParams;
}

/** Asks a server; redirects are not followed. */
export function ask(address: string, path: string, { method, headers = {}, form }: Question = {}): Promise<Answer> {
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const type = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const verb = method ?? (body === undefined ? 'GET' : 'POST');
    const asked = request(`${address}${path}`, { method: verb, headers: { ...type, ...headers } }, (response) => {
      const pieces: string[] = [];
      response.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: pieces.join('') }),
      );
    });
    asked.on('error', reject).end(body);
  });
}

/** What a browser sends with a form of the page itself. */
export function ownForm(address: string): Readonly<Record<string, string>> {
  return { Origin: address, 'Sec-Fetch-Site': 'same-origin' };
}

/** The hidden token of the forms of a page. */
export function formTokenIn(html: string): string {
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? 'no form in this page';
}
