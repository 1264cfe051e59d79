// A reply as a reader sees it, in a terminal: text, embeds, fields in columns, and what can be pressed, numbered.
import { stripVTControlCharacters, styleText } from 'node:util';
import type { Reader } from '../time-mark.ts';
import { renderMarkdown } from './markdown.ts';

/** A button or a menu of a message. */
export interface Control {
  /** Counted from 1, as printed. */
  readonly number: number;
  readonly type: number;
  readonly label: string;
  /** Null for a link. */
  readonly customId: string | null;
  readonly disabled: boolean;
  readonly options: readonly { readonly label: string; readonly value: string; readonly selected: boolean }[];
  /** How many of them may be chosen. */
  readonly least: number;
  readonly most: number;
}

type Json = Readonly<Record<string, unknown>>;

const EPHEMERAL = 64;
const BUTTON = 2;
const LINK_STYLE = 5;
const MIN_WIDTH = 20;

/** Lines of a message. */
export function renderMessage(data: Json, setting: Reader & { readonly width: number }): string {
  const parts: string[] = [];
  const flags = typeof data['flags'] === 'number' ? data['flags'] : 0;
  if (text(data['content'])) parts.push(renderMarkdown(text(data['content']), setting));
  for (const embed of list(data['embeds'])) parts.push(renderEmbed(embed, setting));
  for (const attachment of list(data['attachments'])) parts.push(renderAttachment(attachment));
  const rows = controlRows(data);
  if (rows.length > 0) parts.push(rows.map((row) => row.map(renderControl).join('  ')).join('\n'));
  if (flags & EPHEMERAL) parts.push(styleText('dim', 'Only you can see this'));
  return parts.join('\n');
}

/** What can be pressed, in the order it is printed. */
export function controlsOf(data: Json): readonly Control[] {
  return controlRows(data).flat();
}

/** A field of a modal; `value` is what stands in it when it opens. */
export interface ModalField {
  readonly label: string;
  readonly customId: string;
  readonly value: string;
}

export function modalFields(data: Json): readonly ModalField[] {
  return list(data['components']).flatMap((row) => {
    const inner = row['component'] === undefined ? list(row['components']) : list([row['component']]);
    return inner.map((field) => ({
      label: text(row['label']) || text(field['label']) || text(field['custom_id']),
      customId: text(field['custom_id']),
      value: text(field['value']),
    }));
  });
}

function controlRows(data: Json): Control[][] {
  let number = 0;
  return list(data['components'])
    .map((row) => list(row['components']))
    .filter((row) => row.length > 0)
    .map((row) =>
      row.map((component): Control => {
        number += 1;
        const emoji = text(record(component['emoji'])['name']);
        const label = text(component['label']) || text(component['placeholder']);
        const isLink = component['type'] === BUTTON && component['style'] === LINK_STYLE;
        return {
          number,
          type: Number(component['type']),
          label: [emoji, label].filter(Boolean).join(' '),
          customId: isLink ? null : text(component['custom_id']),
          disabled: component['disabled'] === true,
          options: list(component['options']).map((option) => ({
            label: text(option['label']),
            value: text(option['value']),
            selected: option['default'] === true,
          })),
          least: Number(component['min_values'] ?? 1),
          most: Number(component['max_values'] ?? 1),
        };
      }),
    );
}

function renderControl({ number, type, label, customId, disabled, options }: Control): string {
  const chosen = options
    .filter(({ selected }) => selected)
    .map((option) => option.label)
    .join(', ');
  const shown = type === BUTTON ? `[ ${label} ]` : `[ ${chosen || label} ▾ ]`;
  if (disabled) return styleText('dim', shown);
  return `${customId === null ? styleText('underline', shown) : styleText('bold', shown)}${styleText('dim', String(number))}`;
}

/** A picture with its size and the text for those who do not see it: a terminal is one of them. */
function renderAttachment({ filename, width, height, description }: Json): string {
  if (typeof width !== 'number') return `[${plain(text(filename))}]`;
  const told = text(description) === '' ? '' : `: ${plain(text(description))}`;
  return `[picture ${plain(text(filename))} ${width}×${height}${told}]`;
}

/** Empty for one that comes along with the message, which is shown by itself. */
function pictureOf({ image }: Json): string {
  const url = text(record(image)['url']);
  return url.startsWith('attachment://') ? '' : url;
}

function renderEmbed(embed: Json, setting: Reader & { readonly width: number }): string {
  const author = text(record(embed['author'])['name']);
  const title = text(embed['title']);
  const footer = text(record(embed['footer'])['text']);
  const timestamp = text(embed['timestamp']);
  const lines = [
    author && styleText('dim', plain(author)),
    title && styleText('bold', renderMarkdown(title, setting)),
    text(embed['description']) && renderMarkdown(text(embed['description']), setting),
    renderFields(list(embed['fields']), setting),
    pictureOf(embed) && styleText('dim', `(picture: ${pictureOf(embed)})`),
    (footer || timestamp) && styleText('dim', [plain(footer), timestamp].filter(Boolean).join(' • ')),
  ].filter((line) => line !== '');
  const bar = styleText('blue', '┃');
  return lines
    .join('\n')
    .split('\n')
    .map((line) => `${bar} ${line}`)
    .join('\n');
}

/** Inline fields stand beside each other, three in a row as Discord shows them, where the terminal is wide enough. */
function renderFields(fields: readonly Json[], setting: Reader & { readonly width: number }): string {
  const rows: string[][][] = [];
  for (const field of fields) {
    const block = [
      styleText('bold', renderMarkdown(text(field['name']), setting)),
      ...renderMarkdown(text(field['value']), setting).split('\n'),
    ];
    const last = rows.at(-1);
    const inRow = Math.max(1, Math.min(3, Math.floor(setting.width / MIN_WIDTH)));
    const previousInline = fields[fields.indexOf(field) - 1]?.['inline'] === true;
    if (field['inline'] === true && previousInline && last && last.length < inRow) last.push(block);
    else rows.push([block]);
  }
  return rows.map((row) => `\n${renderRow(row)}`).join('\n');
}

function renderRow(blocks: readonly (readonly string[])[]): string {
  const height = Math.max(...blocks.map((block) => block.length));
  const widths = blocks.map((block) => Math.max(MIN_WIDTH, ...block.map((line) => widthOf(line) + 3)));
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((block, column) => {
        const content = block[line] ?? '';
        return content + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(content)));
      })
      .join('')
      .trimEnd(),
  ).join('\n');
}

// East Asian characters and most emoji take two columns.
const WIDE =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const graphemes = new Intl.Segmenter();

function widthOf(line: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(line)))
    width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function plain(value: string): string {
  return stripVTControlCharacters(value).replaceAll(/\p{Cc}/gu, '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(record) : [];
}
