// /setup: form, menus, confirmation; whatever is typed, clicked twice, or clicked by two at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSnowflake } from '../../dev/signed-client.ts';
import { countryCodes } from '../../src/ladder/country.ts';
import { heldRow, THREE_LANES } from '../held-row.ts';
import { players, type Reply, type RunningLadder, runningLadder } from '../running-ladder.ts';

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder({ players: 30, variables: THREE_LANES });
});
afterAll(() => ladder.close());

/** Somebody who has accepted the terms. */
async function accepted(locale = 'en-US'): Promise<{ id: string; locale: string }> {
  const sender = { id: newSnowflake(), locale };
  await (await ladder.command(sender, 'terms')).click('accept');
  return sender;
}

const TYPED = { name: 'Dawnrunner', 'battle-tag': 'Dawn#12345', 'other-1': '한글이름', 'other-2': '' };

async function typed(
  sender: { id: string; locale: string },
  fields: Partial<typeof TYPED> = {},
): Promise<Reply> {
  return (await ladder.command(sender, 'setup')).submit({ ...TYPED, ...fields });
}

async function chosen(reply: Reply): Promise<Reply> {
  return (await reply.click('region', ['europe-west'])).click('country', ['FR']);
}

async function stored(id: string) {
  const { rows } = await ladder.operator.query(
    `select name, battle_tag, alternate_name_1, alternate_name_2, country, region, locale,
       setup_completed_at is not null as whole from players where id = $1`,
    [id],
  );
  return rows[0];
}

async function changes(id: string): Promise<Record<string, [string | null, string | null]>> {
  const { rows } = await ladder.operator.query(
    `select field, before, after from player_changes
     where player_id = $1 and changed_by = $1 and field <> 'terms_accepted_at' order by id`,
    [id],
  );
  expect(new Set(rows.map(({ field }) => field)).size).toBe(rows.length);
  return Object.fromEntries(rows.map(({ field, before, after }) => [field, [before, after]]));
}

const visible = (reply: Reply, which: string) => reply.component(which).options ?? [];

// A reader of a language that the bot has no words in: those are English, the countries' names his own.
test('from the empty form to the queue', async () => {
  const sender = await accepted('lt');
  const form = await ladder.command(sender, 'setup');
  expect(form.shown.type).toBe(9);
  expect(form.fields).toEqual({
    name: undefined,
    'battle-tag': undefined,
    'other-1': undefined,
    'other-2': undefined,
  });

  const shown = await form.submit(TYPED);
  expect(shown.shown.type).toBe(4);
  expect(shown.shown.data?.flags).toBe(64);
  expect(shown.text).toMatch(/choose your home region and your country/);
  expect(shown.lines).toEqual([
    '**Display name:** Dawnrunner',
    '**BattleTag:** Dawn\\#12345',
    '**Other names:** 한글이름',
    '**Home region:** not chosen yet',
    '**Country:** not chosen yet',
  ]);
  expect(shown.component('Confirm').disabled).toBe(true);
  expect(visible(shown, 'region')).toHaveLength(16);
  expect(visible(shown, 'country').map(({ value }) => value)).toEqual(
    expect.arrayContaining(['LT', 'US', 'KR', 'XX', 'ZZ']),
  );
  expect(visible(shown, 'country')[0]).toMatchObject({ value: 'LT', label: 'Lietuva' });

  const placed = await shown.click('region', ['europe-west']);
  expect(placed.shown.type).toBe(7);
  expect(placed.component('Confirm').disabled).toBe(true);
  const whole = await placed.click('country', ['BE']);
  expect(whole.text).toContain('**Country:** 🇧🇪 Belgija');
  expect(whole.text).toContain('**Home region:** Western Europe');
  expect(visible(whole, 'region').find((option) => option.default)?.value).toBe('europe-west');
  expect(visible(whole, 'country')[0]).toMatchObject({ value: 'BE', default: true });
  expect((await stored(sender.id)).whole).toBe(false);

  const done = await whole.click('Confirm');
  expect(done.text).toContain('Welcome to the ladder, **Dawnrunner**! You can play now: `/queue`');
  expect(done.shown.data?.components).toEqual([]);
  expect(await stored(sender.id)).toEqual({
    name: 'Dawnrunner',
    battle_tag: 'Dawn#12345',
    alternate_name_1: '한글이름',
    alternate_name_2: null,
    country: 'BE',
    region: 'europe-west',
    locale: 'lt',
    whole: true,
  });
  expect(await changes(sender.id)).toEqual({
    name: [null, 'Dawnrunner'],
    battle_tag: [null, 'Dawn#12345'],
    alternate_name_1: [null, '한글이름'],
    country: [null, 'BE'],
    region: [null, 'europe-west'],
  });
  expect((await ladder.command(sender, 'profile')).text).toContain('Dawnrunner');

  // A second click, and clicks on what is out of date.
  expect((await whole.click('Confirm')).text).toContain('Your set-up is saved, **Dawnrunner**');
  expect(Object.keys(await changes(sender.id))).toHaveLength(5);
  for (const late of [
    whole.click('country', ['US']),
    whole.click('region', ['china']),
    whole.click('countries', ['3']),
  ])
    expect((await late).text).toContain('Nothing is waiting to be confirmed here any more. `/setup`');
  expect((await stored(sender.id)).country).toBe('BE');
});

test('what was entered is filled in again, before it is confirmed and after', async () => {
  const sender = await accepted();
  const shown = await typed(sender, { name: 'Evening', 'other-1': '', 'other-2': 'Vesper' });
  const again = { name: 'Evening', 'battle-tag': 'Dawn#12345', 'other-1': undefined, 'other-2': 'Vesper' };
  expect((await ladder.command(sender, 'setup')).fields).toEqual(again);
  const edit = await (await chosen(shown)).click('Edit');
  expect(edit.fields).toEqual(again);
  // What was chosen stays, and the same message is changed.
  const edited = await edit.submit({ ...TYPED, name: 'Eveningtide', 'other-1': '', 'other-2': 'Vesper' });
  expect(edited.shown.type).toBe(7);
  expect(edited.text).toContain('🇫🇷 France');
  await edited.click('Confirm');

  const changed = await typed(sender, { name: 'eveningtide', 'other-1': '', 'other-2': 'Vesper' });
  expect(changed.text).toContain('🇫🇷 France');
  expect((await changed.click('Confirm')).text).toContain('Your set-up is saved, **eveningtide**');
  const { rows } = await ladder.operator.query(
    `select before, after from player_changes where player_id = $1 and field = 'name' order by id`,
    [sender.id],
  );
  expect(rows).toEqual([
    { before: null, after: 'Eveningtide' },
    { before: 'Eveningtide', after: 'eveningtide' },
  ]);
});

test('everything that is wrong is said at once, and nothing typed is lost', async () => {
  const sender = await accepted();
  const shown = await typed(sender, { name: 'D4', 'battle-tag': 'Dawn', 'other-1': 'ab', 'other-2': 'ab' });
  expect(shown.text).toMatch(/This does not work yet.*Edit/);
  for (const line of [
    'Display name: between 3 and 12 letters long.',
    'Display name: letters only.',
    'BattleTag: has the form name#12345',
    'First other name: between 3 and 12 letters long.',
    'Second other name: is the same as “First other name”.',
  ])
    expect(shown.text).toContain(`- ${line}`);
  const placed = await chosen(shown);
  expect(placed.component('Confirm').disabled).toBe(true);
  expect(placed.text).toContain('Display name: letters only.');
  // A button that is pressed although it is grey.
  expect((await placed.click('Confirm')).text).toContain('Display name: letters only.');
  expect((await stored(sender.id)).whole).toBe(false);
  const edit = await placed.click('Edit');
  expect(edit.fields).toEqual({ name: 'D4', 'battle-tag': 'Dawn', 'other-1': 'ab', 'other-2': 'ab' });
  const right = await edit.submit({ ...TYPED, name: 'Dusk' });
  expect(right.text).toContain('Then press **Confirm**');
  expect((await right.click('Confirm')).text).toContain('Welcome to the ladder, **Dusk**');
});

test('nothing is confirmed before it is whole', async () => {
  const sender = await accepted();
  const shown = await typed(sender, { name: 'Midday' });
  expect((await shown.click('Confirm')).text).toContain('choose your home region');
  const placed = await shown.click('region', ['china']);
  expect((await placed.click('Confirm')).text).toContain('choose your home region');
  expect((await stored(sender.id)).whole).toBe(false);

  const elsewhere = await accepted();
  const named = await typed(elsewhere, { name: 'Afternoon' });
  const without = await named.click('country', ['FR']);
  expect((await without.click('Confirm')).text).toContain('choose your home region');
  expect((await stored(elsewhere.id)).whole).toBe(false);
});

describe('names', () => {
  test('that somebody has are refused, whatever the case, and as soon as they are typed', async () => {
    const sender = await accepted();
    const shown = await chosen(await typed(sender, { name: 'aURORA' }));
    expect(shown.text).toContain('Somebody else is called **aURORA** already.');
    expect(shown.component('Confirm').disabled).toBe(true);
    expect((await shown.click('Confirm')).text).toContain('Somebody else is called');
    expect((await stored(sender.id)).name).toBe(null);
    // He may keep his own.
    const aurora = { id: players.strong.id, locale: 'en-US' };
    expect((await (await typed(aurora, { name: 'AURORA' })).click('Confirm')).text).toContain(
      'saved, **AURORA**',
    );
  });

  test('go to one of those who confirm the same one at once', async () => {
    const senders = await Promise.all([accepted(), accepted(), accepted()]);
    const names = ['Straße', 'STRASSE', 'strasse'];
    const ready = await Promise.all(
      senders.map(async (sender, index) => chosen(await typed(sender, { name: names[index] ?? '' }))),
    );
    expect(ready.every((reply) => reply.component('Confirm').disabled !== true)).toBe(true);
    const answers = await Promise.all(ready.map((reply) => reply.click('Confirm')));
    const told = answers.map(({ text }) =>
      text.includes('Welcome') ? 'welcome' : /Somebody else/.exec(text)?.[0],
    );
    expect(told.sort()).toEqual(['Somebody else', 'Somebody else', 'welcome']);
    const { rows } = await ladder.operator.query(`select id from players where name_key = 'strasse'`);
    expect(rows).toHaveLength(1);
    // The loser edits, and is in.
    const loser = answers.find(({ text }) => text.includes('Somebody else'));
    const edited = await (await loser?.click('Edit'))?.submit({ ...TYPED, name: 'Gasse' });
    expect((await edited?.click('Confirm'))?.text).toContain('Welcome');
  });

  test('two who exchange theirs at once: neither gets a failure', async () => {
    const [one, other] = await Promise.all([accepted(), accepted()]);
    await (await chosen(await typed(one, { name: 'Castor' }))).click('Confirm');
    await (await chosen(await typed(other, { name: 'Pollux' }))).click('Confirm');
    const drafts = await Promise.all([typed(one, { name: 'Pollux' }), typed(other, { name: 'Castor' })]);
    // Both begin with the same row, so that neither holds what the other waits for.
    const release = await heldRow(ladder, one.id);
    const clicks = drafts.map((reply) => reply.click('Confirm'));
    await release(2);
    for (const { text } of await Promise.all(clicks)) expect(text).toContain('Somebody else is called');
  });

  test('confirmed by three clicks at once are noted once', async () => {
    const sender = await accepted();
    const ready = await chosen(await typed(sender, { name: 'Triple' }));
    const release = await heldRow(ladder, sender.id);
    const clicks = [1, 2, 3].map(() => ready.click('Confirm'));
    await release(3);
    const answers = await Promise.all(clicks);
    for (const { text } of answers) expect(text).toMatch(/Welcome to the ladder|Your set-up is saved/);
    expect(Object.keys(await changes(sender.id))).toHaveLength(5);
  });
});

describe('typed with malice', () => {
  const NASTY = [
    '**bold** `code` ||x||',
    '@everyone <@1> <#2>',
    '[a](https://evil.example)',
    '\u202egnp.exe\u202c',
    'a\u200bb\u200bc\u200bd',
    '\u200d\u200d\u200d\u200d',
    'a\u0000bc\u0000d',
    '\ud800abc',
    'A'.repeat(4000),
    `a${'\u0301'.repeat(4000)}`,
    `${'👨\u200d'.repeat(1000)}bc`,
    'ᄀ'.repeat(4000),
    '👩‍👩‍👧‍👧👍🏽🏴‍☠️',
    "'; drop table players; --",
    `${'\n'.repeat(50)}# h`,
    ' \u2800\u3164 ',
    '...',
  ];

  test.each(NASTY)('%j neither breaks the message nor is lost', async (text) => {
    const sender = await accepted();
    const shown = await typed(sender, {
      name: text,
      'battle-tag': text,
      'other-1': text,
      'other-2': `${text}x`,
    });
    expect(shown.text).toMatch(/This does not work yet/);
    expect(shown.text).not.toMatch(/(?<!\\)(@everyone|<@1>|\|\||\]\(|`code)/);
    expect(shown.text).not.toMatch(/[\u202a-\u202e\u200b]|\0/);
    expect(shown.shown.data?.allowed_mentions).toEqual({ parse: [] });
    expect(shown.lines).toHaveLength(5);
    const placed = await chosen(shown);
    // However it is sent: what does not fit the rules is never confirmed.
    expect((await placed.click('Confirm')).text).toMatch(/This does not work yet/);
    expect((await placed.click('Edit')).shown.type).toBe(9);
    expect((await stored(sender.id)).whole).toBe(false);
  });

  test('what the rules let through is kept and shown as it is', async () => {
    const sender = await accepted();
    const ready = await chosen(
      await typed(sender, {
        name: 'नमस्ते',
        'battle-tag': 'Ünïcøde#000',
        'other-1': '*_~`|<@1>',
        'other-2': '👩‍👩‍👧‍👧👍🏽🏴‍☠️',
      }),
    );
    const done = await ready.click('Confirm');
    expect(done.text).toContain('Welcome to the ladder, **नमस्ते**');
    expect(done.text).toContain('\\*\\_\\~\\`\\|\\<\\@1\\>');
    expect(await stored(sender.id)).toMatchObject({
      alternate_name_1: '*_~`|<@1>',
      alternate_name_2: '👩‍👩‍👧‍👧👍🏽🏴‍☠️',
    });
  });

  test.each([
    ['other-1', `${'👨\u200d'.repeat(1000)}bc`, 'First other name: between 3 and 12 letters long.'],
    ['other-2', `${'ᄀ'.repeat(40)}xy`, 'Second other name: between 3 and 12 letters long.'],
    ['battle-tag', `a${'\u0301'.repeat(40)}#12345`, 'BattleTag: has the form'],
    ['name', `${'ก็้ิ'.repeat(11)}`, 'Display name: between 3 and 12 letters long.'],
  ])('letters without an end, in %s', async (field, text, words) => {
    const shown = await typed(await accepted(), { [field]: text });
    expect(shown.text).toContain(words);
    expect((await (await chosen(shown)).click('Confirm')).text).toContain(words);
  });

  test('the longest names that the rules let through are kept', async () => {
    const sender = await accepted();
    const longest = 'ก็้'.repeat(10);
    const shown = await typed(sender, { name: longest, 'other-1': `${longest}กก` });
    const done = await (await chosen(shown)).click('Confirm');
    expect(done.text).toContain('Welcome');
  });

  test('forged choices are refused', async () => {
    const sender = await accepted();
    const shown = await typed(sender, { name: 'Forger' });
    for (const [menu, values] of [
      ['region', ['atlantis']],
      ['region', []],
      ['country', ['EU']],
      ['country', ["F'"]],
    ] as const)
      expect((await shown.click(menu, values)).text).toMatch(/older version/);
    for (const page of ['-1', '99', 'x', '1e9', '2'])
      expect((await shown.click('countries', [page])).shown.type).toBe(7);
    expect((await shown.use('setup:region:zz', ['china'])).shown.type).toBe(7);
  });

  test('a form without its fields', async () => {
    const sender = await accepted();
    const shown = await (await ladder.command(sender, 'setup')).submit({});
    expect(shown.text).toContain('Display name: is missing.');
    expect(shown.text).toContain('BattleTag: is missing.');
  });
});

describe('countries', () => {
  test.each(['en-US', 'de', 'ja', 'es-419'])('each is two picks away, in the language %s', async (locale) => {
    const shown = await typed(await accepted(locale), { name: 'Traveller' });
    const pages = visible(shown, 'countries');
    const found: { label: string; value: string }[] = [];
    for (const { value } of pages.slice(1)) {
      const page = await shown.click('countries', [value]);
      expect(visible(page, 'countries').find((option) => option.default)?.value).toBe(value);
      found.push(...visible(page, 'country'));
    }
    expect(found.map(({ value }) => value).sort()).toEqual([...countryCodes].sort());
    // By the names as they are shown: the Worker's own differ here and there from Node's.
    const names = found.map(({ label }) => label);
    expect(names).toEqual([...names].sort(new Intl.Collator(locale).compare));
  });

  test('the page stays while one chooses', async () => {
    const shown = await typed(await accepted(), { name: 'Wanderer' });
    const page = await shown.click('countries', ['5']);
    const [first] = visible(page, 'country');
    const picked = await page.click('country', [first?.value ?? '']);
    expect(visible(picked, 'country')[0]).toMatchObject({ value: first?.value, default: true });
    expect(visible(picked, 'countries').find((option) => option.default)?.value).toBe('5');
    expect(visible(await picked.click('region', ['china']), 'country')[0]?.value).toBe(first?.value);
  });
});

describe('refused', () => {
  const REFUSED = [
    ['banned', players.banned.id, 'You are banned'],
    ['terms', players.withoutTerms.id, '`/terms`'],
    ['terms, of a newcomer', '300000000000000009', '`/terms`'],
  ] as const;

  test.each(REFUSED)('%s: the command, the form and every button', async (_, id, words) => {
    const sender = { id, locale: 'en-US' };
    // The message of somebody who may, pressed by one who may not.
    const shown = await typed(await accepted(), { name: 'Permitted' });
    const form = await shown.click('Edit');
    const answers = [
      await ladder.command(sender, 'setup'),
      await shown.click('Edit', undefined, sender),
      await shown.click('region', ['china'], sender),
      await shown.click('country', ['CN'], sender),
      await shown.click('countries', ['2'], sender),
      await shown.click('Confirm', undefined, sender),
      await form.submit(TYPED, sender),
    ];
    for (const {
      text,
      shown: { type },
    } of answers) {
      expect(text).toContain(words);
      expect(type).toBe(4);
    }
    const { rows } = await ladder.operator.query('select from setup_drafts where player_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('who loses the right between form and confirmation', async () => {
    const sender = await accepted();
    const ready = await chosen(await typed(sender, { name: 'Fallen' }));
    await (await ladder.command(sender, 'terms')).click('Decline');
    expect((await ready.click('Confirm')).text).toContain('`/terms`');
    expect((await stored(sender.id)).whole).toBe(false);
    await (await ladder.command(sender, 'terms')).click('Accept');
    expect((await ready.click('Confirm')).text).toContain('Welcome');
  });

  test('a button of a set-up that never began', async () => {
    const shown = await typed(await accepted(), { name: 'Beginner' });
    const other = await accepted();
    expect((await shown.click('Confirm', undefined, other)).text).toContain(
      'Nothing is waiting to be confirmed',
    );
    expect((await shown.click('region', ['china'], other)).text).toContain(
      'Nothing is waiting to be confirmed',
    );
  });
});
