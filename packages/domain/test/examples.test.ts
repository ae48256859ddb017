import type { CommandType } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { examples, refusals } from './examples/index.js'
import { effectiveWhenRepeated, refusedWhenRepeated } from './examples/repeated.js'
import { given } from './given.js'

describe('of every command there is an example that is accepted', () => {
  test.each(Object.entries(examples))('%s', (type, { before, data, events }) => {
    expect(events).not.toEqual([])
    given(...before)
      .when(type as CommandType, data)
      .happens(...events)
  })
})

describe('a command that is given a second time finds nothing to do, or is refused', () => {
  const repeated = Object.entries(examples)
    .map(([type, example]) => ({ type: type as CommandType, ...example }))
    .filter(({ type }) => !effectiveWhenRepeated.includes(type))

  test.each(repeated)('$type', ({ type, before, data }) => {
    const refusal = refusedWhenRepeated[type]
    const again = given(...before, [type, data]).when(type, data)
    refusal === undefined ? again.changesNothing() : again.isRefused(refusal)
  })
})

describe('of every rejection there is an example', () => {
  const shown = Object.entries(refusals).flatMap(([error, one]) =>
    typeof one === 'string' ? [] : [[error, one] as const],
  )
  test.each(shown)('%s', (error, { before, command, facts, by }) => {
    given(...before)
      .when(...command, by === undefined ? {} : { by })
      .isRefused(error, facts)
  })

  test('but for those that no command is refused with, which the views answer', () => {
    const answered = Object.entries(refusals).flatMap(([error, one]) => (typeof one === 'string' ? [error] : []))
    expect(answered).toEqual(['InvoiceTypeNotAllowed', 'UnknownViewer', 'ViewerHasLeft'])
  })
})
