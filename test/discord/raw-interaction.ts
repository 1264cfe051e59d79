// Interactions as Discord sends them, with everything it sends along, and those signed with a key of the test's own.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

export const USER = {
  id: '80351110224678912',
  username: 'nelly',
  global_name: 'Nelly',
  discriminator: '0',
  avatar: null,
  public_flags: 64,
};

const BASE = {
  id: '1098765432109876543',
  application_id: '1012345678901234567',
  token: 'aW50ZXJhY3Rpb24tdG9rZW4',
  version: 1,
  locale: 'de',
  entitlements: [],
  authorizing_integration_owners: { 0: '290926798626357999' },
  attachment_size_limit: 10485760,
};

/** Where it happens: in a server, or in the bot's direct messages. */
const GUILD = {
  guild_id: '290926798626357999',
  guild_locale: 'fr',
  channel_id: '645027906669510667',
  channel: { id: '645027906669510667', type: 0, name: 'ladder' },
  context: 0,
  member: {
    user: USER,
    permissions: '2251799813685247',
    roles: ['539082325061836999'],
    nick: 'Nell',
    joined_at: '2021-03-14T15:09:26.535000+00:00',
    deaf: false,
    mute: false,
  },
};
const DIRECT = { channel_id: '645027906669510668', context: 1, user: USER };

export function inGuild(json: Json): Json {
  return { ...BASE, ...GUILD, ...json };
}

export function inDirectMessage(json: Json): Json {
  return { ...BASE, ...DIRECT, ...json };
}

export const rawPing: Json = { ...BASE, type: 1 };

export function rawCommand(name: string, options?: readonly Json[], resolved?: Json): Json {
  return inGuild({
    type: 2,
    data: {
      id: '771825006014889984',
      type: 1,
      name,
      ...(options && { options }),
      ...(resolved && { resolved }),
    },
  });
}

export function rawAutocomplete(name: string, options: readonly Json[]): Json {
  return inGuild({ type: 4, data: { id: '771825006014889984', type: 1, name, options } });
}

export const rawMessage = {
  id: '882539933451575328',
  type: 20,
  channel_id: '645027906669510667',
  flags: 64,
  content: 'a page',
  author: { id: '1012345678901234567', username: 'ladder', bot: true },
  interaction_metadata: { id: '882539933451575327', type: 2, user: USER },
};

export function rawComponent(customId: string, data: Json = {}): Json {
  return inGuild({
    type: 3,
    data: { custom_id: customId, component_type: 2, id: 2, ...data },
    message: rawMessage,
  });
}

export function rawModal(customId: string, components: readonly Json[], more: Json = {}): Json {
  return inGuild({ type: 5, data: { custom_id: customId, components }, ...more });
}

/** A signing key, as Discord holds one for each application. */
export interface SigningKey {
  readonly publicKeyHex: string;
  sign(timestamp: string, body: string | Uint8Array): string;
}

export function signingKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKeyHex: publicKeyHex(publicKey),
    sign(timestamp, body) {
      return sign(null, Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]), privateKey).toString(
        'hex',
      );
    },
  };
}

function publicKeyHex(key: KeyObject): string {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
}
