// The API's reference, all of it on one page, made of its description.
import { type Description, type Operation, type Responded, referred } from './description.ts';
import { Line, Prose } from './prose.tsx';
import { Properties, Rows, schemaAnchor } from './schema.tsx';

/** What every endpoint has as a table, too, under the same address with this end. */
const TABLE = '.csv';

export interface ReferenceSettings {
  readonly description: Description;
  /** Where its own style sheet is served. */
  readonly stylesheet: string;
}

export function ReferencePage({ description, stylesheet }: ReferenceSettings) {
  const { info, paths, components } = description;
  const operations = Object.entries(paths).filter(([path]) => !path.endsWith(TABLE));
  const schemas = Object.entries(components.schemas);
  return (
    <div class="reference" lang="en">
      <link rel="stylesheet" href={stylesheet} />
      <h1>{info.title}</h1>
      <Prose text={info.description} />
      <p>
        All of this, for programs: <a href="/api/v1/openapi.json">the OpenAPI 3.1 document</a>.
      </p>
      <nav aria-label="Contents">
        <ul>
          {operations.map(([path, { get }]) => (
            <li>
              <a href={`#${get.operationId}`}>{get.summary}</a> <code>{path}</code>
            </li>
          ))}
          <li>
            <a href="#problems">Problems</a>
          </li>
          <li>
            <a href="#schemas">What replies are made of</a>
          </li>
        </ul>
      </nav>
      {operations.map(([path, { get }]) => (
        <Endpoint path={path} operation={get} />
      ))}
      <section aria-labelledby="problems">
        <h2 id="problems">Problems</h2>
        {Object.entries(components.responses).map(([kind, response]) => (
          <section id={kind}>
            <h3>
              <code>{kind}</code>
            </h3>
            <p>
              <Line text={response.description} />
            </p>
          </section>
        ))}
      </section>
      <section aria-labelledby="schemas">
        <h2 id="schemas">What replies are made of</h2>
        {schemas.map(([name, schema]) => (
          <Properties name={name} schema={schema} />
        ))}
      </section>
    </div>
  );
}

function Endpoint({ path, operation }: { path: string; operation: Operation }) {
  const { operationId, summary, description, parameters, responses } = operation;
  const example = parameters.reduce(
    (filled, { name, example = '' }) => filled.replace(`{${name}}`, encodeURIComponent(example)),
    path,
  );
  return (
    <section aria-labelledby={operationId}>
      <h2 id={operationId}>{summary}</h2>
      <p class="address">
        <code>GET {path}</code>
      </p>
      <Prose text={description} />
      <p>
        Try it: <a href={example}>{example}</a>, or <a href={example + TABLE}>as a table</a>.
      </p>
      {parameters.length > 0 && (
        <Rows
          label={summary}
          head="Parameter"
          rows={parameters.map((parameter) => ({
            name: parameter.name,
            schema: parameter.schema,
            description: parameter.description,
            note: parameter.in === 'path' ? 'in the path' : 'optional',
          }))}
        />
      )}
      <h3>Replies</h3>
      <ul>
        {Object.entries(responses).map(([status, response]) => (
          <li>
            <code>{status}</code> <Reply response={response} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reply({ response: { $ref, content = {} } }: { response: Responded }) {
  if ($ref) return <a href={`#${referred($ref)}`}>{referred($ref)}</a>;
  return (
    <>
      {Object.entries(content).map(([type, { schema }], place) => (
        <>
          {place > 0 && '; '}
          {type}:{' '}
          {schema.$ref ? (
            <SchemaLink name={referred(schema.$ref)} />
          ) : (
            <Line text={schema.description ?? ''} />
          )}
        </>
      ))}
    </>
  );
}

function SchemaLink({ name }: { name: string }) {
  return <a href={`#${schemaAnchor(name)}`}>{name}</a>;
}
