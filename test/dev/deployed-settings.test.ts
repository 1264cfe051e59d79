// Which settings go along with a deployment, and what is said of the others.
import { expect, test } from 'vitest';
import { settingNames } from '../../dev/variables.ts';
import { deployedSettings } from '../../scripts/deployed-settings.ts';
import { readWranglerFile, withVars } from '../../scripts/wrangler-file.ts';

const TOML = `
# [vars]
name = "x"
[vars] # of all
ENVIRONMENT = "production"
KEEP_WARM = "true" # says who
 POOL_MAX='5'
# PAGES = "false"

[[migrations]]
tag = "v1"
`;
const SECRETS = {
  DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
  DISCORD_BOT_TOKEN: 'hidden',
  DATABASE_URL: 'postgres://me:hidden@db.example/ladder',
  STATUS_TOKEN: 'hidden',
};

interface Case {
  readonly file?: string | undefined;
  readonly environment?: Record<string, string>;
  readonly toml?: string;
}

const deployed = (
  set: Record<string, string>,
  { file = 'p.env', environment = {}, toml = TOML }: Case = {},
) =>
  deployedSettings({
    variables: { ...SECRETS, ...set, ...environment },
    environment,
    file,
    names: settingNames(),
    wrangler: readWranglerFile(toml),
  });

test('of a file each setting goes that wrangler.toml does not say itself; secrets stay', () => {
  const set = {
    ENVIRONMENT: 'production',
    OWNER_ID: '300000000000000013',
    KEEP_WARM: 'false',
    POOL_MAX: '5',
  };
  const { variables, notes, obstacles } = deployed({ ...set, PAGES: 'false', POOL_LOCATION: '' });
  expect(variables).toEqual({ OWNER_ID: set.OWNER_ID, KEEP_WARM: 'false', PAGES: 'false' });
  expect(notes).toEqual(['KEEP_WARM="false" goes along; wrangler.toml says "true"']);
  expect(obstacles).toEqual([]);
});

test('what is no setting is named, and never told', () => {
  const { variables, notes } = deployed({ KEEPWARM: 'false', CLOUDFLARE_API_TOKEN: 'hidden' });
  expect(variables).toEqual({});
  expect(notes).toEqual(['no settings of Edge Ladder, and left alone: KEEPWARM, CLOUDFLARE_API_TOKEN']);
});

test('.dev.vars is for npm start: of it only what is of this installation goes, and the environment', () => {
  const set = {
    ENVIRONMENT: 'development',
    DISCORD_APPLICATION_ID: '1175000000000000001',
    OWNER_ID: '300000000000000013',
    KEEP_WARM: 'false',
  };
  const sources = { ...SECRETS, ...set, PAGES: 'false' };
  const { variables, notes, obstacles } = deployedSettings({
    variables: sources,
    environment: { PAGES: 'false' },
    file: undefined,
    names: settingNames(),
    wrangler: readWranglerFile(TOML),
  });
  expect(variables).toEqual({ OWNER_ID: set.OWNER_ID, PAGES: 'false' });
  expect(notes).toEqual([
    expect.stringMatching(/^KEEP_WARM="false" does not go along: \.dev\.vars .*wrangler\.toml says "true"/),
  ]);
  expect(obstacles).toEqual([]);
});

test.each([
  ['a value that is none', { POOL_MAX: '9' }, {}, 'POOL_MAX must be a whole number from 1 to 5.'],
  ['a route without its binding', { DATABASE_ROUTE: 'hyperdrive' }, {}, /^DATABASE_ROUTE is hyperdrive, but/],
  ['development', { ENVIRONMENT: 'development' }, {}, /^ENVIRONMENT is development, .*=production in p\.env/],
  [
    'a value without quotes',
    {},
    { toml: '[vars]\nKEEP_WARM = false\n' },
    /^KEEP_WARM in wrangler\.toml needs quotes/,
  ],
])('%s is in the way', (_, set, how, obstacle) => {
  expect(deployed(set, how).obstacles).toEqual([
    typeof obstacle === 'string' ? obstacle : expect.stringMatching(obstacle),
  ]);
});

test('that route with its binding is not, nor is a key that Cloudflare alone has', () => {
  const toml = `${TOML}[[hyperdrive]]\nbinding = "HYPERDRIVE"\n`;
  expect(deployed({ DATABASE_ROUTE: 'hyperdrive' }, { toml }).obstacles).toEqual([]);
  expect(deployed({ DISCORD_PUBLIC_KEY: '', DATABASE_URL: '' }).obstacles).toEqual([]);
});

test('what is not set is as wrangler.toml has it, and what is set is not', () => {
  const vars = { DATABASE_ROUTE: 'hyperdrive', KEEP_WARM: 'true' };
  const variables = { DATABASE_ROUTE: '', KEEP_WARM: 'false', POOL_MAX: '' };
  const merged = { DATABASE_ROUTE: 'hyperdrive', KEEP_WARM: 'false', POOL_MAX: '' };
  expect(withVars(variables, { vars })).toEqual(merged);
});
