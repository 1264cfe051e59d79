// The settings of an installation, read once per isolate. What is wrong is returned as a list of problems in
// words for the operator, so that /health, the doctor and the log can all say the same.
import * as v from 'valibot';
import { isSnowflake } from './discord/snowflake.ts';
import { isUsablePublicKey } from './discord/verify.ts';
import { chosenGame, games } from './games/index.ts';
import { isHeaderText } from './header-text.ts';
import type { Game } from './ladder/game.ts';
import { type DatabaseAddress, isLoopback, proxyHost, readDatabaseAddress } from './postgres/address.ts';

export interface Configuration {
  readonly environment: 'development' | 'production';
  readonly discord: {
    /** 64 hexadecimal digits. */
    readonly publicKey: string;
    readonly applicationId: string | null;
    readonly botToken: string | null;
    /** Without a slash at the end. */
    readonly apiUrl: string;
  };
  readonly database: DatabaseSettings;
  readonly ownerId: string | null;
  readonly staffChannelId: string | null;
  /** Where results are told, and where players are called whose direct messages are closed. */
  readonly matchChannelId: string | null;
  readonly statusToken: string | null;
  /** What is open to everybody with a browser or a program. */
  readonly web: { readonly pages: boolean; readonly api: boolean };
  /** With the waves of this installation. */
  readonly game: Game;
}

export type DatabaseSettings =
  | { readonly route: 'pool'; readonly address: DatabaseAddress; readonly pool: PoolSettings }
  | { readonly route: 'hyperdrive' };

export interface PoolSettings {
  readonly min: number;
  readonly max: number;
  readonly shards: number;
  readonly transport: 'tcp' | 'websocket';
  /** host:port/path of a WebSocket proxy; null for the database host's own. */
  readonly webSocketProxy: string | null;
  readonly keepWarm: boolean;
  /** Near where the pool objects are to be, in Durable Objects' names; null leaves it to Cloudflare. */
  readonly location: PoolLocation | null;
}

const POOL_LOCATIONS = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'] as const;
type PoolLocation = (typeof POOL_LOCATIONS)[number];

export interface Problem {
  /** The setting's name. */
  readonly name: string;
  /** What is wrong and what to do, in one sentence. */
  readonly message: string;
}

export type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** More than 5 leaves an object no socket to spare: it may have 6 outgoing connections. */
const POOL_LIMIT = 5;
const SHARDS_LIMIT = 64;

const emptyIsNull = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.transform((value) => (value === '' ? null : value)),
);

function fallback(value: string) {
  return v.pipe(
    emptyIsNull,
    v.transform((given) => given ?? value),
  );
}

function wholeNumber(value: number, least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}.`;
  return v.pipe(
    fallback(String(value)),
    v.regex(/^\d+$/, message),
    v.transform(Number),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
}

function onOrOff() {
  return v.pipe(
    fallback('true'),
    v.picklist(['true', 'false'], 'must be true or false.'),
    v.transform((value) => value === 'true'),
  );
}

const snowflake = v.nullable(v.pipe(v.string(), v.check(isSnowflake, 'must be a Discord id: digits only.')));
const discordId = v.pipe(emptyIsNull, snowflake);

const schema = v.object({
  ENVIRONMENT: v.pipe(
    fallback('production'),
    v.picklist(['development', 'production'], 'must be development or production.'),
  ),
  DISCORD_PUBLIC_KEY: v.pipe(
    fallback(''),
    v.check(
      isUsablePublicKey,
      'must be the 64 hexadecimal digits that the Developer Portal shows under General Information. ' +
        'A key of zeros is refused: any signature would pass against it.',
    ),
  ),
  DISCORD_APPLICATION_ID: discordId,
  DISCORD_BOT_TOKEN: v.pipe(
    emptyIsNull,
    v.nullable(
      v.pipe(v.string(), v.check(isHeaderText, 'must be the token alone, as the Developer Portal shows it.')),
    ),
  ),
  DISCORD_API_URL: v.pipe(
    fallback('https://discord.com/api/v10'),
    v.url('must be a URL, such as https://discord.com/api/v10.'),
    v.transform((url) => url.replace(/\/+$/, '')),
  ),
  DATABASE_ROUTE: v.pipe(fallback('pool'), v.picklist(['pool', 'hyperdrive'], 'must be pool or hyperdrive.')),
  DATABASE_URL: emptyIsNull,
  POOL_MIN: wholeNumber(2, 1, POOL_LIMIT),
  POOL_MAX: wholeNumber(5, 1, POOL_LIMIT),
  POOL_SHARDS: wholeNumber(1, 1, SHARDS_LIMIT),
  POOL_TRANSPORT: v.pipe(
    emptyIsNull,
    v.nullable(v.picklist(['tcp', 'websocket'], 'must be tcp, websocket, or empty.')),
  ),
  POOL_WEBSOCKET_PROXY: emptyIsNull,
  KEEP_WARM: onOrOff(),
  POOL_LOCATION: v.pipe(
    emptyIsNull,
    v.nullable(v.picklist(POOL_LOCATIONS, `must be one of ${POOL_LOCATIONS.join(', ')}, or empty.`)),
  ),
  OWNER_ID: discordId,
  STAFF_CHANNEL_ID: discordId,
  MATCH_CHANNEL_ID: discordId,
  GAME: emptyIsNull,
  STATUS_TOKEN: emptyIsNull,
  PAGES: onOrOff(),
  API: onOrOff(),
  WAVE_SECONDS: v.pipe(
    emptyIsNull,
    v.nullable(
      v.pipe(
        v.string(),
        v.regex(/^[1-9]\d{0,4}$/, 'must be a whole number of seconds from 1 to 99999, or empty.'),
        v.transform(Number),
      ),
    ),
  ),
});

/** Reads the Worker's variables and secrets. Bindings among them are ignored, but for whether HYPERDRIVE is there. */
export function readConfiguration(env: object): ReadConfiguration {
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => typeof value === 'string'));
  const parsed = v.safeParse(schema, variables);
  if (!parsed.success) {
    const problems = new Map<string, Problem>();
    for (const issue of parsed.issues) {
      const name = String(issue.path?.[0]?.key ?? '');
      if (!problems.has(name)) problems.set(name, { name, message: `${name} ${issue.message}` });
    }
    return { ok: false, problems: [...problems.values()] };
  }
  const settings = parsed.output;
  const database = readDatabase(settings, 'HYPERDRIVE' in env);
  if ('message' in database) return { ok: false, problems: [database] };
  const game = chosenGame({ game: settings.GAME, waveSeconds: settings.WAVE_SECONDS });
  if (game === undefined) {
    const message = `GAME must be one of ${games.map(({ id }) => id).join(', ')}, or empty for the first of them.`;
    return { ok: false, problems: [{ name: 'GAME', message }] };
  }
  return {
    ok: true,
    configuration: {
      environment: settings.ENVIRONMENT,
      discord: {
        publicKey: settings.DISCORD_PUBLIC_KEY,
        applicationId: settings.DISCORD_APPLICATION_ID,
        botToken: settings.DISCORD_BOT_TOKEN,
        apiUrl: settings.DISCORD_API_URL,
      },
      database,
      ownerId: settings.OWNER_ID,
      staffChannelId: settings.STAFF_CHANNEL_ID,
      matchChannelId: settings.MATCH_CHANNEL_ID,
      statusToken: settings.STATUS_TOKEN,
      web: { pages: settings.PAGES, api: settings.API },
      game,
    },
  };
}

function readDatabase(
  settings: v.InferOutput<typeof schema>,
  hasBinding: boolean,
): DatabaseSettings | Problem {
  if (settings.DATABASE_ROUTE === 'hyperdrive') {
    if (hasBinding) return { route: 'hyperdrive' };
    return {
      name: 'DATABASE_ROUTE',
      message:
        'DATABASE_ROUTE is hyperdrive, but wrangler.toml has no HYPERDRIVE binding: uncomment it there.',
    };
  }
  if (settings.DATABASE_URL === null) {
    return {
      name: 'DATABASE_URL',
      message: 'DATABASE_URL is empty: set it to postgres://user:password@host:port/database.',
    };
  }
  const address = readDatabaseAddress(settings.DATABASE_URL);
  if (typeof address === 'string') return { name: 'DATABASE_URL', message: `DATABASE_URL ${address}` };
  const webSocketProxy = settings.POOL_WEBSOCKET_PROXY;
  // A proxy on this machine is spoken to in plain text, and passes it on as it comes.
  if (address.tls && webSocketProxy !== null && isLoopback(proxyHost(webSocketProxy))) {
    return {
      name: 'POOL_WEBSOCKET_PROXY',
      message: `POOL_WEBSOCKET_PROXY is on this machine, DATABASE_URL on another: what the proxy passes on would not be encrypted.`,
    };
  }
  return {
    route: 'pool',
    address,
    pool: {
      min: Math.min(settings.POOL_MIN, settings.POOL_MAX),
      max: settings.POOL_MAX,
      shards: settings.POOL_SHARDS,
      transport: settings.POOL_TRANSPORT ?? (address.neon ? 'websocket' : 'tcp'),
      webSocketProxy,
      keepWarm: settings.KEEP_WARM,
      location: settings.POOL_LOCATION,
    },
  };
}
