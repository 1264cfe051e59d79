// pg's client by itself; pg's types describe the whole alone.
declare module 'pg/lib/client.js' {
  export { Client as default } from 'pg';
}
