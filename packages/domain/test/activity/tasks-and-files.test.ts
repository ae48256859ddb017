import { describe, test } from 'vitest'
import { anna, given, type NamedCommand, pekka } from '../given.js'

const task: NamedCommand = [
  'RegisterTask',
  { activityId: 'k1', personIds: ['pekka'], title: 'Call', dueDate: '2024-04-01' },
]
const file: NamedCommand = [
  'LinkFile',
  { activityId: 'f1', personIds: ['pekka'], fileRef: 'files/1', source: 'upload' },
]

describe('a task', () => {
  test('is open unless another status is given, and may have no owner', () => {
    given(pekka)
      .when(...task)
      .happens([
        'TaskRegistered',
        { personIds: ['pekka'], status: 'open', dueDate: '2024-04-01', ownerId: null, activityId: 'k1', title: 'Call' },
      ])
    given(anna, pekka)
      .when(...task, { by: 'anna' })
      .happens([
        'TaskRegistered',
        {
          ownerId: 'anna',
          activityId: 'k1',
          personIds: ['pekka'],
          title: 'Call',
          status: 'open',
          dueDate: '2024-04-01',
        },
      ])
  })
  test('needs an existing subject and an existing owner', () => {
    given()
      .when(...task)
      .isRefused('ContactNotFound', { personId: 'pekka' })
    given(pekka)
      .when('RegisterTask', { personIds: ['pekka'], ownerId: 'zed' })
      .isRefused('EmployeeNotFound', { employeeId: 'zed' })
  })
  test('can change its status; the same status changes nothing', () => {
    given(pekka, task)
      .when('ChangeTaskStatus', { activityId: 'k1', status: 'done' })
      .happens(['TaskStatusChanged', { activityId: 'k1', from: 'open', to: 'done' }])
    given(pekka, task).when('ChangeTaskStatus', { activityId: 'k1', status: 'open ' }).changesNothing()
  })
  test('always has a status', () => {
    given(pekka)
      .when('RegisterTask', { personIds: ['pekka'], status: ' ' })
      .isRefused('MissingRequiredField', { fields: ['status'] })
    given(pekka, task)
      .when('ChangeTaskStatus', { activityId: 'k1', status: '' })
      .isRefused('MissingRequiredField', { fields: ['status'] })
  })
  test('that does not exist is refused', () => {
    given(pekka, file)
      .when('ChangeTaskStatus', { activityId: 'f1', status: 'done' })
      .isRefused('ActivityNotFound', { activityId: 'f1' })
  })
})

describe('a file', () => {
  const unlink: NamedCommand = ['UnlinkFile', { activityId: 'f1' }]

  test('is linked by reference', () => {
    given(pekka)
      .when(...file)
      .happens([
        'FileLinked',
        { personIds: ['pekka'], fileRef: 'files/1', source: 'upload', activityId: 'f1', name: null },
      ])
    given(pekka)
      .when('LinkFile', { personIds: ['pekka'], fileRef: '' })
      .isRefused('MissingRequiredField', { fields: ['fileRef'] })
    given()
      .when(...file)
      .isRefused('ContactNotFound', { personId: 'pekka' })
  })
  test('can be unlinked once', () => {
    given(pekka, file)
      .when(...unlink)
      .happens(['FileUnlinked', { activityId: 'f1' }])
    given(pekka, file, unlink)
      .when(...unlink)
      .isRefused('ActivityNotFound', { activityId: 'f1' })
  })
})
