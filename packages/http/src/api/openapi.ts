import { isRecord, type JsonSchema, once, schemas } from '@clientele/domain'
import { auditSchemas, viewSchemas } from '@clientele/projections'
import type { App, Service } from '../environment.js'
import type { Field } from '../requests/fields.js'
import { auditQuestions, type Question, viewQuestions } from '../requests/questions.js'
import { listingTypes, sectionTypes } from '../responses/formats.js'
import { route } from '../routes.js'

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

const refusal = (description: string) => ({ description, content: problemContent })

const withoutDialect = (schema: JsonSchema): JsonSchema => {
  const { $schema: _, ...rest } = Object(schema)
  return rest
}

const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

const parameterOf = (name: string, { isList, schema }: Field, required: boolean) => ({
  name,
  in: 'query',
  required,
  schema,
  ...(isList ? { style: 'form', explode: true } : {}),
})

const knownAt = {
  name: 'knownAt',
  in: 'query',
  required: false,
  description: 'An instant, or the position of an event: answers as the register was known then.',
  schema: { type: 'string' },
}

const listingContent = (types: readonly string[], schema: JsonSchema) =>
  Object.fromEntries(types.map((type) => [type, { schema: type === 'application/json' ? schema : { type: 'string' } }]))

/** The default day is today, so no parameter of that name is required. */
const isNeeded = ({ schema }: Question, name: string, { path }: Field): boolean => {
  const required: unknown = Reflect.get(schema, 'required')
  return path.length === 1 && name !== 'asOf' && Array.isArray(required) && required.includes(name)
}

const contentOf = ({ name, isListing }: Question, answer: JsonSchema) => {
  if (!isListing) return json(answer)
  return listingContent(name.endsWith('Sections') ? sectionTypes : listingTypes, answer)
}

const questionPath = (question: Question, tag: string, answer: JsonSchema) => ({
  get: {
    operationId: question.name,
    tags: [tag],
    parameters: [
      ...[...question.fields].map(([name, field]) => parameterOf(name, field, isNeeded(question, name, field))),
      knownAt,
    ],
    responses: {
      200: { description: 'The answer.', content: contentOf(question, answer) },
      400: refusal('A parameter is unknown, doubled or of another kind.'),
      401: refusal('Nobody is logged in.'),
      403: refusal('The actor may not see it.'),
      404: refusal('There is no such thing, or the actor may not see it.'),
      406: refusal('The format is not offered.'),
      409: refusal('It does not fit what is there.'),
      422: refusal('What it asks for is not allowed by itself.'),
      503: refusal('The register cannot be reached.'),
    },
  },
})

const answerOf = (answers: { readonly [name: string]: JsonSchema }, name: string): JsonSchema =>
  withoutDialect(answers[name] ?? {})

const viewPaths = () =>
  [...viewQuestions().values()].map((question) => [
    `/views/${question.name}`,
    questionPath(question, 'views', answerOf(viewSchemas.answers, question.name)),
  ])

const auditPaths = () =>
  [...auditQuestions().values()].map((question) => [
    `/audit/${question.name}`,
    questionPath(question, 'audit', answerOf(auditSchemas.answers, question.name)),
  ])

const commandSchema = (type: string, data: JsonSchema) => ({
  title: type,
  type: 'object',
  properties: { type: { const: type }, data: withoutDialect(data) },
  required: ['type', 'data'],
  additionalProperties: false,
})

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const commandPath = (types: readonly string[]) => ({
  post: {
    operationId: 'execute',
    tags: ['commands'],
    parameters: [
      header('Idempotency-Key', 'The id of the command: the same again gives the first answer again.'),
      header('If-Match', 'The entity tag of a card: an old one is 412, and nothing is done.'),
    ],
    requestBody: {
      required: true,
      content: json({ oneOf: types.map((type) => ({ $ref: `#/components/schemas/${type}` })) }),
    },
    responses: {
      200: { description: 'The receipt.', content: json({ $ref: '#/components/schemas/Receipt' }) },
      201: {
        description: 'The receipt, where something new begins.',
        content: json({ $ref: '#/components/schemas/Receipt' }),
      },
      400: refusal('The body is no command.'),
      401: refusal('Nobody is logged in.'),
      403: refusal('The actor has no right to it.'),
      404: refusal('What it is about is not there.'),
      409: refusal('It does not fit what is there now, or its key was used for another command.'),
      412: refusal('Somebody has changed the subject meanwhile.'),
      413: refusal('The body is too large.'),
      415: refusal('The body is not JSON.'),
      422: refusal('What it asks for is not allowed by itself.'),
      503: refusal('The register cannot be reached.'),
    },
  },
})

const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }

const receipt = {
  type: 'object',
  properties: {
    events: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: text,
          stream: text,
          revision: { type: 'integer' },
          position: text,
          type: text,
          data: { type: 'object' },
        },
        required: ['id', 'stream', 'revision', 'position', 'type', 'data'],
      },
    },
    position: textOrNull,
    eventId: textOrNull,
    commandId: text,
    ids: { type: 'object', additionalProperties: text },
    failures: { type: 'array', items: { type: 'object' } },
    handover: { type: 'object' },
  },
  required: ['events', 'position', 'eventId', 'commandId', 'ids'],
}

const problem = {
  type: 'object',
  description: 'Problem details (RFC 9457); the facts of a refusal stand beside.',
  properties: { type: text, title: text, status: { type: 'integer' }, detail: text, error: text },
  required: ['type', 'title', 'status', 'detail', 'error'],
}

const plain = (description: string, content: object) => ({
  200: { description, content },
  401: refusal('Nobody is logged in.'),
  403: refusal('The actor is no employee.'),
})

const health = { type: 'object', properties: { status: text, position: textOrNull }, required: ['status'] }

const otherPaths = {
  '/changes': {
    get: {
      operationId: 'changes',
      tags: ['changes'],
      parameters: [header('Last-Event-ID', 'The position seen last; 0 begins with the first event.')],
      responses: {
        ...plain('The events as they happen, each with its position as id.', { 'text/event-stream': { schema: text } }),
        400: refusal('The log has no such position.'),
        503: refusal('The register cannot be reached.'),
      },
    },
  },
  '/health': {
    get: {
      operationId: 'health',
      tags: ['operations'],
      responses: {
        ...plain('How it is doing.', json(health)),
        503: { description: 'How it is failing.', content: json(health) },
      },
    },
  },
  '/openapi.json': {
    get: { operationId: 'openapi', tags: ['operations'], responses: plain('This document.', json({ type: 'object' })) },
  },
}

/** The OpenAPI 3.1 document of the API, built on first use. */
export const openApiDocument = once(() => {
  const commands = Object.entries(schemas.commands).filter((entry): entry is [string, JsonSchema] => isRecord(entry[1]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clientele',
      version: '1',
      description: 'The customer register: commands, views, audit questions and changes.',
    },
    security: [{ token: [] }],
    paths: {
      '/commands': commandPath(commands.map(([type]) => type)),
      ...Object.fromEntries(viewPaths()),
      ...Object.fromEntries(auditPaths()),
      ...otherPaths,
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(commands.map(([type, data]) => [type, commandSchema(type, data)])),
        Receipt: receipt,
        Problem: problem,
      },
    },
  }
})

/** `GET /openapi.json`. */
export const addOpenApi = (app: App, _: Service): void => {
  const document = once(() => JSON.stringify(openApiDocument()))
  route(app, '/openapi.json', {
    GET: (context) => context.body(document(), 200, { 'content-type': 'application/json' }),
  })
}
