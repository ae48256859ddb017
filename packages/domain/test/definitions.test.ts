import { describe, expect, test } from 'vitest'
import {
  accept,
  type CommandGuard,
  CustomerId,
  command,
  commandAbout,
  customerStream,
  event,
  givenIdOf,
  guard,
  guardReads,
  hostDecision,
  hostStreams,
  noNeeds,
  problemOfHost,
  rejection,
  write,
} from '../src/index.js'

const Visited = event('Visited', {})
const visit = hostStreams('visit', { events: { Visited }, initial: {}, evolve: { Visited: () => () => {} } })
const Visit = command('Visit', { visitId: givenIdOf('VisitId') })

const rule = {
  command: Visit,
  streams: [visit],
  reads: ({ visitId }: { readonly visitId: string }) => ({ earlier: visit(visitId) }),
  decide: () => accept(write(customerStream('acme'), Visited({}))),
}
const rules = { name: 'g', rejections: {}, reads: guardReads(() => noNeeds), unless: () => null }

// Functions as an untyped program calls them.
const untyped =
  (call: unknown) =>
  (...given: readonly unknown[]) =>
    Reflect.apply(call as never, undefined, given)

describe('a malformed definition is refused where it is defined, and says what to correct', () => {
  test.each([
    ['a guard of nothing', () => guard(undefined as never), 'guard: the definition is an object.'],
    [
      'a misspelt field of a guard',
      () => guard({ ...rules, event: [] } as never),
      'guard: `event` is no field; did you mean `events`?',
    ],
    [
      'reads of a guard that are a function',
      () => guard({ ...rules, reads: () => ({}) } as never),
      'guard: `reads` is what `guardReads` or `reading` returns for functions.',
    ],
    [
      'a guard that refuses by a value',
      () => guard({ ...rules, unless: null } as never),
      'guard: `unless` is a function.',
    ],
    [
      'a misspelt field of a decision',
      () => hostDecision({ ...rule, rights: 'anybody' } as never),
      'hostDecision: `rights` is no field; did you mean `right`?',
    ],
    [
      'a decision whose streams are no list',
      () => hostDecision({ ...rule, streams: visit } as never),
      'hostDecision: `streams` is a list.',
    ],
    [
      'a decision without a command',
      () => hostDecision({ ...rule, command: undefined } as never),
      'hostDecision: `command` is what `command` defines.',
    ],
    [
      'streams without evolve',
      () => hostStreams('visit', { events: { Visited }, initial: {} } as never),
      'hostStreams: `evolve` is an object.',
    ],
    ['an event of nothing', () => untyped(event)(), 'event: the name is a text.'],
    ['a command of nothing', () => untyped(command)(null), 'command: the name is a text.'],
    ['an event without fields', () => untyped(event)('Visited'), 'event: the fields are an object of codecs'],
    ['a command without fields', () => untyped(command)('Visit', null), 'command: the fields are an object of codecs'],
    [
      'a command with a field that is no codec',
      () => untyped(command)('Visit', { visitId: 'text' }),
      'command: the fields are an object of codecs',
    ],
    [
      'a command whose subjects are no fields',
      () => untyped(commandAbout)('Visit', ['customer'], { customerId: CustomerId }),
      'commandAbout: the subjects are a list of names of its fields.',
    ],
    ['a rejection of nothing', () => untyped(rejection)(), 'rejection: the name is a text.'],
    [
      'a rejection with a codec as a fact',
      () => untyped(rejection)('Busy', { customerId: CustomerId }),
      "rejection: the facts are an object of 'text', 'number', 'texts', 'numbers', 'optional'.",
    ],
    [
      'reads of a guard without a function',
      () => guard({ ...rules, reads: untyped(guardReads)() } as never),
      'guard: `reads` is what `guardReads` or `reading` returns for functions.',
    ],
    ['streams of nothing', () => hostStreams('visit', undefined as never), 'hostStreams: the definition is an object.'],
  ])('%s', (_, define, problem) => {
    expect(define).toThrow(problem)
    expect(define).toThrow(expect.objectContaining({ name: 'MalformedOptions' }))
  })
})

const problemOf = (...guards: readonly CommandGuard[]): string | null =>
  problemOfHost({ guards, decisions: [] }, () => false)

describe('a register is not opened with', () => {
  test('streams that have an event which they do not fold', () => {
    const forgetful = hostStreams('visit', { events: { Visited }, initial: {}, evolve: {} as never })
    expect(problemOf(guard({ ...rules, streams: [forgetful] }))).toBe(
      'the events of visit list Visited, which its evolve does not fold.',
    )
  })

  test('sentences of a rejection that name a fact it does not have', () => {
    const Busy = rejection('Busy', { visitId: 'text' }, 'conflict', { sentences: { en: '{visit} is busy.' } })
    expect(problemOf(guard({ ...rules, rejections: { Busy } }))).toBe(
      'the sentences of the rejection Busy name a fact visit, which it does not have.',
    )
  })

  test('sentences of a rejection that are given without their name', () => {
    const Busy = rejection('Busy', { visitId: 'text' }, 'conflict', { en: '{visitId} is busy.' } as never)
    expect(problemOf(guard({ ...rules, rejections: { Busy } }))).toBe(
      'the wording of the rejection Busy has `sentences` by language, and `type`.',
    )
  })
})
