// The operator’s panel: a page whose script (assets/panel.ts) asks GET /status again and again and draws what it tells,
// and the page that signs in to it. In English alone, as the log is.
import type { Child } from 'hono/jsx';
import { assets } from 'site-assets';

export function panelPage({ signedIn }: { readonly signedIn: boolean }): string {
  return page(
    'Operator’s panel',
    <>
      <header class="head">
        <h1>Operator’s panel</h1>
        <p id="summary" role="status">
          Asking…
        </p>
        {signedIn && (
          <form method="post" action="/status/panel/sign-out">
            <button type="submit">Sign out</button>
          </form>
        )}
      </header>
      <main>
        <noscript>
          <p class="notice">
            This page draws with JavaScript. The same figures stand in <a href="/status">/status</a> and{' '}
            <a href="/status/metrics">/status/metrics</a>.
          </p>
        </noscript>
      </main>
      <script type="module" src={assets['panel.js']} />
    </>,
  );
}

export function signInPage({ refused, set }: { readonly refused: boolean; readonly set: boolean }): string {
  return page(
    'Sign in',
    <main class="sign-in">
      <h1>Operator’s panel</h1>
      {set ? (
        <form method="post" action="/status/panel">
          <label for="token">STATUS_TOKEN</label>
          <input
            id="token"
            name="token"
            type="password"
            required
            autocomplete="current-password"
            aria-describedby={refused ? 'refusal' : undefined}
          />
          {refused && (
            <p id="refusal" role="alert" class="notice">
              That is not the token.
            </p>
          )}
          <button type="submit">Sign in</button>
        </form>
      ) : (
        <p class="notice">
          No token is set. Set one with <code>wrangler secret put STATUS_TOKEN</code>.
        </p>
      )}
    </main>,
  );
}

function page(title: string, content: Child): string {
  const whole = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Edge Ladder`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets['panel.css']} />
      </head>
      <body>{content}</body>
    </html>
  );
  return `<!doctype html>${whole.toString()}`;
}
