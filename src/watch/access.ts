/**
 * Who may see the pages and press their buttons. On loopback without a token: who is on this machine, and only under a name
 * of this machine, so that no web page elsewhere can reach it by a name that it lets point here. With a token: who knows it,
 * as a bearer or by a cookie that the login form gives.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import ipaddr from 'ipaddr.js';

/** Where the server listens and what it asks for. */
export interface AccessOptions {
  /** The secret; null for none. */
  readonly token: string | null;
  /** True when only this machine can connect. */
  readonly loopback: boolean;
  /** Goes into the forms of this process's pages; a form without it changes nothing. */
  readonly formToken: string;
}

const COOKIE = 'papergraph';
/** A week: nobody logs in every morning. */
const LOGIN_SECONDS = 7 * 24 * 3600;

/** True for `localhost`, `127.0.0.1`, `::1` and the like. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback';
}

/** Refuses requests that came to this machine under a foreign name. */
export function ownNameOnly({ loopback }: AccessOptions): MiddlewareHandler {
  return async (context, next) => {
    if (!loopback || isLoopback(new URL(context.req.url).hostname)) return next();
    const hint = 'a proxy in front of it must send "Host: localhost"';
    return context.text(
      `Refused: papergraph serve listens on loopback and expects a Host header that says so; ${hint}.\n`,
      403,
    );
  };
}

/** Lets through who shows the token; others get the login form, or 401 where no person looks. */
export function tokenOnly({ token }: AccessOptions): MiddlewareHandler {
  return async (context, next) => {
    if (token === null || bearerIs(context, token) || (await isLoggedIn(context, token))) return next();
    const { method, path } = context.req;
    if (method === 'GET' && context.req.header('Accept')?.includes('text/html') === true) {
      return context.redirect(`/login?next=${encodeURIComponent(path + new URL(context.req.url).search)}`, 303);
    }
    context.header('WWW-Authenticate', 'Bearer realm="papergraph"');
    return context.json({ error: 'expected the token of papergraph serve: "Authorization: Bearer …"' }, 401);
  };
}

/**
 * Lets forms change something only when they come from a page of this process: by what the browser says of their origin, and
 * by the token in the form. A bearer needs neither: no browser sends it by itself.
 */
export function ownFormsOnly({ token, formToken }: AccessOptions): MiddlewareHandler {
  const sameOrigin = csrf();
  return async (context, next) => {
    if (context.req.method !== 'POST' || (token !== null && bearerIs(context, token))) return next();
    await sameOrigin(context, async () => undefined); // throws when it is not
    const form = await context.req.parseBody();
    if (typeof form['form'] === 'string' && equal(form['form'], formToken)) return next();
    return context.text(
      'Refused: this form is not from a page of this server as it runs now. Load the page again.\n',
      403,
    );
  };
}

/** Gives the cookie if the token is right. @returns whether it was */
export async function logIn(context: Context, given: string, token: string): Promise<boolean> {
  if (!equal(given, token)) return false;
  const until = String(Date.now() + LOGIN_SECONDS * 1000);
  const secure = context.req.header('X-Forwarded-Proto') === 'https';
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: LOGIN_SECONDS, secure } as const;
  await setSignedCookie(context, COOKIE, until, token, options);
  return true;
}

export function logOut(context: Context): void {
  deleteCookie(context, COOKIE, { path: '/' });
}

/** The cookie holds until when it is good, signed with the token: a new token ends all logins. */
async function isLoggedIn(context: Context, token: string): Promise<boolean> {
  const until = await getSignedCookie(context, token, COOKIE);
  return typeof until === 'string' && Number(until) > Date.now();
}

function bearerIs(context: Context, token: string): boolean {
  const given = /^Bearer +(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
  return given !== undefined && equal(given.trim(), token);
}

/** Takes the same time whatever differs: hashes are of one length. */
function equal(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A path of this server to go back to; `/` for anything else, e.g. `//elsewhere`. */
export function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/';
}
