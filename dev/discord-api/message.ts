// Whether Discord would accept a message: by its own API description, and by the limits that its documentation names
// but the description cannot express.
import * as spec from 'discord-api-spec/zod';
import {
  asLines,
  type Complain,
  type Complaint,
  checkSchema,
  checkUnique,
  complaintsOf,
  isBlank,
  type Json,
  list,
  object,
  wire,
} from './complaint.ts';

/** Characters over all embeds of one message. */
const EMBEDS_LENGTH = 6000;
const CONTENT_LENGTH = 2000;
const ROWS = 5;
const BUTTONS_IN_ROW = 5;
export const SUPPRESS_EMBEDS = 4;
export const EPHEMERAL = 64;
/** "Thinking": a reply that was promised and has not come. */
export const LOADING = 128;
const NO_NOTIFICATION = 4096;
const NEW_FLAGS = SUPPRESS_EMBEDS | NO_NOTIFICATION;

export const EMPTY_MESSAGE = 'an empty message';

/** How a message goes to Discord: by the bot into a channel, or through an interaction's webhook; new or edited. */
export type MessageKind = 'channel-message' | 'channel-edit' | 'webhook-message' | 'webhook-edit';

const KINDS = {
  'channel-message': { schema: spec.MessageCreateRequestSchema, flags: NEW_FLAGS, isNew: true },
  'channel-edit': { schema: spec.MessageEditRequestPartialSchema, flags: SUPPRESS_EMBEDS, isNew: false },
  'webhook-message': {
    schema: spec.IncomingWebhookInteractionRequestSchema,
    flags: NEW_FLAGS | EPHEMERAL,
    isNew: true,
  },
  'webhook-edit': {
    schema: spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
    flags: SUPPRESS_EMBEDS,
    isNew: false,
  },
} as const;

/** What Discord would refuse; `files` are the names of those sent along. */
export function messageComplaints(
  body: unknown,
  kind: MessageKind,
  files: readonly string[] = [],
): Complaint[] {
  return complaintsOf((complain) => {
    const message = object(wire(body));
    const { schema, flags, isNew } = KINDS[kind];
    checkSchema(schema, message, complain);
    checkMessageLimits(message, { flags, mustShow: isNew && files.length === 0 }, complain);
    checkFiles(message, files, complain);
  });
}

/** The body of a message sent or edited by a webhook; an edit may leave all of it as it is. */
export function checkMessage(body: unknown, kind: 'new' | 'edit', files: readonly string[] = []): string[] {
  const complaints = messageComplaints(body, kind === 'new' ? 'webhook-message' : 'webhook-edit', files);
  return asLines([...complaints, ...mentionComplaints(body)]);
}

/** The house's own rule: what players type must never ping anyone, so each message says who may be. */
export function mentionComplaints(body: unknown): Complaint[] {
  return complaintsOf((complain) => {
    if (!('allowed_mentions' in object(wire(body))))
      complain('allowed_mentions', 'missing: anyone could be mentioned');
  });
}

export function checkMessageLimits(
  message: Json,
  { mustShow, flags }: { readonly mustShow: boolean; readonly flags: number },
  complain: Complain,
): void {
  const embeds = list(message.embeds);
  const components = list(message.components);
  const content = message.content;
  if (mustShow && isBlank(content) && embeds.length + components.length === 0) complain('', EMPTY_MESSAGE);
  if (typeof content === 'string' && content.length > CONTENT_LENGTH)
    complain('content', `${content.length} characters, at most ${CONTENT_LENGTH}`);
  if ((Number(message.flags ?? 0) & ~flags) !== 0) complain('flags', 'not one a message may have');
  checkMentions(object(message.allowed_mentions), complain);
  checkEmbeds(embeds, complain);
  checkRows(components, complain);
}

/** Who is named one by one cannot be allowed as a kind too. */
function checkMentions(mentions: Json, complain: Complain): void {
  const kinds = Array.isArray(mentions.parse) ? mentions.parse : [];
  for (const kind of ['users', 'roles'] as const) {
    if (kinds.includes(kind) && Array.isArray(mentions[kind]) && mentions[kind].length > 0)
      complain('allowed_mentions', `"${kind}" both as a kind and one by one`);
  }
}

const ATTACHED = 'attachment://';

/** A picture that names a file needs that file; a file that is described has to be there, or have been kept. */
export function checkFiles(message: Json, files: readonly string[], complain: Complain): void {
  const kept = list(message.attachments).map(({ id }) => String(id));
  list(message.embeds).forEach((embed, index) => {
    for (const place of ['image', 'thumbnail'] as const) {
      const url = object(embed[place]).url;
      if (typeof url !== 'string' || !url.startsWith(ATTACHED)) continue;
      const name = url.slice(ATTACHED.length);
      if (!files.includes(name)) complain(`embeds.${index}.${place}.url`, `no file "${name}" was sent`);
    }
  });
  checkUnique(list(message.attachments), 'id', 'attachments', complain);
  kept.forEach((id, index) => {
    // Small numbers are places among the files of this request, long ones are attachments from before.
    if (Number(id) < 100 && Number(id) >= files.length)
      complain(`attachments.${index}.id`, `no file number ${id} was sent`);
  });
}

function checkEmbeds(embeds: readonly Json[], complain: Complain): void {
  let total = 0;
  embeds.forEach((embed, index) => {
    const fields = list(embed.fields);
    const texts = [
      embed.title,
      embed.description,
      object(embed.footer).text,
      object(embed.author).name,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ];
    total += texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
    const path = `embeds.${index}`;
    if (texts.every(isBlank) && !('image' in embed) && !('thumbnail' in embed))
      complain(path, 'shows nothing');
    fields.forEach(({ name, value }, field) => {
      if (isBlank(name) || isBlank(value))
        complain(`${path}.fields.${field}`, 'a name and a value are needed');
    });
  });
  if (total > EMBEDS_LENGTH) complain('embeds', `${total} characters in all, at most ${EMBEDS_LENGTH}`);
}

function checkRows(rows: readonly Json[], complain: Complain): void {
  if (rows.length > ROWS) complain('components', `${rows.length} rows, at most ${ROWS}`);
  const components = rows.flatMap((row, index) => {
    const path = `components.${index}`;
    if (row.type !== 1) complain(path, 'only rows stand at the top of a message');
    const children = list(row.components);
    const buttons = children.filter(({ type }) => type === 2);
    if (buttons.length > BUTTONS_IN_ROW) complain(path, `more than ${BUTTONS_IN_ROW} buttons`);
    if (buttons.length !== children.length && children.length > 1)
      complain(path, 'a menu has a row of its own');
    for (const child of buttons) checkButton(child, path, complain);
    for (const child of children) if (child.type === 3) checkSelect(child, path, complain);
    return children;
  });
  checkUnique(
    components.filter((component) => 'custom_id' in component),
    'custom_id',
    'components',
    complain,
  );
}

const LINK_STYLE = 5;

function checkButton(button: Json, path: string, complain: Complain): void {
  const link = button.style === LINK_STYLE;
  if (link !== 'url' in button) complain(path, 'a url and the link style go together');
  if (link === 'custom_id' in button) complain(path, 'a button has a url or a custom_id');
  if (isBlank(button.label) && !('emoji' in button)) complain(path, 'a button without label or emoji');
}

export function checkSelect(select: Json, path: string, complain: Complain): void {
  const options = list(select.options);
  checkUnique(options, 'value', path, complain);
  const least = Number(select.min_values ?? 1);
  const most = Number(select.max_values ?? 1);
  if (least > most || most > options.length) {
    complain(path, `from ${least} to ${most} of ${options.length} cannot be chosen`);
  }
  if (options.filter((option) => option.default === true).length > most) {
    complain(path, 'more chosen already than may be');
  }
  options.forEach((option, index) => {
    if (isBlank(option.label)) complain(`${path}.options.${index}`, 'a blank label');
  });
}
