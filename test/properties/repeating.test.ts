import { addDays, type Customer, covers, customerStream, type Message } from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { commandTypes, histories, told } from './commands.js'
import { runs } from './runs.js'
import { type Chapter, type Story, toldOnTheDomainAlone } from './story.js'
import { aggregates, momentsOfAll } from './walk.js'

/** Commands that do something each time they are given, and why. */
const alwaysNew: { readonly [type: string]: string } = {
  ToggleResponsible: 'a click takes back what the click before it did (K07)',
}

const isAlwaysNew = ({ command, before, after }: Chapter, { log }: Story): boolean =>
  Object.hasOwn(alwaysNew, command.type) || madeAnId(command, log.slice(before, after))

const madeIds: { readonly [type: string]: string } = {
  CreateCustomerGroup: 'groupId',
  CreateSpecialGroup: 'specialGroupId',
}

/** Without an id a new thing is made each time, where its name may be taken twice. */
const madeAnId = ({ type, data }: Message, events: readonly unknown[]): boolean =>
  events.length > 0 && Object.hasOwn(madeIds, type) && Reflect.get(data as object, madeIds[type] ?? '') === undefined

const last = ({ chapters }: Story): Chapter => chapters.at(-1) as Chapter

describe('a command repeated yields nothing or a refusal', () => {
  for (const type of commandTypes.filter((one) => !Object.hasOwn(alwaysNew, one)))
    test.prop([histories(undefined, { maxLength: 12 }), histories([type], { minLength: 1, maxLength: 1 })], runs(15))(
      type,
      (history, [step]) => {
        if (step === undefined) return
        const story = toldOnTheDomainAlone([...history, step])
        const chapter = last(story)
        if (isAlwaysNew(chapter, story)) return
        const command = told(step, chapter.meta.today, story.log.slice(0, chapter.before))
        const again = story.execute(command, { ...chapter.meta, commandId: 'again' })
        expect(again.events.map(({ type: happened, data }) => ({ happened, data }))).toEqual([])
      },
    )
})

const cells = (story: Story, stream: string, employeeId: string, from: string): readonly boolean[] => {
  const { assignments } = story.stateOf<Pick<Customer, 'responsibilities'>>(customerStream(stream)).responsibilities
  const days = Array.from({ length: 60 }, (_, index) => addDays(from, index))
  return days.map((day) => assignments.some((one) => one.employeeId === employeeId && covers(one, day)))
}

const responsible = ['AssignResponsible', 'EndResponsibility', 'ToggleResponsible', 'AddResponsibleRole'] as const

describe('a click in the matrix', () => {
  test.prop(
    [histories(responsible, { maxLength: 12 }), fc.constantFrom('c1', 'c2'), fc.constantFrom('e1', 'e2')],
    runs(150),
  )(
    'INV-11 taken back on the same day restores the cell on that day and every later one',
    (history, customerId, employeeId) => {
      const story = toldOnTheDomainAlone(history)
      const { meta } = last(story)
      const click = { type: 'ToggleResponsible', data: { customerId, employeeId } }
      const before = cells(story, customerId, employeeId, meta.today)
      const first = story.execute(click, { ...meta, commandId: 'first' })
      const second = story.execute(click, { ...meta, commandId: 'second' })
      if (first.refusals.length + second.refusals.length > 0) return
      expect(cells(story, customerId, employeeId, meta.today)).toEqual(before)
    },
  )
})

describe('folding', () => {
  for (const category of Object.keys(aggregates) as readonly (keyof typeof aggregates)[])
    test.prop([histories(undefined, { maxLength: 40 }), fc.nat(200)], runs(30))(
      `in two parts gives what folding at once gives: ${category}`,
      (history, cut) => {
        const { log } = toldOnTheDomainAlone(history)
        const { fold, initial } = aggregates[category] as (typeof aggregates)['customer']
        for (const stream of new Set([...momentsOfAll(log, category)].map(({ event }) => event.stream))) {
          const events = log.filter((event) => event.stream === stream)
          const at = cut % (events.length + 1)
          const inTwo = fold(fold(initial, events.slice(0, at)), events.slice(at))
          expect(plain(inTwo)).toEqual(plain(fold(initial, events)))
        }
      },
    )
})

/** A state without what only its memory management knows. */
const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, plain(one)])
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('entries' in value && typeof value.entries === 'function') return [...value.entries()].map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}
