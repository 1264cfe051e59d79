// Replies drawn as elements: every mark, field and component finds its element, and no text of a player's becomes one.
import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { drawMarkdown } from '../../../dev/pictures/markdown.ts';
import { drawMessage } from '../../../dev/pictures/message.ts';

const now = new Date('2026-11-20T12:00:00Z');
const reader = { now, locale: 'en-US' };
const bot = { name: 'Ladder', avatar: 'data:,' };

async function drawn(data: APIInteractionResponseCallbackData): Promise<string> {
  return String(await drawMessage({ data, bot, sent: 'Today' }, reader));
}

describe('markdown', () => {
  const cases = [
    ['bold', '**A** b', '<strong>A</strong> b'],
    ['escaped', '\\*\\*A\\*\\* \\<t:1\\>', '**A** &lt;t:1&gt;'],
    ['inline code', '`W L`', '<code>W L</code>'],
    ['line break', 'a\nb', 'a<br>b'],
    [
      'time',
      `<t:${now.getTime() / 1000 - 7200}:R>`,
      `<discord-time data-at="${now.getTime() / 1000 - 7200}" data-style="R">2 hours ago</discord-time>`,
    ],
    ['emoji', '🟡', '<span class="emoji">🟡</span>'],
    ['nested', '**a *b***', '<strong>a <em>b</em></strong>'],
    ['no element of its own', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ] as const;
  test.each(cases)('%s', async (_name, text, expected) => {
    const parts = await Promise.all(drawMarkdown(text, reader));
    expect(parts.join('')).toBe(expected);
  });
});

test('what only the caller sees says so', async () => {
  expect(await drawn({ content: 'x', flags: 64 })).toMatch(/<discord-message [^>]*\bephemeral>/);
  expect(await drawn({ content: 'x' })).not.toContain('ephemeral');
});

test('inline fields share rows of three, others have their own', async () => {
  const field = (name: string, inline: boolean) => ({ name, value: 'v', inline });
  const fields = [
    ...['a', 'b', 'c', 'd'].map((name) => field(name, true)),
    field('e', false),
    field('f', true),
    field('g', true),
  ];
  const text = await drawn({ embeds: [{ fields }] });
  expect([...text.matchAll(/grid-column:([\d/]+)/g)].map(([, column]) => column)).toEqual([
    '1/5',
    '5/9',
    '9/13',
    '1/13',
    '1/13',
    '1/7',
    '7/13',
  ]);
});

test('components keep their ids, labels, states and choices', async () => {
  const text = await drawn({
    components: [
      { type: 1, components: [{ type: 2, style: 4, custom_id: 'a:b', label: '<Go>', disabled: true }] },
      { type: 1, components: [{ type: 2, style: 5, url: 'https://example.com', label: 'Site' }] },
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: 'menu"x',
            options: [
              { label: 'One', value: '1' },
              { label: 'Two', value: '2', default: true },
            ],
          },
        ],
      },
    ],
  });
  expect(text).toContain('<discord-button type="destructive" disabled data-custom-id="a:b">&lt;Go&gt;<');
  expect(text).toContain('url="https://example.com"');
  expect(text).toContain('data-custom-id="menu&quot;x" placeholder="Two"');
  expect(text).toContain('data-value="1" label="One"');
});

test('a name cannot leave its attribute', async () => {
  const caller = { name: '"><img src=x>', avatar: 'data:,' };
  const message = { data: { content: 'x' }, bot, answers: { command: 'profile', caller }, sent: 'Today' };
  expect(String(await drawMessage(message, reader))).not.toContain('<img');
});
