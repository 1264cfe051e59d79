// What becomes of an answer when the pane is somebody else's by the time that it comes.
import { afterEach, expect, test, vi } from 'vitest';
import type { Callable } from '../../../dev/playground/page/callable.ts';
import { doingsOf } from '../../../dev/playground/page/doings.ts';
import { type Pane, Store } from '../../../dev/playground/page/store.ts';
import type { Setting } from '../../../dev/playground/protocol.ts';

const [ANNA, BERT] = ['200000000000000001', '200000000000000002'];
const SETUP: Callable = { label: 'setup', description: '', command: 'setup', steps: [], options: [] };
const FORM = { custom_id: 'form', title: 'Set up', components: [] };

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(['call', 'press'] as const)(
  'a form that Anna asked for by a %s does not open for Bert',
  async (by) => {
    let answer = (_: Response): void => {};
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
    const store = new Store(() => {});
    store.setting = { channels: { ladder: '11', matches: '12', staff: '13' } } as Setting;
    const doings = doingsOf(store);
    const asks = (pane: Pane) =>
      by === 'call' ? doings.call(pane, SETUP, []) : doings.press(pane, '21', 'set-up');
    const answers = () => answer(Response.json({ kind: 'answered', cost: {}, modal: FORM }));
    const pane: Pane = {
      key: store.newKey(),
      as: ANNA,
      place: 'ladder',
      locale: 'en-US',
      attempts: [],
      modal: null,
      presses: new Map(),
    };
    store.panes = [pane];

    const own = asks(pane);
    answers();
    await own;
    expect(pane.modal?.data.title).toBe('Set up');

    pane.modal = null;
    const late = asks(pane);
    pane.as = BERT;
    answers();
    await late;
    expect(pane.modal).toBeNull();
  },
);
