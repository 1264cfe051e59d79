import { expect, test } from 'vitest';
import { renderMessage } from '../../dev/interact/message.ts';
import { REPLY, session } from '../../dev/interact/session.ts';
import type { SentInteraction, SignedClient } from '../../dev/signed-client.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { PICTURE_SIZE, ratingPicture } from '../../src/picture/rating-picture.ts';

const sender = { id: '200000000000000001' };
const button = (label: string, id: string, disabled = false) => ({ type: 2, label, custom_id: id, disabled });
const row = (...components: object[]) => ({ type: 1, components });

/** Answers in order with the given bodies; keeps what was sent. */
function scripted(...bodies: readonly object[]) {
  const sent: SentInteraction[] = [];
  const client: SignedClient = {
    async connect() {},
    async send(interaction) {
      sent.push(interaction);
      return { status: 200, body: bodies[sent.length - 1], ms: 1, timing: null };
    },
  };
  return { sent, player: session(client, sender) };
}

const page = (number: number) => ({
  content: `page ${number}`,
  components: [
    row(button('Previous', `pages:${number - 1}`, number === 1), button('Next', `pages:${number + 1}`)),
    row({ type: 3, custom_id: 'pages:filter', options: [{ label: 'Zerg', value: 'z' }] }),
  ],
});
const command = { name: 'pages', options: [] };

test('each click presses the message as it is by then', async () => {
  const { sent, player } = scripted(
    { type: REPLY.message, data: page(1) },
    { type: REPLY.update, data: page(2) },
    { type: REPLY.update, data: page(1) },
  );
  await player.call(command);
  await player.click('next');
  await player.click('1');
  expect(sent.map(({ type, data }) => [type, (data as { custom_id?: string }).custom_id])).toEqual([
    [2, undefined],
    [3, 'pages:2'],
    [3, 'pages:1'],
  ]);
  const [first, second, third] = sent;
  expect(second).toMatchObject({
    message: { content: 'page 1', interaction_metadata: { id: first?.id, user: { id: sender.id } } },
  });
  expect(third).toMatchObject({ message: { content: 'page 2' } });
});

test('a choice sends its value', async () => {
  const { sent, player } = scripted({ type: REPLY.message, data: page(1) }, { type: REPLY.deferredUpdate });
  await player.call(command);
  expect(await player.select('zerg')).toMatchObject({ type: REPLY.deferredUpdate });
  expect(sent[1]).toMatchObject({ data: { custom_id: 'pages:filter', values: ['z'], component_type: 3 } });
});

test('a form is filled in by label or by id', async () => {
  const form = {
    custom_id: 'setup:save',
    title: 'Setup',
    components: [
      { type: 18, label: 'Your name', component: { type: 4, custom_id: 'name' } },
      { type: 18, label: 'Tag', component: { type: 4, custom_id: 'tag' } },
    ],
  };
  const { sent, player } = scripted({ type: REPLY.modal, data: form }, { type: REPLY.message, data: {} });
  await player.call(command);
  await player.fill(['your name=Foo=Bar', 'tag=x#1']);
  expect(sent[1]).toMatchObject({
    type: 5,
    data: {
      custom_id: 'setup:save',
      components: [
        { component: { custom_id: 'name', value: 'Foo=Bar' } },
        { component: { custom_id: 'tag', value: 'x#1' } },
      ],
    },
  });
});

test.each([
  ['a disabled button', 'Previous', /cannot be pressed now/],
  ['a button that is not there', 'Jump', /There is no "Jump" to press. There are: 1 "Previous", 2 "Next"/],
])('%s is refused in a line', async (_case, label, expected) => {
  const { player } = scripted({ type: REPLY.message, data: page(1) });
  await player.call(command);
  await expect(player.click(label)).rejects.toThrow(expected);
});

test('an answer that is no reply has no type', async () => {
  const { player } = scripted([]);
  expect(await player.call(command)).toMatchObject({ type: null });
});

test('of a picture that comes along, its size is told and what it shows', async () => {
  const points = [
    { at: 0, rating: 1500 },
    { at: 86_400_000, rating: 1520 },
  ];
  const bytes = ratingPicture([{ faction: 'bw-zerg', points }], scEvo.factions, 'en-US');
  const file = new File(bytes === null ? [] : [bytes], 'rating.png', { type: 'image/png' });
  const data = {
    embeds: [{ title: 'Aurora', image: { url: 'attachment://rating.png' } }],
    attachments: [
      { id: '0', filename: 'rating.png', description: 'Rating of Aurora' },
      { id: '1', filename: 'names.csv' },
    ],
  };
  const client: SignedClient = {
    async connect() {},
    async send() {
      const files = [file, new File(['a'], 'names.csv')];
      return { status: 200, body: { type: REPLY.message, data }, files, ms: 1, timing: null };
    },
  };
  const outcome = await session(client, sender).call(command);
  const shown = renderMessage(outcome.data, { now: new Date(), locale: 'en-US', width: 100 });
  const { width, height } = PICTURE_SIZE;
  expect(shown).toContain(`[picture rating.png ${width}×${height}: Rating of Aurora]`);
  expect(shown).toContain('[names.csv]');
  expect(shown).not.toContain('attachment://');
});

test('of a form what is not touched is sent as it stood there', async () => {
  const input = (id: string, value: string) => ({
    type: 18,
    label: id,
    component: { type: 4, custom_id: id, value },
  });
  const { sent, player } = scripted(
    {
      type: REPLY.modal,
      data: {
        custom_id: 'setup:names',
        title: 'Set-up',
        components: [input('name', 'Birch'), input('tag', 'Birch#21002')],
      },
    },
    { type: REPLY.message, data: page(1) },
  );
  await player.call(command);
  await player.fill(['name=Beech']);
  const { components } = (sent[1] as SentInteraction)['data'] as {
    components: { component: { custom_id: string; value: string } }[];
  };
  expect(components.map(({ component: { custom_id: id, value } }) => [id, value])).toEqual([
    ['name', 'Beech'],
    ['tag', 'Birch#21002'],
  ]);
});

test('several choices of one menu go together, as many as it takes', async () => {
  const maps = row({
    type: 3,
    custom_id: 'queue:veto',
    placeholder: 'Vetoes',
    min_values: 0,
    max_values: 2,
    options: ['Eclipse', 'La Mancha', 'Vermeer'].map((label) => ({ label, value: label.toLowerCase() })),
  });
  const { sent, player } = scripted(
    { type: REPLY.message, data: { components: [maps] } },
    { type: REPLY.deferredUpdate },
    { type: REPLY.deferredUpdate },
  );
  await player.call(command);
  await player.select('Eclipse, la mancha');
  await player.select('Vetoes=');
  expect(sent.slice(1).map(({ data }) => (data as { values: string[] }).values)).toEqual([
    ['eclipse', 'la mancha'],
    [],
  ]);
  // Of which menu nothing is to be chosen has to be said.
  await expect(player.select('')).rejects.toThrow('There is no "" to choose');
  await expect(player.select('Eclipse,La Mancha,Vermeer')).rejects.toThrow('takes 0 to 2 choices, not 3');
});
