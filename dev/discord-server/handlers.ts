// What each route of Discord's API does, for the routes that this application uses.
import * as spec from 'discord-api-spec/zod';
import { asLines, checkSchema, complaintsOf } from '../discord-api/complaint.ts';
import { mentionComplaints } from '../discord-api/message.ts';
import type { Channels } from './channels.ts';
import { type RegisteredCommands, withoutLocalizations } from './commands.ts';
import type { Watchers } from './event.ts';
import { ApiFault, faults, invalidForm } from './fault.ts';
import type { Interactions } from './interactions.ts';
import { botUser, checkBody, type Json, otherUser } from './message.ts';
import type { Call, Handler } from './route-table.ts';

/** Whose API it is. */
export interface Identity {
  readonly applicationId: string;
  /** What the application's interactions are signed for; 64 hex digits. */
  readonly publicKey: string;
  /** The one server that the bot is in. */
  readonly guildId: string;
}

export interface HandlerSettings {
  readonly identity: Identity;
  readonly channels: Channels;
  readonly interactions: Interactions;
  readonly commands: RegisteredCommands;
  readonly watchers: Watchers;
  /** What Discord would accept, and this application should still not send. */
  readonly complain: (route: string, lines: readonly string[]) => void;
}

export function handlersOf(settings: HandlerSettings): Readonly<Record<string, Handler>> {
  const { identity, channels, interactions, commands, watchers, complain } = settings;
  const { applicationId, guildId } = identity;

  /** A message that the bot may see by its own token: not one that a single user sees. */
  function visible(channel: ReturnType<Channels['reach']>, messageId: string) {
    const message = channels.message(channel, messageId);
    if (message.onlyFor !== null) throw faults.unknownMessage();
    return message;
  }

  /** What answers a message that is gone is a plain one where it says so, and refused where it does not. */
  function answering(channel: ReturnType<Channels['reach']>, body: Json): Json {
    const { message_reference: reference, ...plain } = body;
    if (reference === undefined || reference === null) return body;
    const { message_id: messageId, fail_if_not_exists: mustBeThere = true } = reference as Json;
    const there = channel.messages.some(({ id, onlyFor }) => id === messageId && onlyFor === null);
    if (there) return body;
    if (mustBeThere) throw invalidForm([{ path: 'message_reference', message: 'Unknown message' }]);
    return plain;
  }

  function guildOf({ guild }: Call['parameters']): string {
    if (guild !== guildId) throw faults.missingAccess();
    return guild;
  }

  function listed(guild: string | null, query: URLSearchParams) {
    const all = commands.of(guild);
    return query.get('with_localizations') === 'true' ? all : withoutLocalizations(all);
  }

  function register(guild: string | null, body: unknown) {
    const registered = commands.overwrite(guild, body);
    watchers.tell({ kind: 'commands-registered', guildId: guild });
    return registered;
  }

  function guardMentions(route: string, body: Json) {
    const missing = asLines(mentionComplaints(body));
    if (missing.length > 0) complain(route, missing);
  }

  return {
    'POST /users/@me/channels': ({ body }) => {
      check(spec.CreatePrivateChannelRequestSchema, body);
      const recipient = String(body['recipient_id'] ?? '');
      if (!/^\d+$/.test(recipient) || recipient === applicationId) {
        throw new ApiFault(400, 50033, 'Invalid Recipient(s)');
      }
      const { id, messages } = channels.direct(recipient);
      const last = messages.at(-1)?.id ?? null;
      return { id, type: 1, flags: 0, last_message_id: last, recipients: [otherUser(recipient)] };
    },
    'GET /channels/{channel}/messages/{message}': ({ parameters }) =>
      visible(channels.reach(parameters.channel), parameters.message).json,
    'POST /channels/{channel}/messages': ({ parameters, body, files }) => {
      const channel = channels.reach(parameters.channel);
      checkBody(body, 'channel-message', files);
      guardMentions('POST /channels/{channel}/messages', body);
      if (!channels.accepts(channel)) throw faults.closedDirectMessages();
      const { nonce } = body;
      const known = body['enforce_nonce'] === true && nonce ? channels.byNonce(String(nonce)) : null;
      if (known === null) return channels.create(channel, answering(channel, body), files).json;
      // Discord gives back whatever message has that nonce: one of another channel was surely not meant.
      if (known.channel.id !== channel.id) {
        complain('POST /channels/{channel}/messages', [
          `nonce: "${nonce}" has made a message in another channel`,
        ]);
      }
      return known.message.json;
    },
    'PATCH /channels/{channel}/messages/{message}': ({ parameters, body, files }) => {
      const channel = channels.reach(parameters.channel);
      visible(channel, parameters.message);
      checkBody(body, 'channel-edit', files);
      guardMentions('PATCH /channels/{channel}/messages/{message}', body);
      return channels.edit(channel, parameters.message, body, files).json;
    },
    'DELETE /channels/{channel}/messages/{message}': ({ parameters }) => {
      const channel = channels.reach(parameters.channel);
      visible(channel, parameters.message);
      return void channels.delete(channel, parameters.message);
    },
    'POST /webhooks/{application}/{token}': ({ parameters, body, files }) => {
      guardMentions('POST /webhooks/{application}/{token}', body);
      return interactions.followUp(parameters.token, body, files).json;
    },
    'GET /webhooks/{application}/{token}/messages/{message}': ({ parameters }) =>
      interactions.get(parameters.token, parameters.message).json,
    'PATCH /webhooks/{application}/{token}/messages/{message}': ({ parameters, body, files }) => {
      guardMentions('PATCH /webhooks/{application}/{token}/messages/{message}', body);
      return interactions.edit(parameters.token, parameters.message, body, files).json;
    },
    'DELETE /webhooks/{application}/{token}/messages/{message}': ({ parameters }) =>
      void interactions.delete(parameters.token, parameters.message),
    'GET /applications/@me': () => application(identity),
    'GET /users/@me': () => ({
      ...botUser(applicationId),
      mfa_enabled: true,
      locale: 'en-US',
      verified: true,
    }),
    'GET /applications/{application}/commands': ({ query }) => listed(null, query),
    'PUT /applications/{application}/commands': ({ whole }) => register(null, whole),
    'GET /applications/{application}/guilds/{guild}/commands': ({ parameters, query }) =>
      listed(guildOf(parameters), query),
    'PUT /applications/{application}/guilds/{guild}/commands': ({ parameters, whole }) =>
      register(guildOf(parameters), whole),
  };
}

function check(schema: spec.Schema, body: unknown): void {
  const complaints = complaintsOf((complain) => checkSchema(schema, body, complain));
  if (complaints.length > 0) throw invalidForm(complaints);
}

/** The application as its owner's token sees it. */
function application({ applicationId, publicKey, guildId }: Identity): Json {
  return {
    id: applicationId,
    name: 'Edge Ladder',
    icon: null,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: botUser(applicationId),
    guild_id: guildId,
    verify_key: publicKey,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: otherUser('1175000000000000002'),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
