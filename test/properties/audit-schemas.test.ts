import type { JsonSchema } from '@clientele/domain'
import { type Audit, auditSchemas, type Projections, refusalOf } from '@clientele/projections'
import { executeHistory, projected, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test as plain } from 'vitest'
import { written } from './questions.js'
import { runs } from './runs.js'

// Formats are annotations; the patterns beside them are checked.
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, validateFormats: false })

const compiled = (schemas: { readonly [name: string]: JsonSchema }) =>
  new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]))

const isAnswer = compiled(auditSchemas.answers)
const isQuestion = compiled(auditSchemas.questions)

type Asked = { readonly name: keyof Audit; readonly question: object }

const subject = { kind: 'customer', id: 'c1' }
const moments = { from: { asOf: '2024-01-02' }, to: { knownAt: '2030-01-01T00:00:00Z' } }

const plainQuestions: readonly Asked[] = [
  { name: 'changes', question: { from: '2024-01-01', fields: ['owner'], subjects: [subject], limit: 5 } },
  { name: 'changes', question: { origin: 'direct', by: 'host', types: ['CustomerRegistered'], locale: 'fi' } },
  { name: 'fieldHistory', question: { subject, field: 'owner' } },
  { name: 'durations', question: { subject, of: 'owner', asOf: '2024-06-01' } },
  { name: 'difference', question: moments },
  { name: 'difference', question: { ...moments, subject, fields: ['name', 'owner', 'responsible'] } },
  { name: 'explain', question: { customerId: 'c1', employeeId: 'e1', asOf: '2030-01-01' } },
  { name: 'explain', question: { projectId: 'p1', employeeId: 'e1', roleId: 'r1' } },
  { name: 'explain', question: { personId: 'p1', customerId: 'c1', channel: 'email' } },
  { name: 'explain', question: { customerId: 'c1', channel: 'sms', asOf: '2030-01-01' } },
]

const listings: { readonly [name: string]: keyof Audit } = {
  changes: 'changesListing',
  fieldHistory: 'fieldHistoryListing',
  durations: 'durationsListing',
  difference: 'differenceListing',
  explain: 'explainListing',
}

const questions: readonly Asked[] = plainQuestions.flatMap(({ name, question }) => [
  { name, question },
  { name: listings[name] ?? name, question },
])

const answerTo = ({ audit }: Projections, { name, question }: Asked): unknown =>
  JSON.parse(written((audit[name] as (asked: object) => unknown)(question)))

const errorsOf = (schemas: ReturnType<typeof compiled>, name: string, value: unknown): unknown => {
  const isValid = schemas.get(name)
  return isValid?.(value) === true ? null : (isValid?.errors ?? 'no schema')
}

describe('the JSON Schema of the answer of an audit question', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(6))(
    'accepts every answer, and no additional members',
    (history) => {
      const projections = projected(executeHistory(history).log)
      for (const asked of questions) {
        const answer = answerTo(projections, asked)
        expect(errorsOf(isAnswer, asked.name, answer), JSON.stringify(asked)).toBeNull()
        if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
          expect(errorsOf(isAnswer, asked.name, { ...answer, memberOfNobody: 1 })).not.toBeNull()
      }
    },
  )
})

const isTaken = (projections: Projections, asked: Asked): boolean => {
  try {
    answerTo(projections, asked)
    return true
  } catch (error) {
    if (refusalOf(error) === null) throw error
    return false
  }
}

describe('the JSON Schema of the parameters of an audit question', () => {
  const projections = projected(executeHistory([]).log)

  plain('accepts what is answered, and no field that the question does not have', () => {
    for (const { name, question } of questions) {
      expect(errorsOf(isQuestion, name, question), `${name} ${JSON.stringify(question)}`).toBeNull()
      expect(errorsOf(isQuestion, name, { ...question, fieldOfNobody: 1 }), name).not.toBeNull()
    }
  })

  const spoilt = fc.constantFrom(null, {}, 7, -1, 0.5, [[]], [], '', true, '2024-02-31', 'fi')
  test.prop([fc.constantFrom(...questions), fc.nat(), spoilt], runs(300))(
    'accepts every question that is answered, whatever value a field has',
    ({ name, question }, at, value) => {
      const fields = ['limit', 'locale', ...Object.keys(question)]
      const asked = { name, question: { ...question, [fields[at % fields.length] ?? '']: value } }
      if (isTaken(projections, asked)) expect(errorsOf(isQuestion, name, asked.question)).toBeNull()
    },
  )
})

plain('there is a schema for every audit question, which says what it answers and refers to nothing', () => {
  const names = Object.keys(projected(executeHistory([]).log).audit)
  expect(Object.keys(auditSchemas.answers)).toEqual(names)
  expect(Object.keys(auditSchemas.questions)).toEqual(names)
  for (const schema of Object.values(auditSchemas.answers))
    expect(JSON.stringify(schema)).toMatch(/"description":"\w[^"]*\."/)
  for (const schema of [...Object.values(auditSchemas.answers), ...Object.values(auditSchemas.questions)])
    expect(JSON.stringify(schema)).not.toMatch(/\$ref|[:,[]{}/)
})
