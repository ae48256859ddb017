import { type Asked, acme, anna, bertil, pekka, pekkaAtAcme } from '../given.js'
import { annaHolds, roof, seller, value } from './before.js'
import { accepted, type Examples } from './example.js'

const selfBilled: Asked = ['AddInvoiceType', { customerId: 'acme', invoiceTypeId: 'self', productIds: ['p1'] }]
const account: Asked = ['OpenPersonalAccount', { customerId: 'acme', accountId: 'a1', name: 'Fuel' }]
const branch: Asked = ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'l1', name: 'Acme Sverige AB' }]
const portal: Asked = ['GrantPortalAccess', { customerId: 'acme', personId: 'pekka' }]
const exporter: Asked = ['AssignCustomerProperty', { customerId: 'acme', property: 'exporter' }]

/** What belongs to a customer: billing and traits. */
export const customerPartExamples = {
  AddInvoiceType: accepted(
    [acme, value('invoiceType', 'self')],
    { customerId: 'acme', invoiceTypeId: 'self', productIds: ['p1', 'p2'] },
    ['InvoiceTypeAdded', { invoiceTypeId: 'self', productIds: ['p1', 'p2'] }],
  ),
  RemoveInvoiceType: accepted(
    [acme, value('invoiceType', 'self'), selfBilled],
    { customerId: 'acme', invoiceTypeId: 'self' },
    ['InvoiceTypeRemoved', { invoiceTypeId: 'self' }],
  ),
  AddLegalEntity: accepted(
    [acme],
    { customerId: 'acme', legalEntityId: 'l1', name: 'Acme Sverige AB', registryCode: '556000-0000', billedBy: null },
    ['LegalEntityAdded', { legalEntityId: 'l1', name: 'Acme Sverige AB', registryCode: '556000-0000', billedBy: null }],
  ),
  RemoveLegalEntity: accepted([acme, branch], { customerId: 'acme', legalEntityId: 'l1' }, [
    'LegalEntityRemoved',
    { legalEntityId: 'l1' },
  ]),
  OpenPersonalAccount: accepted([acme], { customerId: 'acme', accountId: 'a1', name: 'Fuel' }, [
    'PersonalAccountOpened',
    { accountId: 'a1', name: 'Fuel' },
  ]),
  ConfigureAccountProduct: accepted(
    [acme, account],
    { customerId: 'acme', accountId: 'a1', productId: 'p1', configuration: 'monthly' },
    ['AccountProductConfigured', { accountId: 'a1', productId: 'p1', enabled: true, configuration: 'monthly' }],
  ),
  ClosePersonalAccount: accepted([acme, account], { customerId: 'acme', accountId: 'a1' }, [
    'PersonalAccountClosed',
    { accountId: 'a1' },
  ]),
  GrantPortalAccess: accepted([acme, pekka, pekkaAtAcme], { customerId: 'acme', personId: 'pekka' }, [
    'PortalAccessGranted',
    { personId: 'pekka' },
  ]),
  RevokePortalAccess: accepted([acme, pekka, pekkaAtAcme, portal], { customerId: 'acme', personId: 'pekka' }, [
    'PortalAccessRevoked',
    { personId: 'pekka' },
  ]),
  SetTrackingItem: accepted(
    [acme, value('trackingItem:region', 'north')],
    { customerId: 'acme', dimension: 'region', value: 'north' },
    ['TrackingItemSet', { dimension: 'region', from: null, to: 'north' }],
  ),
  AssignCustomerProperty: accepted(
    [acme, value('customerProperty', 'exporter')],
    { customerId: 'acme', property: 'exporter' },
    ['CustomerPropertyAssigned', { property: 'exporter' }],
  ),
  RemoveCustomerProperty: accepted(
    [acme, value('customerProperty', 'exporter'), exporter],
    { customerId: 'acme', property: 'exporter' },
    ['CustomerPropertyRemoved', { property: 'exporter' }],
  ),
} satisfies Partial<Examples>

/** Who is responsible for customers and projects. */
export const responsibilityExamples = {
  AssignResponsible: accepted(
    [anna, acme, seller],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller', until: '2024-12-31' },
    [
      'ResponsibleAssigned',
      { assignmentId: 'command3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15', until: '2024-12-31' },
    ],
  ),
  ToggleResponsible: accepted([anna, acme, roof], { projectId: 'roof', employeeId: 'anna' }, [
    'ResponsibleAssigned',
    { assignmentId: 'command3', employeeId: 'anna', roleId: null, from: '2024-03-15', until: null },
  ]),
  RemoveResponsible: accepted(
    [anna, acme, annaHolds()],
    { customerId: 'acme', employeeId: 'anna', from: '2024-04-01' },
    [
      'ResponsibilityEnded',
      { assignmentId: 'given2', employeeId: 'anna', until: '2024-04-01', removedOn: '2024-03-15' },
    ],
  ),
  EndResponsibility: accepted([anna, acme, annaHolds()], { customerId: 'acme', assignmentId: 'given2' }, [
    'ResponsibilityEnded',
    { assignmentId: 'given2', employeeId: 'anna', until: '2024-03-15' },
  ]),
  ChangeResponsibilityInterval: accepted(
    [anna, acme, annaHolds()],
    { customerId: 'acme', assignmentId: 'given2', from: '2024-02-01', until: '2024-06-01' },
    [
      'ResponsibilityIntervalChanged',
      { assignmentId: 'given2', employeeId: 'anna', from: '2024-02-01', until: '2024-06-01' },
    ],
  ),
  AddResponsibleRole: accepted(
    [anna, acme, seller, annaHolds()],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller' },
    ['ResponsibleRoleAdded', { assignmentId: 'given3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15' }],
  ),
  RemoveResponsibleRole: accepted(
    [anna, acme, seller, annaHolds({ roleId: 'seller' })],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller' },
    ['ResponsibleRoleRemoved', { assignmentId: 'given3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15' }],
  ),
  ReassignRole: accepted(
    [anna, bertil, acme, seller, annaHolds({ roleId: 'seller' })],
    { customerId: 'acme', roleId: 'seller', toEmployeeId: 'bertil', from: '2024-04-01' },
    ['ResponsibilityEnded', { assignmentId: 'given4', employeeId: 'anna', until: '2024-04-01' }],
    [
      'ResponsibleAssigned',
      { assignmentId: 'command5', employeeId: 'bertil', roleId: 'seller', from: '2024-04-01', until: null },
    ],
  ),
} satisfies Partial<Examples>
