import { addDays, type Customer, covers, customerStream, type Message } from '@clientele/domain'
import {
  aggregates,
  commandOf,
  commandTypes,
  type ExecutedCommand,
  executeHistory,
  type History,
  momentsOf,
  steps,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

/** Commands that append something every time, and why. */
const alwaysNew: { readonly [type: string]: string } = {
  ToggleResponsible: 'a click takes back what the click before it did (K07)',
}

const isAlwaysNew = ({ command, before, after }: ExecutedCommand, { log }: History): boolean =>
  Object.hasOwn(alwaysNew, command.type) || createdWithoutId(command, log.slice(before, after))

const createdIds: { readonly [type: string]: string } = {
  CreateCustomerGroup: 'groupId',
  CreateSpecialGroup: 'specialGroupId',
}

/** Whether a command without an id created something: a repetition creates another one if names may be shared. */
const createdWithoutId = ({ type, data }: Message, events: readonly unknown[]): boolean =>
  events.length > 0 &&
  Object.hasOwn(createdIds, type) &&
  Reflect.get(data as object, createdIds[type] ?? '') === undefined

const last = ({ commands }: History): ExecutedCommand => commands.at(-1) as ExecutedCommand

describe('a repeated command yields nothing or a refusal', () => {
  for (const type of commandTypes.filter((one) => !Object.hasOwn(alwaysNew, one)))
    test.prop([steps(undefined, { maxLength: 12 }), steps([type], { minLength: 1, maxLength: 1 })], runs(15))(
      type,
      (history, [step]) => {
        if (step === undefined) return
        const executed = executeHistory([...history, step])
        const repeated = last(executed)
        if (isAlwaysNew(repeated, executed)) return
        const command = commandOf(step, repeated.meta.today, executed.log.slice(0, repeated.before))
        const again = executed.execute(command, { ...repeated.meta, commandId: 'again' })
        expect(again.events.map(({ type: happened, data }) => ({ happened, data }))).toEqual([])
      },
    )
})

const cells = (executed: History, stream: string, employeeId: string, from: string): readonly boolean[] => {
  const { assignments } = executed.stateOf<Pick<Customer, 'responsibilities'>>(customerStream(stream)).responsibilities
  const days = Array.from({ length: 60 }, (_, index) => addDays(from, index))
  return days.map((day) => assignments.some((one) => one.employeeId === employeeId && covers(one, day)))
}

const responsible = ['AssignResponsible', 'EndResponsibility', 'ToggleResponsible', 'AddResponsibleRole'] as const

describe('a click in the matrix', () => {
  test.prop(
    [steps(responsible, { maxLength: 12 }), fc.constantFrom('c1', 'c2'), fc.constantFrom('e1', 'e2')],
    runs(150),
  )(
    'INV-11 undone on the same day restores the cell on that day and every later one',
    (history, customerId, employeeId) => {
      const executed = executeHistory(history)
      const { meta } = last(executed)
      const click = { type: 'ToggleResponsible', data: { customerId, employeeId } }
      const before = cells(executed, customerId, employeeId, meta.today)
      const first = executed.execute(click, { ...meta, commandId: 'first' })
      const second = executed.execute(click, { ...meta, commandId: 'second' })
      if (first.refusals.length + second.refusals.length > 0) return
      expect(cells(executed, customerId, employeeId, meta.today)).toEqual(before)
    },
  )
})

describe('folding', () => {
  for (const category of Object.keys(aggregates) as readonly (keyof typeof aggregates)[])
    test.prop([steps(undefined, { maxLength: 40 }), fc.nat(200)], runs(30))(
      `in two parts equals folding at once: ${category}`,
      (history, cut) => {
        const { log } = executeHistory(history)
        const { fold, initial } = aggregates[category] as (typeof aggregates)['customer']
        for (const stream of new Set([...momentsOf(log, category)].map(({ event }) => event.stream))) {
          const events = log.filter((event) => event.stream === stream)
          const at = cut % (events.length + 1)
          const inTwo = fold(fold(initial, events.slice(0, at)), events.slice(at))
          expect(plain(inTwo)).toEqual(plain(fold(initial, events)))
        }
      },
    )
})

/** A state without its bookkeeping of memory. */
const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, plain(one)])
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('entries' in value && typeof value.entries === 'function') return [...value.entries()].map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}
