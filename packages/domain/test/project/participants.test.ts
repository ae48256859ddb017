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
  test('are removed only when they take part', () => {
    given(anna, bertil, acme, roof, joins('anna'))
      .when(...leaves('bertil'))
      .isRefused('ParticipantNotFound', { projectId: 'roof' })
  })
})
