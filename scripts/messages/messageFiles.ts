import { z } from 'zod';
import { deadLetterHeadersSchema } from '../../src/domain/deadLetter.js';
import { topics } from '../../src/domain/topics.js';
import { asyncApi } from './asyncApi.js';
import { descriptions } from './descriptions.js';

/** A schema of the domain, as others may check what they write with it: fields that it does not name are allowed. */
function jsonSchema(name: string, description: string, schema: z.ZodType): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ $schema, title: name, description, ...rest }, null, 2)}\n`;
}

/** The files of docs/messages that are made of the schemas: their content by name. */
export function messageFiles(): ReadonlyMap<string, string> {
  const schemas = Object.entries(topics).map(([name, { schema }]): [string, string] =>
    schema === null
      ? [
          'dead-letters.headers.schema.json',
          jsonSchema(`${name} headers`, descriptions['dead-letters'].what, deadLetterHeadersSchema),
        ]
      : // Object.entries forgets that the names are those of the topics.
        [
          `${name}.schema.json`,
          jsonSchema(name, descriptions[name as keyof typeof descriptions].what, schema),
        ],
  );
  return new Map([...schemas, ['asyncapi.yaml', asyncApi()]]);
}
