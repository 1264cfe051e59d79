// The page of the playground: asks what there is to know, listens to what happens, and draws it whenever it changes.
import './components.ts';
import './composer.ts';
import './log.ts';
import './menu.ts';
import { render } from 'lit';
import { addressOfPanes, firstPanes, panesOfAddress } from './address.ts';
import { drawApp, newPane } from './app.ts';
import { keepTime } from './clock.ts';
import { doingsOf } from './doings.ts';
import { askSetting, listen } from './server.ts';
import { Store } from './store.ts';

document.documentElement.dataset['theme'] = localStorage.getItem('theme') ?? 'dark';

const root = document.querySelector<HTMLElement>('#playground') ?? document.body;
root.replaceChildren();

let isDue = false;
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
    if (location.hash !== address) history.replaceState(null, '', address);
  }
  render(drawApp(store, doings), root);
}

function openPanes(shown: ReturnType<typeof panesOfAddress>): void {
  store.panes = shown.map((pane) => newPane(store, pane));
  store.front = 0;
}

window.addEventListener('hashchange', () => {
  const named = panesOfAddress(location.hash);
  if (store.setting !== null && named.length > 0 && location.hash !== addressOfPanes(store.panes))
    store.change(() => openPanes(named));
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
    openPanes(firstPanes(location.hash, setting));
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
