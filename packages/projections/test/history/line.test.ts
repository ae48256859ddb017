import { describe, expect, test } from 'vitest'
import {
  change,
  flagChange,
  lastDay,
  onlyChanged,
  personal,
  personsIn,
  personsInValue,
  reasonChange,
  toText,
} from '../../src/history/line.js'
import { fullName } from '../../src/history/names.js'
import {
  classifierSubject,
  seriesSubject,
  subjectKey,
  subjectKeyOfStream,
  subjectOfKey,
} from '../../src/history/subject-keys.js'
import { choice, personOfParty, personParty, word, wordIn } from '../../src/history/word.js'

describe('a value is written', () => {
  test.each([
    [null, null],
    [undefined, null],
    ['', ''],
    ['text', 'text'],
    [true, word('yes')],
    [false, word('no')],
    [0, '0'],
    [17, '17'],
    [[], '[]'],
    [['a'], 'a'],
    [['a', 'b'], 'a, b'],
    [['a', 1], '["a",1]'],
    [[1, 2], '[1,2]'],
    [{ a: 1 }, '{"a":1}'],
    [{ text: 'a' }, '{"text":"a"}'],
    [{ whose: ['p'] }, '{"whose":["p"]}'],
    [personal('secret', 'p'), 'secret'],
    [personal(true, 'p'), word('yes')],
    [personal(null, 'p'), null],
  ])('%j as %j', (value, text) => {
    expect(toText(value)).toBe(text)
  })
})

describe('the persons of a value', () => {
  test('are the given persons', () => {
    expect(personsInValue(personal('a', 'p', null, undefined, 'q'))).toEqual(['p', 'q'])
    expect(personsInValue(personal('a', null, undefined))).toEqual([])
    expect([personsInValue('a'), personsInValue(null), personsInValue({ text: 'a' })]).toEqual([[], [], []])
  })
  test('are set on a change if there are any, each once', () => {
    expect(change('f', 'a', 'b')).toEqual({ field: 'f', old: 'a', new: 'b' })
    expect(change('f', personal('a', 'p', 'q'), personal('b', 'q'))).toEqual({
      field: 'f',
      old: 'a',
      new: 'b',
      whose: ['p', 'q'],
    })
    expect(change('f', null, personal('b', 'q'))).toEqual({ field: 'f', old: null, new: 'b', whose: ['q'] })
    expect(change('f', personal('a', 'p'), null)).toEqual({ field: 'f', old: 'a', new: null, whose: ['p'] })
    expect(Object.keys(change('f', personal('a'), 'b'))).toEqual(['field', 'old', 'new'])
  })
  test('are those of the topic, of the customer or project and of every change of a line, each once', () => {
    const changes = [change('f', null, personal('a', 'r', 'p')), change('g', null, 'b')]
    expect(personsIn({ changes, topic: personal('t', 'p'), on: personal('o', 'q', 'p') })).toEqual(['p', 'q', 'r'])
    expect(personsIn({ changes: [change('g', null, 'b')] })).toEqual([])
  })
})

test('fields that stay the same are no changes', () => {
  const [same, other] = [change('f', 'a', 'a'), change('g', 'a', null)]
  expect(onlyChanged(same, other, change('h', null, null))).toEqual([other])
})

test('a flag changes nothing unless it is set', () => {
  expect([true, false, null, undefined].map((value) => flagChange('f', value).new)).toEqual([
    word('yes'),
    null,
    null,
    null,
  ])
  expect(flagChange('f', true).old).toBeNull()
})

test('the last day is the one before the end', () => {
  expect([lastDay('2024-03-01'), lastDay(null), lastDay(undefined)]).toEqual(['2024-02-29', null, null])
})

test('a reason is a predefined word or a text about a person, and empty ones are omitted', () => {
  const own = ['groupDeleted', 'customerDeleted', 'unlinked', 'merge', 'consent', 'erasure']
  expect(own.map((reason) => reasonChange(reason, 'p'))).toEqual(
    own.map((reason) => ({ field: 'reason', old: null, new: word(reason) })),
  )
  expect(reasonChange('she asked', 'p')).toEqual({ field: 'reason', old: null, new: 'she asked', whose: ['p'] })
  expect(reasonChange('she asked')).toEqual({ field: 'reason', old: null, new: 'she asked' })
  for (const none of ['', null, undefined])
    expect(reasonChange(none, 'p')).toEqual({ field: 'reason', old: null, new: null })
})

test('words and persons are distinguished from texts by their prefix', () => {
  expect([wordIn(word('merge')), wordIn('merge'), wordIn('')]).toEqual(['merge', null, null])
  expect([personOfParty(personParty('pia')), personOfParty('pia')]).toEqual(['pia', null])
  expect([choice('sms'), choice(null), choice(undefined)]).toEqual([word('sms'), null, null])
})

test('a name is first and last, or the last alone', () => {
  const names = [{ firstName: 'Pia', lastName: 'Öst' }, { firstName: '', lastName: 'Öst' }, { lastName: 'Öst' }]
  expect([...names, { firstName: null, lastName: 'Öst' }].map(fullName)).toEqual(['Pia Öst', 'Öst', 'Öst', 'Öst'])
})

describe('the key of a subject', () => {
  test.each([
    ['customer-a-b', 'customer', 'a-b', 'customer-a-b'],
    ['person-pia', 'contact', 'pia', 'person-pia'],
    ['employee-anna', 'employee', 'anna', 'employee-anna'],
    ['project-x', 'project', 'x', 'project-x'],
    ['activity-n', 'activity', 'n', 'activity-n'],
    ['listPreferences-anna', 'listPreferences', 'anna', 'listPreferences-anna'],
    ['report-r', 'report', 'r', 'report-r'],
  ] as const)('of stream %s is that of its %s', (stream, kind, id, place) => {
    expect(subjectKey({ kind, id })).toBe(place)
    expect(subjectKeyOfStream(stream)).toBe(place)
    expect(subjectOfKey(place)).toEqual({ kind, id })
  })
  test.each([
    ['customerGroup', 'gA', '#g-gA'],
    ['specialGroup', 'vip', '#s-vip'],
    ['role', 'lead', '#r-lead'],
    ['classifier', 'status:a', '#c-status:a'],
    ['customerNumber', '100', '#n-100'],
    ['settings', 'settings', '#-settings'],
  ] as const)('of a %s is short', (kind, id, place) => {
    expect(subjectKey({ kind, id })).toBe(place)
    expect(subjectOfKey(place)).toEqual({ kind, id })
  })
  test('of an unknown stream is among the settings', () => {
    expect(subjectKeyOfStream('unknown-x')).toBe('#-x')
    expect(subjectOfKey(subjectKeyOfStream('unknown-x'))).toEqual({ kind: 'settings', id: 'x' })
    expect(subjectOfKey('unknown-x')).toEqual({ kind: 'settings', id: 'x' })
  })
  test('of a catalogue value is unique', () => {
    expect(classifierSubject('a', 'b:c%3A').id).toBe('a:b%3Ac%253A')
    expect(classifierSubject('contactProperty', 5)).toEqual({ kind: 'classifier', id: 'contactProperty:5' })
    expect(seriesSubject('100')).toEqual({ kind: 'customerNumber', id: 'series:100' })
  })
})
