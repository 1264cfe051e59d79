// The composition root: routes, the clock, the objects. Everything is made at an isolate's first request and kept;
// only what belongs to a request is made per request.
import { getPath } from 'hono/utils/url';
import { courierPoint, ladderPoint, poolPoint } from './analytics.ts';
import { commandsFor, listed } from './commands/index.ts';
import { type Configuration, type Problem, readConfiguration } from './configuration.ts';
import { dispatcher } from './discord/dispatch.ts';
import { endpoint } from './discord/endpoint.ts';
import { verifier } from './discord/verify.ts';
import { type Bindings, type Installation, installation, type OpenDatabase } from './installation.ts';
import { unknownReply } from './messages/failure.ts';
import { newMeter } from './postgres/database.ts';
import { newScope, responder, type Scope, tellInteraction, told } from './responder.ts';
import { ladderFigures } from './sql/ladder-figures.ts';
import { forgetAnnouncements, unrankIdle } from './sql/upkeep.ts';
import { misconfigured } from './web/operator.ts';
import { site } from './web/site.ts';

export { ConnectionPool } from './objects/connection-pool.ts';
export { Courier } from './objects/courier.ts';
export { Matchmaker } from './objects/matchmaker.ts';

/** What answers requests, by the name that the runtime calls it by. */
interface Server {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Response | Promise<Response>;
}

/** The clock's own statements; no interaction waits for them. */
const UPKEEP_MS = 10_000;
/** What nobody has signed is worth no more of the processor than this. */
const PASSED_OVER_BYTES = 1024 * 1024;
/** The servers that wrangler puts before a Worker tell a client that is cut off something else than the Worker said. */
const PASSED_OVER_IN_DEVELOPMENT_BYTES = 64 * 1024 * 1024;
/** What belongs to no command. */
const NAMELESS = { interaction: null, command: null, deferred: false } as const;
/** What was said is looked up for as long: by /prune, and when something odd happened. */
const OUTBOX_KEPT_MS = 60 * 86_400_000;

let server: Server | undefined;

export default {
  fetch(request, env, context) {
    server ??= build(env);
    return server.fetch(request, env, context);
  },
  async scheduled({ scheduledTime }, env) {
    const read = readConfiguration(env);
    if (!read.ok) return;
    const { database } = read.configuration;
    const made = installation(read.configuration, env);
    const now = new Date(scheduledTime);
    const hourly = now.getUTCMinutes() === 0;
    // Every minute's statement would keep awake what may sleep; profiles know the exact moment anyway.
    const asking = hourly || database.route !== 'pool' || database.pool.keepWarm;
    // What fails holds up nothing that comes after it.
    const attempt = (part: string, work: () => Promise<unknown>) =>
      work().catch((error) => made.log.write('error', 'upkeep', { part, error: String(error) }));
    await attempt('look', () => made.matchmaker().look(asking));
    if (!asking) return;
    await attempt('warm', () => Promise.all(made.pools().map(({ pool }) => pool.warm())));
    await attempt('unrank', async () => {
      const unranked = await withDatabase(UPKEEP_MS, made, (given) => given.run(unrankIdle(now)));
      if (unranked > 0) made.log.write('info', 'standings.unranked', { count: unranked });
    });
    if (env.ANALYTICS) {
      await attempt('analytics.objects', () => measureObjects(made));
      await attempt('analytics.ladder', () => measureLadder(made, now));
    }
    if (!hourly) return;
    await attempt('forget', async () => {
      const before = new Date(scheduledTime - OUTBOX_KEPT_MS);
      const forgotten = await withDatabase(UPKEEP_MS, made, (given) =>
        given.run(forgetAnnouncements(before)),
      );
      if (forgotten > 0) made.log.write('info', 'outbox.forgotten', { count: forgotten });
    });
  },
} satisfies ExportedHandler<Bindings>;

/** What the ladder is like at this minute. */
async function measureLadder(made: Installation, now: Date): Promise<void> {
  const { game } = made.configuration;
  const found = await withDatabase(UPKEEP_MS, made, (given) => given.run(ladderFigures(game.id, now)));
  made.measure(() => ladderPoint(found));
}

/** And its objects, which can say so although the database is away. */
async function measureObjects(made: Installation): Promise<void> {
  const pools = made.pools().map(async ({ name, pool }) => {
    const figures = await pool.figures();
    made.measure(() => poolPoint(name, figures));
  });
  const courier = async () => {
    const figures = await made.courier().figures();
    made.measure(() => courierPoint(figures));
  };
  await Promise.all([...pools, courier()]);
}

function build(env: Bindings): Server {
  const read = readConfiguration(env);
  return read.ok ? serving(read.configuration, env) : refusing(read.problems);
}

function serving(configuration: Configuration, env: Bindings): Server {
  const made = installation(configuration, env);
  const { clock, log, tally } = made;
  const { game } = configuration;
  const commands = commandsFor(game);
  const development = configuration.environment === 'development';
  const respond = responder({
    installation: made,
    dispatch: dispatcher(commands, { unknownReply: ({ locale }) => unknownReply(locale) }),
    game,
    commands: listed(commands),
  });
  const interactions = endpoint<Scope>({
    verify: verifier(configuration.discord.publicKey),
    respond,
    passOverBytes: development ? PASSED_OVER_IN_DEVELOPMENT_BYTES : PASSED_OVER_BYTES,
    onPing: (scope) => tellInteraction(made, scope, { ...NAMELESS, kind: 'ping', outcome: 'ok' }),
    unknownReply(type, scope) {
      tellInteraction(made, scope, { ...NAMELESS, kind: `unknown (${type})`, outcome: 'unknown' });
      return unknownReply('en-US');
    },
    onRefusal(status) {
      tally.turnAway();
      log.write('info', 'request.refused', { status });
    },
  });

  function interact(request: Request, context: ExecutionContext): Promise<Response> {
    const receivedAt = clock.now();
    return made.arrivals.during(receivedAt, async (arrived) => {
      const scope = newScope(receivedAt, (promise) => context.waitUntil(promise), arrived);
      const response = await interactions(request, scope);
      if (development) response.headers.set('Server-Timing', serverTiming(scope, clock.now()));
      return response;
    });
  }

  const routes = site(
    {
      game,
      development,
      now: clock.now,
      log,
      run: (statement, limitMs) => withDatabase(limitMs, made, (database) => database.run(statement)),
      told,
    },
    {
      operator: {
        route: configuration.database.route,
        statusToken: configuration.statusToken,
        deployment: env.VERSION ?? null,
        pools: () => made.pools().map(({ name, pool }) => ({ name, figures: () => pool.figures() })),
        isolate: () => tally.figures(),
        courier: () => made.courier().figures(),
      },
      api: {
        limiter: env.API_RATE_LIMIT ?? null,
        description: () => assetText(env, `/openapi/${game.id}.json`),
        reference: () => assetText(env, `/reference/${game.id}.txt`),
      },
      pages: { limiter: env.PAGES_RATE_LIMIT ?? null },
      web: configuration.web,
    },
  );
  return {
    fetch(request, bindings, context) {
      // Nearly all that comes are interactions: the router's own objects for each would cost more than reading it.
      const isInteraction = request.method === 'POST' && getPath(request) === '/interactions';
      return isInteraction ? interact(request, context) : routes.fetch(request, bindings, context);
    },
  };
}

/** A file that the build has left beside the Worker; null where it is not there. */
async function assetText({ ASSETS }: Bindings, path: string): Promise<string | null> {
  // Any host will do: the binding goes by the path.
  const response = await ASSETS?.fetch(`https://assets.invalid${path}`);
  return response?.ok ? response.text() : null;
}

function refusing(problems: readonly Problem[]): Server {
  for (const { name, message } of problems) {
    console.error(JSON.stringify({ level: 'error', event: 'configuration', name, message }));
  }
  return misconfigured(problems.map(({ message }) => message));
}

async function withDatabase<Result>(
  limitMs: number,
  made: Installation,
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const by = made.clock.now() + limitMs;
  const database = made.openDatabase(newMeter(), { connectionBy: by, answerBy: by });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Milliseconds, as browsers' developer tools and `npm run interact` show them. */
function serverTiming({ receivedAt, meter }: Scope, now: number): string {
  return [
    `total;dur=${now - receivedAt}`,
    `db;dur=${meter.databaseMs}`,
    `wait;dur=${meter.waitingMs}`,
    `trips;desc="${meter.roundTrips}"`,
    ...(meter.cold ? ['cold'] : []),
  ].join(', ');
}
