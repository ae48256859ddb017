import { openClientele, projection } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { CommandType, JsonSchema } from '@clientele/domain'
import { type Projections, refusalOf, type Views, viewSchemas } from '@clientele/projections'
import { executeHistory, projected, type Step, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import * as t from 'io-ts'
import { describe, expect, test as plain } from 'vitest'
import { type Asked, answerTo, questionsAbout, viewNames, written } from './questions.js'
import { runs } from './runs.js'

// Formats are annotations; the patterns beside them are checked.
const ajv = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false })

type OfViews<A> = { readonly [K in keyof Views]: A }

const compiled = (schemas: OfViews<JsonSchema>): OfViews<ValidateFunction> =>
  Object.fromEntries(viewNames.map((name) => [name, ajv.compile(schemas[name])])) as OfViews<ValidateFunction>

const isAnswer = compiled(viewSchemas.answers)
const isQuestion = compiled(viewSchemas.questions)

type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

/** The answer of a view as JSON; `undefined` if it refuses. */
const answerAsJson = (projections: Pick<Projections, 'views'>, question: Asked): Json | undefined => {
  const answer = answerTo(projections, question)
  if (typeof answer !== 'object' || answer === null || !('_tag' in answer)) return JSON.parse(written(answer))
  return 'right' in answer ? JSON.parse(written(answer.right)) : undefined
}

type Corrupted = { readonly place: string; readonly value: Json }

const isObject = (value: Json): value is { readonly [member: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const membersOf = (value: Json): readonly (readonly [string, Json])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

const withMember = (value: Json, name: string, member: Json): Json =>
  Array.isArray(value) ? value.with(Number(name), member) : { ...Object(value), [name]: member }

const without = (value: Json, name: string): Json =>
  Object.fromEntries(membersOf(value).filter(([one]) => one !== name))

/** A value with one member removed or added, anywhere in it. */
function* corruptedValues(value: Json, place = ''): Iterable<Corrupted> {
  if (isObject(value)) {
    yield { place: `${place}+`, value: { ...value, memberOfNobody: [[]] } }
    for (const [name] of membersOf(value)) yield { place: `${place}.${name}-`, value: without(value, name) }
  }
  for (const [name, member] of membersOf(value))
    for (const spoilt of corruptedValues(member, Array.isArray(value) ? `${place}[]` : `${place}.${name}`))
      yield { ...spoilt, value: withMember(value, name, spoilt.value) }
}

const places = new Set<string>()
const stillValid = new Set<string>()

/** Corrupts an answer, unless one of its shape was corrupted before. */
const corrupt = (view: keyof Views, answer: Json): void => {
  for (const spoilt of corruptedValues(answer)) {
    const place = `${view}${spoilt.place}`
    if (places.has(place)) continue
    places.add(place)
    if (isAnswer[view](spoilt.value)) stillValid.add(place)
  }
}

const step = (type: CommandType, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })

/** Added to the start of every history: data for each view. */
const more: readonly Step[] = [
  step('RegisterTask', { activityId: 'task2', personIds: ['p1'], ownerId: 'e1' }),
  step('SetTrackingItem', { customerId: 'c1', dimension: 'region', value: 'v1' }),
  step('DefineRole', { roleId: 'carer', name: 'Carer', kind: 'customer', required: true }),
  step('RegisterCustomer', { customerId: 'c5', name: 'ACME OY' }),
  step('AddInvoiceType', { customerId: 'c1', invoiceTypeId: 'v1' }),
  step('AssignCustomerProperty', { customerId: 'c1', property: 'v1' }),
  step('AddCustomerToSpecialGroup', { specialGroupId: 's1', customerId: 'c1' }),
  step('AssignResponsible', { customerId: 'c3', employeeId: 'e3', until: 'day+30' }),
  step('SaveReport', { reportId: 'r2', name: 'All', scope: 'office', filters: { groupIds: ['g1'] } }),
]

const acceptAll = (history: readonly Step[]): void => {
  const projections = projected(executeHistory([...more, ...history]).log)
  for (const question of questionsAbout(projections)) {
    const answer = answerAsJson(projections, question)
    if (answer === undefined) continue
    const isValid = isAnswer[question.name]
    expect(isValid(answer), `${question.name} ${JSON.stringify(isValid.errors)}`).toBe(true)
    corrupt(question.name, answer)
  }
}

describe('the JSON Schema of the answer of a view', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(6))('accepts every answer', acceptAll)

  // The members of list rows depend on the requested columns, and some other members are optional.
  const mayBeMissing =
    /^(customerList\[\]|customerReport\.rows\[\]|report\.rows\[\])\.\w+-$|\.(details|trackingItems|trackingItemIds|cells|filters|period)\.\w+-$|\.(substituteFor|wordingVersion)-$/

  plain('refuses an answer with one member more or one fewer', () => {
    expect([...stillValid].filter((place) => !mayBeMissing.test(place))).toEqual([])
  })

  plain('is tried on members of every view, but for two that answer with a text or a number', () => {
    places.clear()
    acceptAll([])
    const tried = new Set([...places].map((place) => /^\w+/.exec(place)?.[0]))
    expect(viewNames.filter((view) => !tried.has(view))).toEqual(['groupOfCustomer', 'nextCustomerNumber'])
  })
})

plain('columns of the host are members of the rows of customer lists', async () => {
  const moves = projection({
    version: 1,
    initial: 0,
    apply: (count) => count + 1,
    codec: t.number,
    columns: {
      moves: { heading: { en: 'Moves' }, kind: 'number', value: (_, states) => states.get() },
      late: { heading: { en: 'Late' }, value: () => false },
      last: { heading: { en: 'Last' }, value: () => null },
    },
  })
  const crm = await openClientele({ store: memory(), projections: { moves } })
  await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme' } })
  const params = { columns: ['name', 'moves', 'late', 'last'] }
  expect(answerAsJson(crm, { name: 'customerList', params })).toEqual([
    { name: 'Acme', moves: 1, late: false, last: null },
  ])
  for (const name of ['customerList', 'customerReport', 'customerReportListing', 'customerReportExport'] as const)
    expect(isAnswer[name](answerAsJson(crm, { name, params })), name).toBe(true)
  await crm.close()
})

const whyNot = (projections: Projections, question: Asked): string | undefined => {
  try {
    return Object(answerTo(projections, question)).left?.error
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return refusal.error
  }
}

/** Whether a view does not refuse the form or the viewer of a question. */
const isTaken = (projections: Projections, question: Asked): boolean =>
  !['MalformedQuestion', 'UnknownViewer', 'ViewerHasLeft'].includes(whyNot(projections, question) ?? '')

describe('the JSON Schema of the parameters of a view', () => {
  const projections = projected(executeHistory([]).log)
  const questions = questionsAbout(projections).map(({ name, params }) => ({
    name,
    params: JSON.parse(JSON.stringify(params)),
  }))

  plain('accepts what the view answers, and no field that it does not know', () => {
    for (const { name, params } of questions) {
      expect(isQuestion[name](params), `${name} ${JSON.stringify(isQuestion[name].errors)}`).toBe(true)
      expect(isQuestion[name]({ ...params, fieldOfNobody: 1 }), name).toBe(false)
    }
  })

  const spoilt = fc.constantFrom(null, {}, 7, -1, 0.5, [[]], [], '', true, '2024-02-31', 'fi')
  test.prop([fc.constantFrom(...questions), fc.nat(), spoilt], runs(500))(
    'accepts every question that is answered, whatever value a field has',
    ({ name, params }, at, value) => {
      const fields = ['asOf', 'limit', 'locale', ...Object.keys(params)]
      const asked = { name, params: { ...params, [fields[at % fields.length] ?? '']: value } }
      if (isTaken(projections, asked))
        expect(isQuestion[name](asked.params), JSON.stringify([asked, isQuestion[name].errors])).toBe(true)
    },
  )
})

describe('the schemas of the views', () => {
  const { answers, questions } = viewSchemas

  plain('are there for every view', () => {
    expect(Object.keys(answers)).toEqual(viewNames)
    expect(Object.keys(questions)).toEqual(viewNames)
  })

  plain('are of the draft 2020-12, refer to nothing and leave nothing open', () => {
    for (const schema of [...Object.values(answers), ...Object.values(questions)]) {
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
      expect(JSON.stringify(schema)).not.toMatch(/\$ref|[:,[]{}/)
    }
  })

  plain('say in a sentence what the view answers', () => {
    expect(viewNames.filter((view) => !/\w.*\.$/.test(String(answers[view].description)))).toEqual([])
  })
})
