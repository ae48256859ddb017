import { describe, expect, test } from 'vitest'
import { erasedText, personalTexts } from '../src/personal-texts.js'

const metadata = { by: 'anna', at: '2024-03-15T08:00:00.000Z', commandId: 'c-1' }

const textsOf = (type: string, stream: string, data: object, reason?: string) =>
  personalTexts({ type, stream, data, metadata: reason === undefined ? metadata : { ...metadata, reason } })

const reasonOf = (subject: string) => [{ path: ['metadata', 'reason'], text: 'Asked by phone.', subjects: [subject] }]

describe('the reason of an actor', () => {
  test('is about the customer whose stream the event is in', () =>
    expect(textsOf('CustomerArchived', 'customer-acme', {}, 'Asked by phone.')).toEqual(reasonOf('customer-acme')))

  test('is about nobody if the event is about nobody', () =>
    expect(textsOf('CustomerGroupDeleted', 'customerGroups', { groupId: 'g' }, 'Asked by phone.')).toEqual([]))

  test('is missing if none was given, or if it was empty or is erased', () => {
    for (const reason of [undefined, '', erasedText])
      expect(textsOf('CustomerArchived', 'customer-acme', {}, reason)).toEqual([])
  })
})

test('a note is about the persons it names, and so is its reason', () => {
  const links = { personId: 'maija', customerId: null, projectId: null }
  const texts = textsOf('NoteWritten', 'activity-n', { activityId: 'n', links, text: 'Likes tea.' }, 'She asked.')
  expect(texts.map(({ text, subjects }) => ({ text, subjects }))).toEqual([
    { text: 'Likes tea.', subjects: ['person-maija'] },
    { text: 'She asked.', subjects: ['person-maija'] },
  ])
})
