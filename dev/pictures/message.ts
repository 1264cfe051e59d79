// A message as Discord draws it: its JSON to the elements of @skyra/discord-components-core, as HTML text. Knows
// nothing of the page around it; whatever can be pressed carries its custom id in `data-custom-id`.
import {
  type APIEmbed,
  type APIEmbedField,
  type APIInteractionResponseCallbackData,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Reader } from '../time-mark.ts';
import { type Drawn, drawMarkdown, type MarkdownPlace } from './markdown.ts';

export interface Person {
  readonly name: string;
  /** Address of a picture. */
  readonly avatar: string;
}

export interface DrawnMessage {
  /** As it was answered. */
  readonly data: APIInteractionResponseCallbackData;
  readonly bot: Person;
  /** The command it answers, and who called it. */
  readonly answers?: { readonly command: string; readonly caller: Person };
  /** When it was sent, in Discord's words. */
  readonly sent: string;
}

type Row = Extract<APIMessageTopLevelComponent, { readonly type: ComponentType.ActionRow }>;
type RowComponent = Row['components'][number];
type Button = Extract<RowComponent, { readonly type: ComponentType.Button }>;
type Menu = Exclude<RowComponent, Button>;

const EPHEMERAL_BIT = 64;
/** Fields marked inline stand beside each other up to so many, on a grid of twelve columns. */
const INLINE_FIELDS = 3;
const GRID_COLUMNS = 12;

export function drawMessage({ data, bot, answers, sent }: DrawnMessage, reader: Reader): Drawn {
  const ephemeral = ((data.flags ?? 0) & EPHEMERAL_BIT) !== 0;
  const { content, embeds = [], components = [] } = data;
  const rows = components.filter((component) => component.type === ComponentType.ActionRow);
  return html`<discord-message author="${bot.name}" avatar="${bot.avatar}" timestamp="${sent}" bot ${ephemeral ? 'ephemeral' : ''}>${[
    answers &&
      html`<discord-command slot="reply" author="${answers.caller.name}" avatar="${answers.caller.avatar}" type="slash_command" command="${answers.command}"></discord-command>`,
    content ? drawMarkdown(content, reader) : null,
    embeds.map((embed) => drawEmbed(embed, reader)),
    rows.length > 0 &&
      html`<discord-attachments slot="components">${rows.map(drawRow)}</discord-attachments>`,
  ]}</discord-message>`;
}

export function drawEmbed(embed: APIEmbed, reader: MarkdownPlace): Drawn {
  const { title, description, fields = [], footer, color, author, image, thumbnail } = embed;
  const place = { ...reader, embed: true };
  // The component has an attribute for the title, but one that shows no markdown.
  return html`<discord-embed slot="embeds" color="${colour(color)}" author-name="${author?.name ?? ''}" image="${image?.url ?? ''}" thumbnail="${thumbnail?.url ?? ''}">${[
    title && html`<div slot="description" class="embed-title">${drawMarkdown(title, place)}</div>`,
    description &&
      html`<discord-embed-description slot="description">${drawMarkdown(description, place)}</discord-embed-description>`,
    fields.length > 0 &&
      html`<discord-embed-fields slot="fields">${drawFields(fields, reader)}</discord-embed-fields>`,
    footer && html`<discord-embed-footer slot="footer">${footer.text}</discord-embed-footer>`,
  ]}</discord-embed>`;
}

function drawFields(fields: readonly APIEmbedField[], reader: MarkdownPlace): readonly Drawn[] {
  const place = { ...reader, embed: true };
  return fieldRows(fields).flatMap((row) => {
    const width = GRID_COLUMNS / row.length;
    return row.map(({ name, value }, index) => {
      const column = `${index * width + 1}/${(index + 1) * width + 1}`;
      return html`<discord-embed-field style="grid-column:${column}"><div class="field-name">${drawMarkdown(name, place)}</div>${drawMarkdown(value, place)}</discord-embed-field>`;
    });
  });
}

function fieldRows(fields: readonly APIEmbedField[]): readonly (readonly APIEmbedField[])[] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    const joins = field.inline && last?.[0]?.inline && last.length < INLINE_FIELDS;
    if (last && joins) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function drawRow({ components }: Row): Drawn {
  return html`<discord-action-row>${components.map((component) =>
    component.type === ComponentType.Button ? drawButton(component) : drawMenu(component),
  )}</discord-action-row>`;
}

function drawButton(button: Button): Drawn {
  const { disabled = false, style } = button;
  const { label, emoji } = 'label' in button || 'emoji' in button ? button : {};
  return html`<discord-button type="${BUTTON_TYPES[style]}" ${disabled ? 'disabled' : ''} ${reach(button)}>${[
    emoji?.name && html`<span class="emoji">${emoji.name}</span> `,
    label,
  ]}</discord-button>`;
}

export const BUTTON_TYPES: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'destructive',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

/** What a press leads to. */
function reach(button: Button): Drawn {
  if ('url' in button) return html`url="${button.url}"`;
  return 'custom_id' in button ? html`data-custom-id="${button.custom_id}"` : html``;
}

function drawMenu(menu: Menu): Drawn {
  const { custom_id: customId, placeholder = 'Make a selection', disabled = false } = menu;
  const options = 'options' in menu ? menu.options : [];
  const chosen = options.filter((option) => option.default).map(({ label }) => label);
  return html`<discord-string-select-menu data-custom-id="${customId}" placeholder="${chosen.join(', ') || placeholder}" ${disabled ? 'disabled' : ''}>${options.map(
    ({ label, value, description = '', emoji }) =>
      html`<discord-string-select-menu-option data-value="${value}" label="${label}" description="${description}" emoji="${emoji?.name ?? ''}"></discord-string-select-menu-option>`,
  )}</discord-string-select-menu>`;
}

function colour(value: number | undefined): string {
  return value === undefined ? '' : `#${value.toString(16).padStart(6, '0')}`;
}
