import { describe, test } from 'vitest'
import { acme, anna, archivedAcme, bertil, given, type NamedCommand, policy } from '../given.js'

const annaOnAcme: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', from: '2024-01-01' }]

test('4-P7 rolesEnabled: true lets roles be given', () => {
  given(anna, acme, annaOnAcme, ['DefineRole', { roleId: 'r', name: 'R', kind: 'customer' }])
    .when('AddResponsibleRole', { customerId: 'acme', employeeId: 'anna', roleId: 'r' })
    .happens(['ResponsibleRoleAdded', { roleId: 'r', assignmentId: 'given2', employeeId: 'anna', from: '2024-03-15' }])
})

test('4-P8 requiredFields: name requires nothing else', () => {
  given()
    .when('RegisterCustomer', { customerId: 'x' })
    .isRefused('MissingRequiredField', { fields: ['name'] })
  given()
    .when('RegisterCustomer', { customerId: 'x', name: 'X' })
    .happens([
      'CustomerRegistered',
      {
        name: 'X',
        customerId: 'x',
        kind: 'company',
        personId: null,
        segment: null,
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: null,
        private: false,
      },
    ])
})

describe('responsibilities', () => {
  const again: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'bertil' }]

  test('4-P14 archivedCustomerAssignments: reject allows no new responsibilities for archived customers', () => {
    given(bertil, acme, archivedAcme)
      .when(...again)
      .isRefused('CustomerIsArchived')
  })

  test('4-P14 archivedCustomerAssignments: allow accepts new responsibilities for archived customers', () => {
    given(bertil, acme, archivedAcme, policy('archivedCustomerAssignments', 'allow'))
      .when(...again)
      .happens([
        'ResponsibleAssigned',
        { employeeId: 'bertil', assignmentId: 'command4', roleId: null, from: '2024-03-15', until: null },
      ])
  })

  test('4-P15 redundantCommands: ignore accepts a redundant command without events', () => {
    given(anna, acme, annaOnAcme)
      .when(...annaOnAcme)
      .changesNothing()
  })

  test('4-P16 employeeDeactivation: endAll ends responsibilities on the day an employee leaves', () => {
    given(anna, acme, annaOnAcme)
      .when('DeactivateEmployee', { employeeId: 'anna', effective: '2024-04-01' })
      .happens(
        [
          'EmployeeDeactivated',
          {
            employeeId: 'anna',
            effective: '2024-04-01',
            successorId: null,
            handover: {
              ended: 1,
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
        ],
        [
          'ResponsibilityEnded',
          { until: '2024-04-01', assignmentId: 'given2', employeeId: 'anna', reason: 'employeeDeactivated' },
        ],
      )
  })
})

describe('the start date', () => {
  const invoice = (documentId: string, date: string): NamedCommand => [
    'RecordInvoice',
    { customerId: 'acme', documentId, date },
  ]
  const order: NamedCommand = ['RecordSalesOrder', { customerId: 'acme', documentId: 'o1', date: '2023-01-01' }]
  const byHand: NamedCommand = ['SetCustomerStartDate', { customerId: 'acme', date: '2010-01-01' }]
  const recorded = (documentId: string, date: string) => ['InvoiceRecorded', { documentId, date }] as const
  const switched = (value: number): NamedCommand => ['ChangeSetting', { key: 'STARTDATE_INVOICE', value }]

  test('4-P11 startDateManual: manualWins keeps a date set by hand', () => {
    given(acme, byHand)
      .when(...invoice('i1', '2024-01-01'))
      .happens(recorded('i1', '2024-01-01'))
  })

  test('4-P11 startDateManual: autoOverwritesManual replaces it once, by that of the first document', () => {
    const sentence = given(acme, byHand, policy('startDateManual', 'autoOverwritesManual'))
    const { world } = sentence.when(...invoice('i1', '2024-01-01'))
    given().after(world).when('SetCustomerStartDate', { customerId: 'acme', date: '2024-01-01' }).changesNothing()
    sentence
      .after(world)
      .when(...invoice('i2', '2023-01-01'))
      .happens(recorded('i2', '2023-01-01'))
  })

  test('4-P11b startDateLookBack: firstEver includes documents from before the setting was on', () => {
    given(acme, switched(2), invoice('i1', '2022-02-02'), switched(1))
      .when(...invoice('i2', '2024-01-01'))
      .happens(recorded('i2', '2024-01-01'), [
        'CustomerStartDateSet',
        { date: '2022-02-02', documentId: 'i1', source: 'invoice', previous: null },
      ])
  })

  test('4-P11c startDateOnVoid: keep leaves the date unchanged when its document is voided', () => {
    given(acme, invoice('i1', '2024-01-01'), invoice('i2', '2024-02-02'))
      .when('VoidDocument', { customerId: 'acme', documentId: 'i1' })
      .happens(['DocumentVoided', { documentId: 'i1' }])
  })

  test('4-P11c startDateOnVoid: recalculate uses the date of the next document, or none', () => {
    const recalculate = policy('startDateOnVoid', 'recalculate')
    const voided: NamedCommand = ['VoidDocument', { customerId: 'acme', documentId: 'i1' }]
    given(acme, recalculate, invoice('i1', '2024-01-01'), invoice('i2', '2024-02-02'))
      .when(...voided)
      .happens(
        ['DocumentVoided', { documentId: 'i1' }],
        ['CustomerStartDateSet', { date: '2024-02-02', documentId: 'i2', source: 'invoice', previous: '2024-01-01' }],
      )
    given(acme, recalculate, invoice('i1', '2024-01-01'))
      .when(...voided)
      .happens(['DocumentVoided', { documentId: 'i1' }], ['CustomerStartDateCleared', { previous: '2024-01-01' }])
  })

  test('4-P11d startDateRule: firstRecorded does not move to an earlier date', () => {
    given(acme, invoice('i1', '2024-01-01'))
      .when(...invoice('i2', '2023-01-01'))
      .happens(recorded('i2', '2023-01-01'))
  })

  test('4-P11d startDateRule: earliestDated moves to an earlier date', () => {
    given(acme, policy('startDateRule', 'earliestDated'), invoice('i1', '2024-01-01'), order)
      .when(...invoice('i2', '2023-02-02'))
      .happens(recorded('i2', '2023-02-02'), [
        'CustomerStartDateSet',
        { date: '2023-02-02', documentId: 'i2', source: 'invoice', previous: '2024-01-01' },
      ])
  })
})
