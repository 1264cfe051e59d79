// The page of the playground: asks what there is to know, listens to what happens, and draws it whenever it changes.
import './components.ts';
import './composer.ts';
import './log.ts';
import './menu.ts';
import { render } from 'lit';
import type { Setting } from '../protocol.ts';
import { addressOfPanes, firstPanes, panesOfAddress } from './address.ts';
import { drawApp, newPane } from './app.ts';
import { keepTime } from './clock.ts';
import { doingsOf } from './doings.ts';
import { personOf, placeFor } from './pane.ts';
import { askSetting, listen } from './server.ts';
import { Store } from './store.ts';

document.documentElement.dataset['theme'] = localStorage.getItem('theme') ?? 'dark';

const root = document.querySelector<HTMLElement>('#playground') ?? document.body;
root.replaceChildren();

let isDue = false;
/** The address that the panes were last written to. */
let written = '';
const store = new Store(() => {
  if (isDue) return;
  isDue = true;
  queueMicrotask(draw);
});
const doings = doingsOf(store);

function draw(): void {
  isDue = false;
  if (store.panes.length > 0) {
    const address = addressOfPanes(store.panes);
    // Only when it is another than before: what somebody has just put into the address is read as the event comes, and
    // whatever is drawn in between must not write over it.
    if (address !== written) history.replaceState(null, '', address);
    written = address;
  }
  render(drawApp(store, doings), root);
}

function openPanes(setting: Setting, shown: ReturnType<typeof panesOfAddress>): void {
  store.panes = shown.map((pane) => {
    const place = placeFor(personOf(setting, pane.as), pane.place);
    return newPane(store, { ...pane, place });
  });
  store.front = 0;
}

window.addEventListener('hashchange', () => {
  const { setting } = store;
  if (setting === null || location.hash === addressOfPanes(store.panes)) return;
  const named = panesOfAddress(location.hash);
  written = '';
  store.change(() => {
    if (named.length > 0) openPanes(setting, named);
  });
});

// As in page.css.
const narrow = matchMedia('(max-width: 720px)');
store.isNarrow = narrow.matches;
narrow.addEventListener('change', () =>
  store.change(() => {
    store.isNarrow = narrow.matches;
  }),
);

draw();
try {
  const setting = await askSetting();
  store.change(() => {
    store.setting = setting;
    openPanes(setting, firstPanes(location.hash, setting));
  });
  listen(
    (happening) => store.happened(happening),
    () =>
      store.change(() => {
        store.connected = false;
      }),
  );
  keepTime();
} catch (error) {
  store.change(() => {
    store.fault = error instanceof Error ? error.message : String(error);
  });
}
