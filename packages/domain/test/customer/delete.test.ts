import { describe, test } from 'vitest'
import { acme, anna, archivedAcme, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'

const remove: NamedCommand = ['DeleteCustomer', { customerId: 'acme' }]

describe('deleting a customer', () => {
  test('unlinks its contacts first, so that their histories know its name', () => {
    given(acme, pekka, pekkaAtAcme)
      .when(...remove)
      .happens(
        ['ContactUnlinkedFromCompany', { customerId: 'acme', reason: 'customerDeleted' }],
        ['CustomerDeleted', {}],
      )
  })
  test('is refused while it has documents or projects', () => {
    given(acme, ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-01-05' }])
      .when(...remove)
      .isRefused('CustomerHasDocuments', { customerId: 'acme', count: 1 })
    given(acme, ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }])
      .when(...remove)
      .isRefused('CustomerHasProjects', { customerId: 'acme', count: 1 })
  })
  test('is refused while it is archived: it must be restored first', () => {
    given(acme, archivedAcme)
      .when(...remove)
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
  })
  test('leaves a customer that accepts no commands, and its id stays taken', () => {
    given(acme, remove)
      .when(...remove)
      .isRefused('CustomerNotFound', { customerId: 'acme' })
    given(acme, remove)
      .when(...acme)
      .isRefused('CustomerAlreadyRegistered', { customerId: 'acme' })
  })
  test('ends its responsibilities', () => {
    given(acme, anna, ['AssignResponsible', { customerId: 'acme', employeeId: 'anna' }], remove)
      .when('DeactivateEmployee', { employeeId: 'anna' })
      .happens([
        'EmployeeDeactivated',
        {
          employeeId: 'anna',
          effective: '2024-03-15',
          successorId: null,
          handover: {
            ended: 0,
            assigned: 0,
            alreadyHeld: 0,
            closed: 0,
            customers: 0,
            tasks: 0,
            participations: 0,
            customersLeft: 0,
            tasksLeft: 0,
            participationsLeft: 0,
          },
        },
      ])
  })
})
