// Loaded into each process of the tests before all else: what one has compiled the others need not. Node itself writes
// that down when a process ends, which is when the whole run does.
import { flushCompileCache } from 'node:module';

const EVERY_MS = 1_000;

setInterval(flushCompileCache, EVERY_MS).unref();
