// What each pane sees, and what is new to it.
import type { APIMessage } from 'discord-api-types/v10';
import { beforeEach, expect, test } from 'vitest';
import { addressOfPanes, panesOfAddress } from '../../../dev/playground/page/address.ts';
import { type Pane, Store } from '../../../dev/playground/page/store.ts';
import type { Happening, Setting, ShownMessage } from '../../../dev/playground/protocol.ts';

const [ANNA, BERT] = ['200000000000000001', '200000000000000002'];
const channels = { ladder: '11', matches: '12', staff: '13' };

let store: Store;
beforeEach(() => {
  store = new Store(() => {});
  store.setting = { channels } as Setting;
  store.panes = [pane(ANNA), pane(BERT)];
  store.happened({ kind: 'state', channels: [], messages: [] });
});

function pane(as: string): Pane {
  return {
    key: store.newKey(),
    as,
    place: 'ladder',
    locale: 'en-US',
    attempts: [],
    modal: null,
    presses: new Map(),
  };
}

function message(id: string, channelId: string, onlyFor: string | null = null): Happening {
  const shown: ShownMessage = { channelId, message: { id } as APIMessage, onlyFor, cause: null, cost: null };
  return { kind: 'message', shown };
}

const seen = (as: string, place: Pane['place']) =>
  store.visible(as, place).map(({ shown }) => shown.message.id);

test('what one is told alone nobody else sees; what is dismissed is gone for him', () => {
  store.happened(message('1', channels.ladder));
  store.happened(message('2', channels.ladder, ANNA));
  expect([seen(ANNA, 'ladder'), seen(BERT, 'ladder')]).toEqual([['1', '2'], ['1']]);
  store.change(() => store.dismissed.add(`${ANNA} 1`));
  expect([seen(ANNA, 'ladder'), seen(BERT, 'ladder')]).toEqual([['2'], ['1']]);
});

test('direct messages are those of one’s own channel', () => {
  store.happened({ kind: 'channel', channel: { id: '21', recipientId: ANNA } });
  store.happened(message('1', '21'));
  expect([seen(ANNA, 'direct'), seen(BERT, 'direct')]).toEqual([['1'], []]);
});

test('what comes where nobody looks is new until somebody does; an edit makes nothing new', () => {
  store.happened(message('1', channels.matches));
  store.happened(message('2', channels.ladder));
  expect([store.unread(ANNA, 'matches').length, store.unread(ANNA, 'ladder').length]).toEqual([1, 0]);
  store.change(() => {
    if (store.panes[0]) store.panes[0].place = 'matches';
  });
  expect([store.unread(ANNA, 'matches').length, store.unread(BERT, 'matches').length]).toEqual([0, 1]);
  store.change(() => {
    if (store.panes[0]) store.panes[0].place = 'ladder';
  });
  store.happened(message('1', channels.matches));
  expect(store.unread(ANNA, 'matches')).toEqual([]);
  store.happened({ kind: 'gone', channelId: channels.matches, messageId: '1' });
  expect(store.unread(BERT, 'matches')).toEqual([]);
});

test('where one pane is in front, only that one is looked at', () => {
  store.isNarrow = true;
  store.front = 1;
  store.happened(message('1', channels.ladder));
  expect([store.unread(ANNA, 'ladder').length, store.unread(BERT, 'ladder').length]).toEqual([1, 0]);
});

test('after a break everything is told anew, and what came meanwhile is new', () => {
  const told = (ids: readonly string[]): Happening => ({
    kind: 'state',
    channels: [],
    messages: ids.map((id) => (message(id, channels.matches) as { shown: ShownMessage }).shown),
  });
  store.happened(told(['1']));
  store.change(() => {
    for (const each of store.panes) each.place = 'matches';
  });
  store.change(() => {
    for (const each of store.panes) each.place = 'ladder';
  });
  store.happened(told(['1', '2']));
  expect(store.unread(ANNA, 'matches').map(({ shown }) => shown.message.id)).toEqual(['2']);
});

test('the address keeps the panes', () => {
  const panes = [
    { as: ANNA, place: 'direct', locale: 'ko' },
    { as: BERT, place: 'ladder', locale: 'zh-CN' },
  ] as const;
  expect(panesOfAddress(addressOfPanes(panes))).toEqual(panes);
  expect(panesOfAddress('#nobody.ladder.en-US')).toEqual([]);
  expect(panesOfAddress(`#${ANNA}.cellar.xx`)).toEqual([{ as: ANNA, place: 'ladder', locale: 'en-US' }]);
});
