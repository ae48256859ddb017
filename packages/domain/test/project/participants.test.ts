import { describe, test } from 'vitest'
import { acme, anna, bertil, given, type NamedCommand } from '../given.js'

const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
const joins = (employeeId: string): NamedCommand => ['AddProjectParticipant', { projectId: 'roof', employeeId }]
const leaves = (employeeId: string): NamedCommand => ['RemoveProjectParticipant', { projectId: 'roof', employeeId }]

describe('participants of a project', () => {
  test('stay when another one is added', () => {
    given(anna, bertil, acme, roof, joins('anna'), joins('bertil'))
      .when(...joins('anna'))
      .changesNothing()
  })
  test('can be added again after they were removed', () => {
    given(anna, acme, roof, joins('anna'), leaves('anna'))
      .when(...joins('anna'))
      .happens(['ProjectParticipantAdded', { projectId: 'roof', employeeId: 'anna', personId: null }])
  })
  test('cannot be added to a closed project; adding an existing one changes nothing', () => {
    const closed: NamedCommand = ['CloseProject', { projectId: 'roof' }]
    given(anna, bertil, acme, roof, joins('anna'), closed)
      .when(...joins('anna'))
      .changesNothing()
    given(anna, bertil, acme, roof, joins('anna'), closed)
      .when(...joins('bertil'))
      .isRefused('ProjectIsClosed', { projectId: 'roof' })
  })
  test('can be removed only if they participate', () => {
    given(anna, bertil, acme, roof, joins('anna'))
      .when(...leaves('bertil'))
      .isRefused('ParticipantNotFound', { projectId: 'roof' })
  })
})
