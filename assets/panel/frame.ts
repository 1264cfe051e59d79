// What of the panel stands still: where the tiles go, the plots, the tables with their heads. Here and not in the
// Worker, which reads all that it holds at every cold start.

const PLOTS = [
  ['interactions', 'Interactions a second'],
  ['answers', 'Time to answer, ms'],
  ['round-trip', 'Round trip to the database, ms'],
  ['pool', 'Connections and statements'],
  ['ladder', 'Queue and open matches'],
  ['outbox', 'Messages to send'],
] as const;

const TABLES = [
  [
    'commands',
    'Commands, since this isolate began',
    'Command|Answered|p50 ms|p95 ms|p99 ms|Late|Refused|Failed',
  ],
  ['pools', 'Pools', 'Pool|Open|In flight|Waiting|Made|Borrowed|Returned|Broken|Refused|p50 ms|p99 ms'],
  ['limits', 'Discord’s rate limits', 'Route|Left|Of|Under way|Reset in s'],
  ['migrations', 'Migrations, newest first', 'Version'],
] as const;

export function frame(): void {
  const main = document.querySelector('main');
  if (main === null) return;
  // Nothing in it comes from outside this file.
  main.innerHTML = `<div id="faults" role="alert"></div>
    <section aria-label="Now"><dl class="tiles" id="tiles"></dl></section>
    <section class="plots" aria-label="Since this page was opened">${PLOTS.map(plot).join('')}</section>
    ${TABLES.map(table).join('')}`;
}

function plot([id, title]: (typeof PLOTS)[number]): string {
  return `<figure>
    <figcaption id="${id}-title">${title}</figcaption>
    <div class="plot" id="${id}" role="img" aria-labelledby="${id}-title"></div>
  </figure>`;
}

/** What scrolls has to be reached by the keyboard. */
function table([id, title, heads]: (typeof TABLES)[number]): string {
  const cells = heads.split('|').map((head) => `<th scope="col">${head}</th>`);
  return `<div class="table">
    <h2 id="${id}-title">${title}</h2>
    <section class="scroll" aria-labelledby="${id}-title" tabindex="0">
      <table><thead><tr>${cells.join('')}</tr></thead><tbody id="${id}"></tbody></table>
    </section>
  </div>`;
}
