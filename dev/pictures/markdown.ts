// Discord's markdown as its page elements: what a message or an embed holds, drawn as a reader sees it. The parsing
// is a library's, with Discord's own rules; a kind of mark it learns later shows as its text.
import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';
import { html } from 'hono/html';
import { type Reader, time } from '../time-mark.ts';

export type Drawn = ReturnType<typeof html>;

export interface MarkdownPlace extends Reader {
  /** Embeds show code blocks on another ground. */
  readonly embed?: boolean;
  /** What a user is called; his id unless told. */
  readonly nameOf?: (id: string) => string;
}

/** What the parser makes of a mark; which fields there are depends on the type. */
interface Mark {
  readonly type: string;
  readonly content?: unknown;
  readonly [field: string]: unknown;
}

const parse = SimpleMarkdown.parserFor(rulesExtended);

export function drawMarkdown(text: string, place: MarkdownPlace): readonly Drawn[] {
  const marks: readonly Mark[] = parse(text, { inline: true });
  return drawAll(marks, place);
}

function drawAll(marks: readonly Mark[], place: MarkdownPlace): readonly Drawn[] {
  return marks.map((mark) => draw(mark, place));
}

function draw(mark: Mark, place: MarkdownPlace): Drawn {
  const field = (name: string) => String(mark[name] ?? '');
  const inner = Array.isArray(mark.content) ? drawAll(mark.content, place) : String(mark.content ?? '');
  switch (mark.type) {
    case 'br':
    case 'newline':
      return html`<br>`;
    case 'strong':
      return html`<strong>${inner}</strong>`;
    case 'em':
      return html`<em>${inner}</em>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'strikethrough':
      return html`<s>${inner}</s>`;
    case 'spoiler':
      return html`<discord-spoiler>${inner}</discord-spoiler>`;
    case 'inlineCode':
      return html`<code>${inner}</code>`;
    case 'codeBlock':
      return html`<discord-code multiline ${place.embed ? 'embed' : ''}>${inner}</discord-code>`;
    case 'blockQuote':
      return html`<discord-quote>${inner}</discord-quote>`;
    case 'heading':
      return html`<discord-header level="${field('level')}">${inner}</discord-header>`;
    case 'subtext':
      return html`<discord-subscript>${inner}</discord-subscript>`;
    case 'link':
    case 'url':
    case 'autolink':
      return html`<discord-link href="${field('target')}" target="_blank" rel="noreferrer">${inner}</discord-link>`;
    case 'twemoji':
      return html`<span class="emoji">${field('name')}</span>`;
    case 'emoji':
      return html`:${field('name')}:`;
    case 'timestamp':
      return html`<discord-time data-at="${field('timestamp')}" data-style="${field('format')}">${time(Number(field('timestamp')), field('format'), place)}</discord-time>`;
    case 'user':
      return html`<discord-mention type="user">${place.nameOf?.(field('id')) ?? field('id')}</discord-mention>`;
    case 'role':
    case 'channel':
      return html`<discord-mention type="${mark.type}">${field('id')}</discord-mention>`;
    case 'everyone':
    case 'here':
      return html`<discord-mention type="role">${mark.type}</discord-mention>`;
    case 'slashCommand':
      return html`<discord-mention type="slash">${field('fullName')}</discord-mention>`;
    default:
      return html`${inner}`;
  }
}
