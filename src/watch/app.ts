/** The whole of what `papergraph serve` answers. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { messageOf, PapergraphError } from '../errors.js';
import { localPath, logIn, logOut, ownFormsOnly, ownNameOnly, tokenOnly } from './access.js';
import { pageRoutes } from './page-routes.js';
import { messagePage, type PageContext } from './pages/layout.js';
import { loginPage } from './pages/login-page.js';
import { metricsRoutes, probeRoutes } from './probes.js';
import type { Watched } from './watched.js';

/** All styles and scripts are files of this server; nothing is taken from elsewhere, nothing stands inside the HTML. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Of a form: fifty papers to try again are some 3 KB. */
const MOST_BYTES = 1e6;

/** Makes the application; it keeps nothing open. */
export function createApp(watched: Watched): Hono {
  const { access } = watched;
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: POLICY, xFrameOptions: 'DENY', strictTransportSecurity: false }));
  app.use(ownNameOnly(access), bodyLimit({ maxSize: MOST_BYTES }));
  app.route('/', probeRoutes(watched));
  app.route('/', assetRoutes(watched));
  app.route('/', guideRoutes(watched));
  app.route('/', loginRoutes(watched));
  app.use(tokenOnly(access), ownFormsOnly(access), async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
  app.route('/', metricsRoutes(watched));
  app.route('/', pageRoutes(watched));
  app.post('/logout', (context) => {
    logOut(context);
    return context.redirect('/login', 303);
  });
  app.notFound((context) =>
    context.html(messagePage(bare(watched), 'No such page', 'There is nothing at this address.'), 404),
  );
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof PapergraphError)) watched.onDefect(error);
    const message =
      error instanceof PapergraphError
        ? messageOf(error)
        : 'This is a defect of papergraph; the log of serve has more.';
    return context.html(messagePage(bare(watched), 'This page cannot be shown', message), 500);
  });
  return app;
}

function assetRoutes({ assets }: Watched): Hono {
  const app = new Hono();
  app.get('/assets/:name', etag(), (context) => {
    const asset = assets.get(context.req.param('name'));
    if (asset === undefined) return context.text('no such file\n', 404);
    return context.body(asset.body, 200, { 'Content-Type': asset.type, 'Cache-Control': 'no-cache' });
  });
  return app;
}

/** Neo4j Browser asks for its guide from another origin; there is nothing of the graph in it. */
function guideRoutes({ neo4jGuide }: Watched): Hono {
  const app = new Hono();
  app.use('/neo4j-guide.html', cors({ origin: '*', allowMethods: ['GET'] }));
  app.get('/neo4j-guide.html', (context) => context.html(neo4jGuide, 200, { 'Cache-Control': 'no-store' }));
  return app;
}

function loginRoutes(watched: Watched): Hono {
  const { token } = watched.access;
  const app = new Hono();
  if (token === null) return app;
  app.use('/login', ownFormsOnly(watched.access));
  app.get('/login', (context) =>
    context.html(loginPage(bare(watched), { next: localPath(context.req.query('next')), wasWrong: false })),
  );
  app.post('/login', async (context) => {
    const form = await context.req.parseBody();
    const next = localPath(form['next']);
    if (await logIn(context, String(form['token'] ?? ''), token)) return context.redirect(next, 303);
    return context.html(loginPage(bare(watched), { next, wasWrong: true }), 401);
  });
  return app;
}

/** A page's surroundings where nothing may be asked of the ledger. */
function bare({ access, now }: Watched): PageContext {
  return { now: now(), graph: null, graphs: [], formToken: access.formToken, hasLogin: false, path: '/' };
}
