import { describe, expect, test } from 'vitest'
import { aggregate, catalogueOf, evolvePart, idOfStream, streamOf } from '../../src/kernel/aggregate.js'
import { bulk } from '../../src/kernel/bulk.js'
import {
  accept,
  followUp,
  joinWrites,
  newId,
  nothing,
  reading,
  steppedDecision,
  when,
  withGuard,
  withOrigin,
  write,
} from '../../src/kernel/decision.js'
import { text } from '../../src/kernel/input/codec.js'
import { rowFor } from '../../src/kernel/match.js'
import { command, event } from '../../src/kernel/message.js'
import { rejection } from '../../src/kernel/rejection.js'
import { growOnlyMap } from '../../src/kernel/values/grow-only.js'

const Said = event('Said', { word: text })
const Shouted = event('Shouted', { word: text })
type SaidEvent = ReturnType<typeof Said> | ReturnType<typeof Shouted>
type State = {
  readonly words: readonly string[]
  readonly at: string
  readonly map: ReadonlyMap<string, { readonly n: number }>
  readonly set: ReadonlySet<string>
  readonly grown: ReturnType<typeof growOnlyMap<string, number>>
  readonly none: null
}

const initial: State = {
  words: ['hello'],
  at: '',
  map: new Map([['a', { n: 1 }]]),
  set: new Set(['x']),
  grown: growOnlyMap<string, number>().with('k', 1),
  none: null,
}
const speech = aggregate<SaidEvent, State>('speech', initial, {
  Said:
    (data, { at }) =>
    (state) => {
      state.words.push((data as { readonly word: string }).word)
      state.at = at
    },
  Shouted: () => (state) => {
    state.words = []
    const one = state.map.get('a')
    if (one !== undefined) one.n = 2
    state.set.add('y')
  },
})
const occurred = (type: string, data: unknown, at = '2024-03-15T09:00:00.000Z') => ({ type, data, occurrence: { at } })

describe('folding', () => {
  test('applies events in order, each with its time, and skips unknown ones', () => {
    const state = speech.fold(initial, [
      occurred('Said', { word: 'a' }),
      occurred('Moon', {}),
      occurred('Said', { word: 'b' }, 'later'),
      occurred('toString', {}),
    ])
    expect([state.words, state.at]).toEqual([['hello', 'a', 'b'], 'later'])
    expect([initial.words, initial.at]).toEqual([['hello'], ''])
    expect([speech.folds, speech.category]).toEqual([['Said', 'Shouted'], 'speech'])
  })
  test('into a mutable state changes neither the initial one nor other mutable ones', () => {
    const [one, other] = [speech.begin(), speech.begin()]
    speech.advance(one, [occurred('Shouted', {}), occurred('Said', { word: 'c' })])
    expect([one.words, one.map.get('a'), [...one.set], one.grown.get('k'), one.none]).toEqual([
      ['c'],
      { n: 2 },
      ['x', 'y'],
      1,
      null,
    ])
    for (const state of [other, initial])
      expect([state.words, state.map.get('a'), [...state.set]]).toEqual([['hello'], { n: 1 }, ['x']])
    expect(one.grown).toBe(initial.grown)
  })
  test('of one part changes that part by its table', () => {
    const rows = evolvePart('words', {
      Said: (data: { readonly word: string }) => (words: readonly string[]) => [...words, data.word],
    } as never) as object
    const state: { words?: readonly string[]; other: number } = { words: [], other: 1 }
    rowFor<(one: object) => void>(rows, 'Said')?.({ word: 'a' }, { at: '' })(state)
    expect(state).toEqual({ words: ['a'], other: 1 })
    const without: { words?: readonly string[] } = {}
    rowFor<(one: object) => void>(rows, 'Said')?.({ word: 'a' }, { at: '' })(without)
    expect(without).toEqual({})
    expect([rowFor(rows, 'Moon'), rowFor(rows, 'toString')]).toEqual([undefined, undefined])
  })
  test('has a stream per id, or one for all', () => {
    expect([streamOf(speech)('a').name, catalogueOf(speech).name, idOfStream('speech-')]).toEqual([
      'speech-a',
      'speech',
      '',
    ])
  })
})

const one = streamOf(speech)('a')
const other = streamOf(speech)('b')
const Refused = rejection('Refused', { why: 'text' })
const Ask = command('Ask', { word: text })
const meta = { by: 'anna', at: '2024-03-15T09:00:00.000Z', today: '2024-03-15', commandId: 'c' }

describe('a decision', () => {
  test('accepts its events, and groups those of one stream', () => {
    const saidEvent = (word: string) => Said({ word })
    const [a, b, c] = [write(one, saidEvent('a')), write(other, saidEvent('b')), followUp(write(one, saidEvent('c')))]
    expect(accept(a, write(other))).toEqual({ _tag: 'Right', right: [a] })
    expect(nothing).toEqual({ _tag: 'Right', right: [] })
    expect(joinWrites([a, b, c])).toEqual([
      { stream: one, events: [saidEvent('a'), saidEvent('c')], origin: 'followUp' },
      b,
    ])
    expect(withOrigin('merge', c)).toEqual({ ...c, origin: 'merge' })
  })
  test('is refused with the facts if a condition holds', () => {
    const refusal = Refused({ why: 'late' })
    expect([when(true, refusal), when(false, refusal)]).toEqual([
      { _tag: 'Left', left: { error: 'Refused', why: 'late' } },
      null,
    ])
    expect([Refused.error, Refused.facts]).toEqual(['Refused', ['why']])
  })
  test('derives ids from its command, repeatably', () => {
    expect([newId(meta), newId(meta, 0), newId(meta, 2)]).toEqual(['c', 'c', 'c.2'])
  })
  test('behind a guard first reads what the guard reads, and is not executed if it refuses', () => {
    const decision = steppedDecision({
      command: Ask,
      appends: [Said],
      rejects: [],
      reads: reading((_data: { readonly word: string }) => ({ state: one })),
      decide: (_states, { word }) => accept(write(one, Said({ word }))),
    })
    const guarded = withGuard(decision, {
      reads: reading((_data: { readonly word: string }) => ({ guard: other })),
      unless: (_known, { word }: { readonly word: string }) => when(word === 'no', Refused({ why: word })),
    })
    const needs = guarded.steps.map((step) => Object.keys(step({ word: 'a' }, meta, {})))
    expect(needs).toEqual([['guard'], ['state']])
    expect(guarded.decide({}, { word: 'no' }, meta)).toEqual({ _tag: 'Left', left: { error: 'Refused', why: 'no' } })
    expect(guarded.decide({}, { word: 'yes' }, meta)).toEqual({
      _tag: 'Right',
      right: [write(one, Said({ word: 'yes' }))],
    })
    expect([guarded.kind, guarded.command.type]).toEqual(['decision', 'Ask'])
  })
  test('of a bulk command lists its parts', () => {
    const many = bulk({
      command: Ask,
      of: { appends: [Said], rejects: [] },
      each: ({ word }) => [{ command: Ask({ word }), about: { word } }],
    })
    expect([many.kind, many.each({ word: 'a' })]).toEqual([
      'bulk',
      [{ command: { type: 'Ask', data: { word: 'a' } }, about: { word: 'a' } }],
    ])
  })
})

describe('a message', () => {
  test('keeps unknown fields as an event, and drops them as a command', () => {
    expect(Said.codec.decode({ word: 'a', more: 1 })).toEqual({ _tag: 'Right', right: { word: 'a', more: 1 } })
    expect(Ask.codec.decode({ word: 'a', more: 1 })).toEqual({ _tag: 'Right', right: { word: 'a' } })
    expect([Said.type, Object.keys(Said.fields), Said({ word: 'a' })]).toEqual([
      'Said',
      ['word'],
      { type: 'Said', data: { word: 'a' } },
    ])
  })
})
