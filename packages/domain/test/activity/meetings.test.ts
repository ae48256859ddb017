import { describe, test } from 'vitest'
import { anna, bertil, given, type NamedCommand, pekka } from '../given.js'

const meeting: NamedCommand = [
  'RegisterMeeting',
  { activityId: 't1', personIds: ['pekka'], ownerId: 'anna', title: 'Offer' },
]
const second: NamedCommand = ['RegisterMeeting', { activityId: 't2', personIds: ['pekka'], ownerId: 'bertil' }]
const bertilLeaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'bertil', effective: '2024-03-01' }]
const give = (...activityIds: readonly string[]): NamedCommand => [
  'ChangeMeetingOwner',
  { activityIds, toEmployeeId: 'bertil' },
]

describe('a meeting', () => {
  test('has an owner: the given one, or the actor who registers it', () => {
    given(anna, pekka)
      .when(...meeting)
      .happens([
        'MeetingRegistered',
        { personIds: ['pekka'], ownerId: 'anna', title: 'Offer', activityId: 't1', date: null },
      ])
    given(anna, pekka)
      .when('RegisterMeeting', { links: { personId: 'pekka' } }, { by: 'anna' })
      .happens([
        'MeetingRegistered',
        {
          personIds: ['pekka'],
          ownerId: 'anna',
          activityId: 'command2',
          links: { personId: 'pekka' },
          title: null,
          date: null,
        },
      ])
    given(pekka)
      .when('RegisterMeeting', { personIds: ['pekka'] })
      .isRefused('MissingRequiredField', { fields: ['ownerId'] })
  })
  test('has an owner who is an active employee', () => {
    given(bertil, bertilLeaves, pekka)
      .when(...second)
      .isRefused('EmployeeInactive', { employeeId: 'bertil', since: '2024-03-01' })
    given(pekka)
      .when(...second)
      .isRefused('EmployeeNotFound', { employeeId: 'bertil' })
  })
  test('must be with an existing contact or customer', () => {
    given(anna)
      .when(...meeting)
      .isRefused('ContactNotFound', { personId: 'pekka' })
  })
  test('gets another owner, together with all others that were ticked', () => {
    given(anna, bertil, pekka, meeting)
      .when(...give('t1', 't1'))
      .happens(['MeetingOwnerChanged', { activityId: 't1', from: 'anna', to: 'bertil' }])
    given(anna, bertil, pekka, meeting, second)
      .when(...give('t2'))
      .changesNothing()
  })
  test('keeps its owner if the new one has left', () => {
    given(anna, bertil, pekka, meeting, bertilLeaves)
      .when(...give('t1'))
      .isRefused('EmployeeInactive', { employeeId: 'bertil' })
    given(anna, pekka, meeting)
      .when(...give('t1'))
      .isRefused('EmployeeNotFound', { employeeId: 'bertil' })
  })
  test('that does not exist is refused', () => {
    given(anna, bertil)
      .when(...give('t9'))
      .isRefused('ActivityNotFound', { activityId: 't9' })
  })
})
