import { schemas } from '@clientele/domain'
import { viewSchemas } from '@clientele/projections'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { openApiDocument } from '../src/index.js'
import { sampleRegister, servedRegister, serving } from './served.js'

test('the document is valid OpenAPI 3.1, with every command and view', async () => {
  const register = await servedRegister()
  const document = (await (await register.ask('/openapi.json')).json()) as ReturnType<typeof openApiDocument>
  await register.close()
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors ?? []).toEqual([])
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(Object.keys(schemas.commands)))
  for (const view of Object.keys(viewSchemas.questions)) expect(document.paths).toHaveProperty(`/views/${view}`)
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/commands', '/changes', '/health', '/openapi.json']),
  )
})

test('the document is the one that is served', () => {
  expect(openApiDocument().paths).toHaveProperty('/audit/changes')
})

type Schema = { readonly [name: string]: unknown }
type Parameter = { readonly name: string; readonly required: boolean; readonly schema: Schema }
type Responses = {
  readonly [status: string]: { readonly content: { readonly [type: string]: { readonly schema: Schema } } }
}
type Operation = { readonly parameters: readonly Parameter[]; readonly responses: Responses }

// Ids of the sample register, and values that nothing has.
const texts: { readonly [parameter: string]: readonly string[] } = {
  personId: ['p-aaltola', 'nobody'],
  customerId: ['aaltola-purjehdus', 'nobody'],
  projectId: ['annual-report-2026', 'nothing'],
  employeeId: ['kadri', 'nobody'],
  subject: ['customer:aaltola-purjehdus', 'project:annual-report-2026'],
  columns: ['name', 'nmae'],
  from: ['2026-01-01'],
  to: ['2026-01-02'],
}

const listIn = (schema: Schema, name: string): readonly unknown[] => {
  const list = schema[name]
  return Array.isArray(list) ? list : []
}

const valuesOf = ({ name, schema }: Parameter): readonly string[] => texts[name] ?? listIn(schema, 'enum').map(String)

/** The queries of an operation: with the required parameters, and with each other one in addition. */
const queriesOf = ({ parameters }: Operation): readonly URLSearchParams[] => {
  const required = parameters.filter((one) => one.required)
  const others = parameters.filter((one) => !one.required && texts[one.name] !== undefined)
  return [undefined, ...others].flatMap((other) =>
    [0, 1].map((at) => {
      const given = other === undefined ? required : [...required, other]
      return new URLSearchParams(
        given.map((one): [string, string] => [
          one.name,
          valuesOf(one).at(at % Math.max(1, valuesOf(one).length)) ?? 'x',
        ]),
      )
    }),
  )
}

test('every view and audit question answers as the document says', async () => {
  const register = await serving(await sampleRegister(), 'kadri')
  const document = (await (await register.ask('/openapi.json')).json()) as {
    readonly paths: { readonly [path: string]: { readonly get?: Operation } }
    readonly components: Schema
  }
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validators = new Map<object, ValidateFunction>()
  const validatorOf = (schema: Schema): ValidateFunction => {
    const found = validators.get(schema) ?? ajv.compile({ ...schema, components: document.components })
    validators.set(schema, found)
    return found
  }
  const statuses = new Set<number>()
  for (const [path, { get }] of Object.entries(document.paths)) {
    if (get === undefined || !/^\/(views|audit)\//.test(path)) continue
    for (const query of queriesOf(get)) {
      const response = await register.ask(`${path}?${query}`)
      const [type = ''] = response.headers.get('content-type')?.split(';') ?? []
      const schema = get.responses[response.status]?.content[type]?.schema
      const where = `${path}?${query} ${response.status}`
      expect(schema, where).toBeDefined()
      const isValid = validatorOf(schema ?? {})
      expect(isValid(await response.json()) ? [] : isValid.errors, where).toEqual([])
      statuses.add(response.status)
    }
  }
  await register.close()
  expect([...statuses].toSorted()).toEqual(expect.arrayContaining([200, 400, 404, 422]))
})
