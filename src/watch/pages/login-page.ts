/** The form that takes the token. */
import { html } from 'hono/html';
import { type Html, type PageContext, page } from './layout.js';

export interface LoginView {
  /** Path to go to afterwards. */
  readonly next: string;
  /** True after a wrong token. */
  readonly wasWrong: boolean;
}

export function loginPage(context: PageContext, { next, wasWrong }: LoginView): Html {
  const body = html`<h1>Log in</h1>
${wasWrong ? html`<p class="said bad" role="alert">That is not the token.</p>` : ''}
<form class="login" method="post" action="/login">
<input type="text" name="user" value="papergraph" autocomplete="username" hidden>
<input type="hidden" name="form" value="${context.formToken}"><input type="hidden" name="next" value="${next}">
<label>Token of papergraph serve <input type="password" name="token" autocomplete="current-password" required autofocus></label>
<button type="submit">Log in</button></form>
<p class="muted">It is the setting <code>serve.token</code>, or PAPERGRAPH_SERVE_TOKEN in the environment of the server.</p>`;
  return page(context, { title: 'Log in', at: null, refreshMs: 0, body });
}
