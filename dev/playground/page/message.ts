// A message in a pane: Discord's components around it, its text and embeds as for the README's pictures, and what can be
// pressed on it alive.
import {
  type APIAttachment,
  type APIMessage,
  type APIMessageComponentEmoji,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { drawMarkdown, type MarkdownPlace } from '../../pictures/markdown.ts';
import { BUTTON_TYPES, drawEmbed } from '../../pictures/message.ts';
import type { ShownMessage } from '../protocol.ts';
import { sentAt } from './clock.ts';
import { drawCost } from './cost.ts';
import type { MenuOption } from './menu.ts';
import type { Names } from './names.ts';
import type { Press } from './store.ts';

export interface MessageView {
  readonly shown: ShownMessage;
  /** The one above it is of the same author, and of the same time. */
  readonly follows: boolean;
  readonly names: Names;
  readonly locale: string;
  readonly press: Press | undefined;
  /** Its text, where it answers another message. */
  readonly answered: string | null;
  readonly onPress: (customId: string, values?: readonly string[]) => void;
  readonly onDismiss: () => void;
}

const EPHEMERAL = 64;
const LOADING = 128;

export function drawShown(view: MessageView): TemplateResult {
  const { shown, follows, names, locale, press, onDismiss } = view;
  const { message, cause } = shown;
  const flags = message.flags ?? 0;
  const isThinking = (flags & LOADING) !== 0;
  const author = names.of(message.author.id);
  return html`<div class="entry ${follows ? 'follows' : ''}" role="article" aria-label=${`${author}, ${sentAt(message.timestamp, locale)}`}>
    <discord-message
      author=${author} avatar=${names.avatarOf(message.author.id)} timestamp=${sentAt(message.timestamp, locale)} ?bot=${message.author.bot ?? false}
      ?message-body-only=${follows} ?ephemeral=${(flags & EPHEMERAL) !== 0} ?edited=${message.edited_timestamp !== null && !isThinking}
      .dismissMessageClicked=${onDismiss}
    >${[
      cause?.command
        ? html`<discord-command slot="reply" type="slash_command" author=${names.of(cause.userId)} avatar=${names.avatarOf(cause.userId)} command=${`/${cause.command}`}></discord-command>`
        : drawAnswered(view),
      isThinking
        ? html`<span class="thinking" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${author} is thinking…</span>`
        : html`<span class="content">${unsafeHTML(drawnContent(message, view))}</span>`,
      message.embeds.length > 0 ? unsafeHTML(drawnEmbeds(message, view)) : nothing,
      drawAttachments(message),
      drawComponents(view),
    ]}</discord-message>
    ${press?.failed ? html`<p class="failure" role="alert">⚠ This interaction failed <small>${press.failed}</small></p>` : nothing}
    ${drawCost(shown.cost)}
  </div>`;
}

function drawAnswered({ answered, names, shown }: MessageView): TemplateResult | typeof nothing {
  if (answered === null) return nothing;
  const { id } = shown.message.author;
  return html`<discord-reply slot="reply" author=${names.of(id)} avatar=${names.avatarOf(id)} bot>${answered}</discord-reply>`;
}

/** Drawn once for a reader, so that nothing on the page moves for what has not changed. */
const drawn = new WeakMap<object, Map<string, string>>();

function once(key: object, what: string, draw: () => string): string {
  const made = drawn.get(key) ?? new Map<string, string>();
  drawn.set(key, made);
  const known = made.get(what) ?? draw();
  made.set(what, known);
  return known;
}

function placeOf({ locale, names }: MessageView): MarkdownPlace {
  return { now: new Date(), locale, nameOf: names.of };
}

function drawnContent(message: APIMessage, view: MessageView): string {
  return once(message, `content ${view.locale}`, () =>
    drawMarkdown(message.content, placeOf(view)).map(String).join(''),
  );
}

function drawnEmbeds(message: APIMessage, view: MessageView): string {
  return once(message, `embeds ${view.locale}`, () =>
    message.embeds.map((embed) => String(drawEmbed(embed, placeOf(view)))).join(''),
  );
}

function drawAttachments({ attachments, embeds }: APIMessage): readonly TemplateResult[] {
  // A picture that an embed shows is not shown beside it.
  const inside = new Set(embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]));
  return attachments.filter(({ url }) => !inside.has(url)).map(drawAttachment);
}

function drawAttachment({
  url,
  filename,
  size,
  content_type: type,
  description,
}: APIAttachment): TemplateResult {
  if (type?.startsWith('image/'))
    return html`<div slot="attachments" class="picture"><a href=${url} target="_blank" rel="noreferrer"><img src=${url} alt=${description ?? filename}></a></div>`;
  return html`<div slot="attachments" class="file"><span aria-hidden="true">📄</span> <a href=${url} download=${filename}>${filename}</a> <small>${Math.ceil(size / 1024)} KiB</small></div>`;
}

function drawComponents(view: MessageView): TemplateResult | typeof nothing {
  const rows = (view.shown.message.components ?? []).filter(({ type }) => type === ComponentType.ActionRow);
  if (rows.length === 0) return nothing;
  return html`<discord-attachments slot="components">${rows.map((row) =>
    'components' in row
      ? html`<discord-action-row>${(row.components as readonly Component[]).map((component) => drawComponent(component, view))}</discord-action-row>`
      : nothing,
  )}</discord-attachments>`;
}

/** What is looked at of buttons and menus. */
interface Component {
  readonly type: ComponentType;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: ButtonStyle;
  readonly url?: string;
  readonly emoji?: APIMessageComponentEmoji;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly APISelectMenuOption[];
  readonly min_values?: number;
  readonly max_values?: number;
}

function drawComponent(component: Component, view: MessageView): TemplateResult {
  const { type, custom_id: customId = '', disabled = false } = component;
  const { press, onPress } = view;
  const isWaiting = press !== undefined && press.failed === null;
  const isPressed = isWaiting && press.customId === customId;
  if (type === ComponentType.Button) {
    const { style = ButtonStyle.Secondary, label, emoji, url } = component;
    const isOff = disabled || isWaiting;
    return html`<discord-button type=${BUTTON_TYPES[style]} ?disabled=${isOff} url=${url ?? nothing} data-custom-id=${customId}
      @click=${() => (isOff || url ? undefined : onPress(customId))}
    >${
      isPressed
        ? html`<span class="dots" role="status" aria-label="Waiting"><i></i><i></i><i></i></span>`
        : html`${emoji?.name ? html`<span class="emoji">${emoji.name}</span> ` : nothing}${label ?? ''}`
    }</discord-button>`;
  }
  const { placeholder = 'Make a selection', min_values: least = 1, max_values: most = 1 } = component;
  return html`<playground-menu
    .options=${menuOptions(component)} placeholder=${placeholder} least=${least} most=${most} data-custom-id=${customId}
    ?disabled=${disabled || (isWaiting && !isPressed)} ?busy=${isPressed}
    @choose=${({ detail }: CustomEvent<readonly string[]>) => onPress(customId, detail)}
  ></playground-menu>`;
}

const optionsOf = new WeakMap<object, readonly MenuOption[]>();

function menuOptions(component: Component): readonly MenuOption[] {
  const known = optionsOf.get(component);
  if (known !== undefined) return known;
  const made = (component.options ?? []).map(
    ({ label, value, description, emoji, default: chosen = false }): MenuOption => ({
      label,
      value,
      description,
      emoji: emoji?.name ?? undefined,
      chosen,
    }),
  );
  optionsOf.set(component, made);
  return made;
}
