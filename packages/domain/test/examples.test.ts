import { type CommandType, type DomainRejection, decisions, rejections } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { notAboutArchived, openWhileArchived } from './examples/archived.js'
import { examples, refusals } from './examples/index.js'
import { effectiveWhenRepeated, refusedWhenRepeated } from './examples/repeated.js'
import { newByThat, nothingWhenUnknown, refusedOtherwise, refusedWhenUnknown } from './examples/unknown.js'
import { archivedAcme, given } from './given.js'

const all = Object.entries(examples).map(([type, example]) => ({ type: type as CommandType, ...example }))

describe('every command has an example that is accepted', () => {
  test.each(all)('$type', ({ type, before, data, events }) => {
    expect(events).not.toEqual([])
    given(...before)
      .when(type, data)
      .happens(...events)
  })
})

describe('a repeated command changes nothing or is refused', () => {
  test.each(all.filter(({ type }) => !effectiveWhenRepeated.includes(type)))('$type', ({ type, before, data }) => {
    const refusal = refusedWhenRepeated[type]
    const again = given(...before, [type, data]).when(type, data)
    refusal === undefined ? again.changesNothing() : again.isRefused(refusal)
  })
})

// Each part of a bulk command is a command with its own example.
const single = all.filter(({ type }) => decisions[type].kind === 'decision')

describe('a command that names something unknown is refused, unless it creates it', () => {
  const named = single
    .flatMap((example) => Object.entries(example.data).map(([field, value]) => ({ ...example, field, value })))
    .map((one) => ({ ...one, place: `${one.type}.${one.field}` }))
    .flatMap((one) => {
      const refusal = refusedOtherwise[one.place] ?? refusedWhenUnknown[one.field]
      return typeof one.value === 'string' && refusal !== undefined ? [{ ...one, refusal }] : []
    })

  test.each(named.filter(({ place }) => !newByThat.includes(place)))('$place', (one) => {
    const asked = given(...one.before).when(one.type, { ...one.data, [one.field]: 'nobody' })
    nothingWhenUnknown.includes(one.place) ? asked.changesNothing() : asked.isRefused(one.refusal)
  })
})

describe('a command about an archived customer is refused, unless it is allowed there', () => {
  const aboutAcme = all
    .filter(({ before }) => before.some(([, data]) => 'customerId' in data && data.customerId === 'acme'))
    .filter(({ type }) => !notAboutArchived.includes(type))

  test.each(aboutAcme)('$type', ({ type, before, data }) => {
    const archived = given(...before, archivedAcme).when(type, data)
    if (openWhileArchived.includes(type)) archived.isAccepted()
    else archived.isRefused('CustomerIsArchived', { customerId: 'acme' })
  })
})

describe('every rejection has an example', () => {
  const shown = Object.entries(refusals).flatMap(([error, one]) =>
    typeof one === 'string' ? [] : [[error, one] as const],
  )
  test.each(shown)('%s', (error, { before, command, facts, by }) => {
    expect(Object.keys(facts).sort()).toEqual([...rejections[error as DomainRejection['error']].facts].sort())
    given(...before)
      .when(...command, by === undefined ? {} : { by })
      .isRefused(error, facts)
  })

  test('except those that no command is refused with, which views answer', () => {
    const answered = Object.entries(refusals).flatMap(([error, one]) => (typeof one === 'string' ? [error] : []))
    expect(answered).toEqual(['InvoiceTypeNotAllowed', 'UnknownViewer', 'ViewerHasLeft', 'ReportFilterNotApplied'])
  })
})
