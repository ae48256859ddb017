import { events } from './catalogue.js'
import { commands, rejections } from './decisions.js'
import { type JsonSchema, type Schemas, schemaDocument, schemaOf } from './kernel/input/json-schema.js'
import type { NamedDefinition } from './kernel/message.js'
import { once } from './kernel/once.js'
import type { FactKind } from './kernel/rejection.js'

type Rejected = {
  readonly error: string
  readonly factKinds: { readonly [fact: string]: FactKind }
}

type Described = NamedDefinition & { readonly sentence?: string }

const described = ({ sentence }: Described): JsonSchema => (sentence === undefined ? {} : { description: sentence })

const ofDefinitions = (table: object, openness: 'closed' | 'open'): Schemas<string> =>
  Object.freeze(
    Object.fromEntries(
      Object.values(table).map((one: Described) => [
        one.type,
        schemaDocument(one.type, { ...described(one), ...schemaOf(one.codec, openness) }),
      ]),
    ),
  )

const factSchemas: { readonly [K in FactKind]: JsonSchema } = {
  text: { type: 'string' },
  number: { type: 'number' },
  texts: { type: 'array', items: { type: 'string' } },
  numbers: { type: 'array', items: { type: 'number' } },
  optional: { type: ['string', 'null'] },
}

const ofRejection = ({ error, factKinds }: Rejected): JsonSchema =>
  schemaDocument(error, {
    type: 'object',
    properties: {
      error: { const: error },
      ...Object.fromEntries(Object.entries(factKinds).map(([fact, kind]) => [fact, factSchemas[kind]])),
    },
    required: ['error', ...Object.keys(factKinds)],
  })

const ofRejections = (table: object): Schemas<string> =>
  Object.freeze(Object.fromEntries(Object.values(table).map((one: Rejected) => [one.error, ofRejection(one)])))

const [ofCommands, ofEvents, ofRefusals] = [
  once(() => ofDefinitions(commands, 'closed')),
  once(() => ofDefinitions(events, 'open')),
  once(() => ofRejections(rejections)),
]

/**
 * JSON Schemas (draft 2020-12, without external references) generated from the codecs: of the fields that the
 * constructor of a command takes, of the data of an event, and of a rejection. Created on first use, and frozen.
 */
export const schemas = Object.freeze({
  get commands(): Schemas<string> {
    return ofCommands()
  },
  get events(): Schemas<string> {
    return ofEvents()
  },
  get rejections(): Schemas<string> {
    return ofRefusals()
  },
})
