// A message as Discord keeps it and gives it back: what was sent, with ids, times, author and defaults filled in.
import {
  EMPTY_MESSAGE,
  LOADING,
  type MessageKind,
  messageComplaints,
  SUPPRESS_EMBEDS,
} from '../discord-api/message.ts';
import { pngSize } from '../png-size.ts';
import { newSnowflake, type Sender, userOf } from '../sent-interaction.ts';
import { faults, invalidForm } from './fault.ts';
import { pinged } from './mentions.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TYPE_REPLY = 19;

export interface KeptMessage {
  readonly id: string;
  /** As Discord gives it back. */
  readonly json: Json;
  /** What it was before each edit, oldest first. */
  readonly history: readonly Json[];
  /** Seen by this user alone; null for all who see the channel. */
  readonly onlyFor: string | null;
  /** What was uploaded with it, by attachment id. */
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export interface MessageBirth {
  readonly id: string;
  readonly channelId: string;
  readonly applicationId: string;
  /** Where attachments can be read. */
  readonly filesUrl: string;
  readonly now: Date;
  readonly onlyFor?: string | null;
  /** Of a message that answers an interaction. */
  readonly more?: Json;
}

/** Three fields of the answer are a plain copy of what was sent; the rest is Discord's. */
export function newMessage(body: Json, files: readonly UploadedFile[], birth: MessageBirth): KeptMessage {
  const { id, channelId, applicationId, now, onlyFor = null, more = {} } = birth;
  const uploaded = filesById(files, now);
  const attachments = uploadedAttachments(body, uploaded, birth);
  const flags = typeof body['flags'] === 'number' ? body['flags'] : 0;
  const nonce = body['nonce'] === undefined || body['nonce'] === null ? {} : { nonce: body['nonce'] };
  const json: Json = {
    type: 0,
    ...answered(body, channelId),
    id,
    channel_id: channelId,
    application_id: applicationId,
    author: botUser(applicationId),
    timestamp: now.toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mention_roles: [],
    flags,
    ...nonce,
    ...more,
    attachments,
    ...shown(body, attachments),
  };
  return {
    id,
    json: { content: '', embeds: [], components: [], mentions: [], ...json },
    history: [],
    onlyFor,
    files: uploaded,
  };
}

/** A message that answers another one of its channel. */
function answered({ message_reference: reference }: Json, channelId: string): Json {
  if (reference === undefined || reference === null) return {};
  const { message_id: messageId } = reference as Json;
  return {
    type: TYPE_REPLY,
    message_reference: { type: 0, channel_id: channelId, message_id: String(messageId) },
  };
}

/** What an edit leaves out stays as it is. */
export function editedMessage(
  before: KeptMessage,
  body: Json,
  files: readonly UploadedFile[],
  birth: Pick<MessageBirth, 'channelId' | 'filesUrl' | 'now'>,
): KeptMessage {
  const uploaded = filesById(files, birth.now);
  const present = before.json['attachments'] as readonly Json[];
  const named = Array.isArray(body['attachments'])
    ? new Set(body['attachments'].map(({ id }) => String(id)))
    : null;
  const stays =
    body['attachments'] === null ? [] : present.filter(({ id }) => named?.has(String(id)) ?? true);
  const attachments = [...stays, ...uploadedAttachments(body, uploaded, birth)];
  const json: Json = {
    ...before.json,
    flags: editedFlags(Number(before.json['flags']), body['flags']),
    ...shown(body, attachments),
    attachments,
    edited_timestamp: birth.now.toISOString(),
  };
  if (isEmpty(json)) throw faults.emptyMessage();
  return {
    ...before,
    json,
    history: [...before.history, before.json],
    files: new Map(
      [...before.files, ...uploaded].filter(([id]) => attachments.some((file) => file['id'] === id)),
    ),
  };
}

/**
 * Who may see it stays as it was, whatever an edit says: embeds alone can be hidden or shown. Once there is something
 * to read, nobody is thinking any more.
 */
function editedFlags(before: number, given: unknown): number {
  const hides = (typeof given === 'number' ? given : before) & SUPPRESS_EMBEDS;
  return (before & ~(LOADING | SUPPRESS_EMBEDS)) | hides;
}

/** Throws what Discord would answer to a body that it refuses. */
export function checkBody(body: Json, kind: MessageKind, files: readonly UploadedFile[]): void {
  const complaints = messageComplaints(
    body,
    kind,
    files.map(({ name }) => name),
  );
  if (complaints.length === 0) return;
  // The form is right, and there is nothing in it: that has a code of its own.
  if (complaints.every(({ message }) => message === EMPTY_MESSAGE)) throw faults.emptyMessage();
  throw invalidForm(complaints);
}

export function botUser(applicationId: string): Json {
  return { ...describedUser({ id: applicationId, username: 'Edge Ladder' }), bot: true };
}

export function otherUser(id: string): Json {
  return describedUser({ id });
}

/** Over HTTP there are flags besides; an interaction still has the older name of `primary_guild` too. */
function describedUser(sender: Sender): Json {
  const { clan: _, ...user } = userOf(sender);
  return { ...user, flags: 0 };
}

function isEmpty({ content, embeds, components, attachments }: Json): boolean {
  return (
    content === '' &&
    [embeds, components, attachments].every((list) => Array.isArray(list) && list.length === 0)
  );
}

/** The parts that a reader sees, of those that the body names. */
function shown(body: Json, attachments: readonly Json[]): Json {
  const parts: Record<string, unknown> = {};
  if ('content' in body) {
    const content = String(body['content'] ?? '');
    const { users, ...others } = pinged(content, body['allowed_mentions']);
    Object.assign(parts, { content, mentions: users.map(otherUser), ...others });
  }
  if ('embeds' in body) parts['embeds'] = list(body['embeds']).map((embed) => shownEmbed(embed, attachments));
  if ('components' in body) {
    let lastId = 0;
    const number = () => {
      lastId += 1;
      return lastId;
    };
    parts['components'] = list(body['components']).map((component) => numbered(component, number));
  }
  return parts;
}

function shownEmbed(embed: Json, attachments: readonly Json[]): Json {
  const given = withoutNulls(embed);
  const result: Record<string, unknown> = { ...given, type: 'rich' };
  if (Array.isArray(given['fields'])) {
    result['fields'] = list(given['fields']).map((field) => ({ ...field, inline: field['inline'] ?? false }));
  }
  for (const place of ['image', 'thumbnail']) {
    const picture = given[place] as Json | undefined;
    if (picture === undefined) continue;
    const attached = attachments.find(({ filename }) => picture['url'] === `attachment://${filename}`);
    result[place] = { ...picture, url: attached?.['url'] ?? picture['url'] };
  }
  return result;
}

/** Discord numbers all components of a message, and fills in what a menu leaves out. */
function numbered(component: Json, number: () => number): Json {
  const given = withoutNulls(component);
  const id = number();
  const menu = given['type'] === 3 ? { min_values: 1, max_values: 1 } : {};
  const inner = Array.isArray(given['components'])
    ? { components: list(given['components']).map((child) => numbered(child, number)) }
    : {};
  return { ...menu, id, ...given, ...inner };
}

function filesById(files: readonly UploadedFile[], now: Date): Map<string, UploadedFile> {
  return new Map(files.map((file) => [newSnowflake(now), file]));
}

function uploadedAttachments(
  body: Json,
  uploaded: ReadonlyMap<string, UploadedFile>,
  { channelId, filesUrl }: Pick<MessageBirth, 'channelId' | 'filesUrl'>,
): Json[] {
  const described = new Map(list(body['attachments']).map((entry) => [String(entry['id']), entry]));
  return [...uploaded].map(([id, { name, type, bytes }], place) => {
    const { description, title } = described.get(String(place)) ?? {};
    const url = `${filesUrl}/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
    return withoutNulls({
      id,
      filename: name,
      size: bytes.length,
      url,
      proxy_url: url,
      content_type: type,
      ...pngSize(bytes),
      description,
      title,
    });
  });
}

function withoutNulls(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== null && field !== undefined),
  );
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
