import { schemas } from '@clientele/domain'
import { viewSchemas } from '@clientele/projections'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { openApiDocument } from '../src/index.js'
import { servedRegister } from './served.js'

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
