import { describe, test } from 'vitest'
import { type Asked, acme, anna, bertil, given } from '../given.js'

const roof: Asked = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
const joins = (employeeId: string): Asked => ['AddProjectParticipant', { projectId: 'roof', employeeId }]
const leaves = (employeeId: string): Asked => ['RemoveProjectParticipant', { projectId: 'roof', employeeId }]

describe('participants of a project', () => {
  test('stay when another one joins', () => {
    given(anna, bertil, acme, roof, joins('anna'), joins('bertil'))
      .when(...joins('anna'))
      .changesNothing()
  })
  test('join again after they were removed', () => {
    given(anna, acme, roof, joins('anna'), leaves('anna'))
      .when(...joins('anna'))
      .happens(['ProjectParticipantAdded', { projectId: 'roof', employeeId: 'anna', personId: null }])
  })
  test('of a closed project are asked to join it in vain, but for those who take part', () => {
    const closed: Asked = ['CloseProject', { projectId: 'roof' }]
    given(anna, bertil, acme, roof, joins('anna'), closed)
      .when(...joins('anna'))
      .changesNothing()
    given(anna, bertil, acme, roof, joins('anna'), closed)
      .when(...joins('bertil'))
      .isRefused('ProjectIsClosed', { projectId: 'roof' })
  })
  test('are removed only when they take part', () => {
    given(anna, bertil, acme, roof, joins('anna'))
      .when(...leaves('bertil'))
      .isRefused('ParticipantNotFound', { projectId: 'roof' })
  })
})
