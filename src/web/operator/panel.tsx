// The operator's panel: a page whose script asks GET /status again and again and draws what it tells, and the page that
// signs in to it. In English alone, as the log is.
import type { Child } from 'hono/jsx';
import { assets } from 'site-assets';

/** Where what the script draws goes; assets/panel.ts finds each by its id. */
const PLOTS = [
  ['interactions', 'Interactions a second'],
  ['answers', 'Time to answer, ms'],
  ['round-trip', 'Round trip to the database, ms'],
  ['pool', 'Connections and statements'],
  ['ladder', 'Queue and open matches'],
  ['outbox', 'Messages to send'],
] as const;

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
        <div id="faults" role="alert" />
        <section aria-label="Now">
          <dl class="tiles" id="tiles" />
        </section>
        <section class="plots" aria-label="Since this page was opened">
          {PLOTS.map(([id, title]) => (
            <figure>
              <figcaption id={`${id}-title`}>{title}</figcaption>
              <div class="plot" id={id} role="img" aria-labelledby={`${id}-title`} />
            </figure>
          ))}
        </section>
        <Table
          id="commands"
          title="Commands, since this isolate began"
          heads={['Command', 'Answered', 'p50 ms', 'p95 ms', 'p99 ms', 'Late', 'Refused', 'Failed']}
        />
        <Table
          id="pools"
          title="Pools"
          heads={[
            'Pool',
            'Open',
            'In flight',
            'Waiting',
            'Made',
            'Borrowed',
            'Returned',
            'Broken',
            'Refused',
            'p50 ms',
            'p99 ms',
          ]}
        />
        <Table
          id="limits"
          title="Discord’s rate limits"
          heads={['Route', 'Left', 'Of', 'Under way', 'Reset in s']}
        />
        <Table id="migrations" title="Migrations, newest first" heads={['Version']} />
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

function Table({ id, title, heads }: { id: string; title: string; heads: readonly string[] }) {
  return (
    <div class="table">
      <h2 id={`${id}-title`}>{title}</h2>
      {/* What scrolls has to be reached by the keyboard. */}
      <section class="scroll" aria-labelledby={`${id}-title`} tabindex={0}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody id={id} />
        </table>
      </section>
    </div>
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
