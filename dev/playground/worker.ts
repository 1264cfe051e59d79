// The Worker of `npm start`: the very one of src/worker.ts, and before it the way to the playground, which is a server
// of this machine: it has the key, and neither page nor Worker has.
import worker from '../../src/worker.ts';

export * from '../../src/worker.ts';

const PATH = '/playground';

interface PlaygroundBindings {
  readonly PLAYGROUND_URL: string;
  readonly PLAYGROUND_PASS: string;
}

type Bindings = Parameters<typeof worker.fetch>[1];

export default {
  ...worker,
  fetch(request, env, context) {
    const { pathname, search, host } = new URL(request.url);
    const isPlayground = pathname === PATH || pathname.startsWith(`${PATH}/`);
    if (!isPlayground) return worker.fetch(request, env, context);
    const passed = new Request(env.PLAYGROUND_URL + pathname + search, request);
    passed.headers.set('x-playground-pass', env.PLAYGROUND_PASS);
    passed.headers.set('x-playground-host', host);
    return fetch(passed);
  },
} satisfies ExportedHandler<Bindings & PlaygroundBindings>;
