// What stands where a page cannot: nothing there, asked for too often, our fault, the database's absence.
import type { Reader } from '../reader.ts';

export function Missing({ reader: { words, link } }: { reader: Reader }) {
  return (
    <div class="notice">
      <p class="code" aria-hidden="true">
        404
      </p>
      <h1>{words.frame.missing.title}</h1>
      <p>{words.frame.missing.text}</p>
      <p>
        <a class="button" href={link('/')}>
          {words.frame.missing.home}
        </a>
      </p>
    </div>
  );
}

export function TooMany({ reader: { words } }: { reader: Reader }) {
  return (
    <div class="notice">
      <p class="code" aria-hidden="true">
        429
      </p>
      <h1>{words.frame.tooMany.title}</h1>
      <p>{words.frame.tooMany.text}</p>
    </div>
  );
}

interface Faulty {
  readonly reader: Reader;
  readonly reference: string;
}

export function Failure({ reader, reference }: Faulty) {
  return <Notice code="500" {...reader.words.frame.failure} reference={reference} />;
}

export function Unavailable({ reader, reference }: Faulty) {
  return <Notice code="503" {...reader.words.frame.unavailable} reference={reference} />;
}

function Notice(notice: { code: string; title: string; text: string; reference: string }) {
  return (
    <div class="notice">
      <p class="code" aria-hidden="true">
        {notice.code}
      </p>
      <h1>{notice.title}</h1>
      <p>
        {notice.text} <code>{notice.reference}</code>
      </p>
    </div>
  );
}
