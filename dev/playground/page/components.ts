// The components that draw Discord's messages, and what they lack for use: a disabled button that says so, a Dismiss
// that the keyboard reaches, colours that can be read. Their shadows are reached by their classes alone.
import './avatars.ts';
import {
  DiscordAuthorInfo,
  DiscordButton,
  DiscordCommand,
  DiscordEmbed,
  DiscordEmbedDescription,
  DiscordEmbedField,
  DiscordEmbedFooter,
  DiscordMessage,
  DiscordReply,
  DiscordVerifiedAuthorTag,
} from '@skyra/discord-components-core';
import { css, type LitElement } from 'lit';

/** What runs each time such a component has drawn itself. */
function afterDrawing<Kind extends LitElement>(
  component: { prototype: Kind },
  then: (shadow: ShadowRoot, element: Kind) => void,
): void {
  const prototype = component.prototype as unknown as { updated(this: Kind): void };
  prototype.updated = function () {
    if (this.shadowRoot) then(this.shadowRoot, this);
  };
}

afterDrawing(DiscordButton, (shadow, element) => {
  const button = shadow.querySelector('button');
  // Not `disabled`: the one that was pressed keeps the focus while it waits.
  button?.setAttribute('aria-disabled', String(element.disabled ?? false));
  button?.setAttribute('type', 'button');
});

afterDrawing(DiscordMessage, (shadow, element) => {
  const link = shadow.querySelector<HTMLElement>('.discord-message-ephemeral-link');
  if (link === null) return;
  link.tabIndex = 0;
  link.onkeydown = (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    element.dismissMessageClicked?.();
  };
});

DiscordButton.elementStyles.push(css`
  :host { display: inline-block; }
  :host > *:first-child {
    margin: 4px 8px 4px 0; padding: 2px 16px; min-width: 28px; height: auto; min-height: 32px; border-radius: 8px; line-height: 18px;
  }
  button:focus-visible, a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  .success { background-color: #248046; }
  .success.hoverable:hover { background-color: #1a6334; }
  .destructive { background-color: #d22d39; }
  .destructive.hoverable:hover { background-color: #a12828; }
  .primary { background-color: #5865f2; }
  .secondary { background-color: var(--button); color: var(--button-text); }
  .secondary.hoverable:hover { background-color: var(--button-hover); }
`);
DiscordMessage.elementStyles.push(css`
  :host { color: var(--text); font-size: 1rem; padding-left: 16px; padding-right: 16px; }
  :host([light-theme]) { color: var(--text); }
  :host(:hover) { background-color: var(--hover); }
  .discord-message-timestamp, .discord-message-edited, .discord-message-ephemeral,
  :host([light-theme]) .discord-message-timestamp, :host([light-theme]) .discord-message-edited,
  :host([light-theme]) .discord-message-ephemeral { color: var(--muted); }
  .discord-message-timestamp { margin-left: 6px; }
  .discord-message-ephemeral .discord-message-ephemeral-link { color: var(--link); }
  .discord-message-ephemeral-link:focus-visible { outline: 2px solid var(--focus); border-radius: 2px; }
  .discord-message-content { min-width: 0; padding-top: 0; line-height: 1.375; }
  .discord-message-markup { line-height: 1.375; }
  .discord-author-avatar { margin-top: 2px; }
  .discord-author-avatar img { cursor: default; }
  .discord-message-compact-indent { min-width: 0; }
  .discord-message-body-only-indent { flex: none; margin-left: 0; }
  @media (max-width: 480px) {
    :host { padding-left: 10px; padding-right: 10px; }
    :host([ephemeral]) { padding-right: 10px; }
    .discord-author-avatar { margin-right: 10px; min-width: 32px; }
    .discord-author-avatar img { width: 32px; height: 32px; }
    .discord-message-body-only-indent { width: 42px; }
  }
`);
DiscordAuthorInfo.elementStyles.push(css`
  .discord-author-username { color: var(--strong) !important; font-weight: 500; cursor: default; }
  .discord-author-username:hover { text-decoration: none; }
`);
DiscordVerifiedAuthorTag.elementStyles.push(css`
  .discord-application-tag { background-color: #5865f2; color: #fff; }
`);
for (const above of [DiscordCommand, DiscordReply]) {
  above.elementStyles.push(css`
    :host, :host([light-theme]) { color: var(--muted); }
    .discord-replied-message-username, :host([light-theme]) .discord-replied-message-username { color: var(--strong); opacity: 1; }
    .discord-slash-command-name, .discord-replied-message-content, :host([light-theme]) .discord-replied-message-content { color: var(--link); cursor: default; }
    .discord-replied-message-content:hover { text-decoration: none; }
  `);
}
DiscordReply.elementStyles.push(css`
  .discord-replied-message-content { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .discord-replied-message-content, :host([light-theme]) .discord-replied-message-content { color: var(--muted); }
`);
DiscordEmbed.elementStyles.push(css`
  :host { color: var(--text); max-width: min(100%, 520px); }
  :host .discord-embed-wrapper, :host([light-theme]) .discord-embed-wrapper { background-color: var(--embed); border-color: var(--embed-edge); }
  .discord-embed-image { border-radius: 4px; max-width: 100%; height: auto; }
`);
for (const part of [DiscordEmbedDescription, DiscordEmbedField, DiscordEmbedFooter]) {
  part.elementStyles.push(css`
    :host, :host([light-theme]) { color: var(--text); }
    .discord-field-title, :host([light-theme]) .discord-field-title { color: var(--strong); }
  `);
}
