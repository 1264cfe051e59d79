// What a value may be, in words, and what a reply is made of, as a table.
import { referred, type Schema } from './description.ts';
import { Line } from './prose.tsx';

/** Where a schema is shown. */
export const schemaAnchor = (name: string) => `schema-${name}`;

function Kind({ schema }: { schema: Schema }) {
  const { $ref, anyOf, items, type, format, minimum, maximum } = schema;
  if ($ref) return <a href={`#${schemaAnchor(referred($ref))}`}>{referred($ref)}</a>;
  if (anyOf) {
    return (
      <>
        {anyOf.map((one, place) => (
          <>
            {place > 0 && ' or '}
            <Kind schema={one} />
          </>
        ))}
      </>
    );
  }
  if (schema.enum) {
    return (
      <>
        {schema.enum.map((value, place) => (
          <>
            {place > 0 && ', '}
            <code>{value}</code>
          </>
        ))}
      </>
    );
  }
  if (items) {
    return (
      <>
        list of <Kind schema={items} />
      </>
    );
  }
  if (minimum !== undefined && maximum !== undefined) return <>{`${type}, ${minimum} to ${maximum}`}</>;
  return <>{format ?? type}</>;
}

export function Properties({ name, schema }: { name: string; schema: Schema }) {
  return (
    <section id={schemaAnchor(name)} aria-labelledby={`${schemaAnchor(name)}-title`}>
      <h3 id={`${schemaAnchor(name)}-title`}>{name}</h3>
      {schema.description && (
        <p>
          <Line text={schema.description} />
        </p>
      )}
      <Rows label={name} head="Property" rows={propertiesOf(schema)} />
    </section>
  );
}

export interface PropertyRow {
  readonly name: string;
  readonly schema: Schema;
  readonly description: string | undefined;
  /** Such as where it stands, or that it may be missing. */
  readonly note?: string;
}

/** What is nested is named by its path, as the columns of tables are. */
function propertiesOf({ properties = {}, required = [] }: Schema, path = ''): readonly PropertyRow[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = path + key;
    const note = required.includes(key) ? {} : { note: 'optional' };
    const inner = schema.properties ? schema : schema.anyOf?.find(({ properties }) => properties);
    const nested = inner ? propertiesOf(inner, `${name}.`) : [];
    return [{ name, schema, description: schema.description, ...note }, ...nested];
  });
}

export function Rows({ label, head, rows }: { label: string; head: string; rows: readonly PropertyRow[] }) {
  return (
    // What scrolls must be reached by the keyboard.
    <section class="scrolls" aria-label={`${head}: ${label}`} tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, schema, description, note }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
                {note && <small>{note}</small>}
              </th>
              <td>
                <Kind schema={schema} />
              </td>
              <td>{description && <Line text={description} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
