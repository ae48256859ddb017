import { acme, anna, archivedAcme, beta, policy } from '../given.js'
import { acmeInGold, acmeInVip, gold, invoice, privateAcme, value, vip } from './before.js'
import { accepted, type Examples } from './example.js'

const several = policy('groupMembership', 'multiple')
const acmeIsIn = (groupId: string) => ['AddCustomerToGroup', { customerId: 'acme', groupId }] as const
const invoicesDoNotCount = ['ChangeSetting', { key: 'STARTDATE_INVOICE', value: 2 }] as const
const invoicesCount = ['ChangeSetting', { key: 'STARTDATE_INVOICE', value: 1 }] as const

/** The customer itself: its groups, axes, documents and life. */
export const customerExamples = {
  RegisterCustomer: accepted(
    [anna, gold, value('segment', 'large')],
    {
      customerId: 'acme',
      name: ' Acme Oy ',
      segment: 'large',
      groupId: 'gold',
      ownerId: 'anna',
      private: true,
      contactInfo: { email: 'info@acme.fi', city: 'Turku' },
    },
    [
      'CustomerRegistered',
      {
        customerId: 'acme',
        kind: 'company',
        name: 'Acme Oy',
        personId: null,
        segment: 'large',
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: 'anna',
        private: true,
        contactInfo: { email: 'info@acme.fi', city: 'Turku' },
      },
    ],
    ['CustomerMovedToGroup', { from: null, to: 'gold' }],
  ),
  ChangeCustomerDetails: accepted(
    [acme, ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Espoo' } }]],
    { customerId: 'acme', changes: { city: 'Turku', phone: '+358 2 1234', name: 'Acme Oy' } },
    [
      'CustomerDetailsChanged',
      {
        personId: null,
        changes: [
          { field: 'city', old: 'Espoo', new: 'Turku' },
          { field: 'phone', old: null, new: '+358 2 1234' },
        ],
      },
    ],
  ),
  MoveCustomerToGroup: accepted([acme, gold], { customerId: 'acme', groupId: 'gold' }, [
    'CustomerMovedToGroup',
    { from: null, to: 'gold' },
  ]),
  MoveCustomersToGroup: accepted(
    [acme, beta, gold, acmeInGold],
    { customerIds: ['acme', 'beta', 'beta'], groupId: null },
    ['CustomerMovedToGroup', { from: 'gold', to: null }],
  ),
  AddCustomerToGroup: accepted([several, acme, gold], { customerId: 'acme', groupId: 'gold' }, [
    'CustomerAddedToGroup',
    { groupId: 'gold' },
  ]),
  RemoveCustomerFromGroup: accepted([several, acme, gold, acmeIsIn('gold')], { customerId: 'acme', groupId: 'gold' }, [
    'CustomerRemovedFromGroup',
    { groupId: 'gold' },
  ]),
  SetCustomerGroups: accepted(
    [several, acme, gold, ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }], acmeIsIn('gold')],
    { customerId: 'acme', groupIds: ['silver'] },
    ['CustomerRemovedFromGroup', { groupId: 'gold' }],
    ['CustomerAddedToGroup', { groupId: 'silver' }],
  ),
  AddCustomerToSpecialGroup: accepted([acme, vip], { customerId: 'acme', specialGroupId: 'vip' }, [
    'CustomerAddedToSpecialGroup',
    { specialGroupId: 'vip' },
  ]),
  RemoveCustomerFromSpecialGroup: accepted([acme, vip, acmeInVip], { customerId: 'acme', specialGroupId: 'vip' }, [
    'CustomerRemovedFromSpecialGroup',
    { specialGroupId: 'vip' },
  ]),
  AddCustomersToSpecialGroup: accepted(
    [acme, beta, vip, acmeInVip],
    { customerIds: ['acme', 'beta'], specialGroupId: 'vip' },
    ['CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }],
  ),
  ChangeCustomerSegment: accepted([acme, value('segment', 'large')], { customerId: 'acme', value: 'large' }, [
    'CustomerSegmentChanged',
    { from: null, to: 'large' },
  ]),
  ChangeCustomerStatus: accepted([acme, value('status', 'lead')], { customerId: 'acme', value: 'lead' }, [
    'CustomerStatusChanged',
    { from: null, to: 'lead' },
  ]),
  ChangeAttractionChannel: accepted([acme, value('attractionChannel', 'fair')], { customerId: 'acme', value: 'fair' }, [
    'AttractionChannelChanged',
    { from: null, to: 'fair' },
  ]),
  SetCustomerKind: accepted([acme, value('customerKind', 'retail')], { customerId: 'acme', value: 'retail' }, [
    'CustomerKindSet',
    { from: null, to: 'retail' },
  ]),
  RecordInvoice: accepted(
    [acme],
    { customerId: 'acme', documentId: 'i1', date: '2024-03-01' },
    ['InvoiceRecorded', { documentId: 'i1', date: '2024-03-01' }],
    ['CustomerStartDateSet', { date: '2024-03-01', source: 'invoice', documentId: 'i1', previous: null }],
  ),
  RecordSalesOrder: accepted([acme], { customerId: 'acme', documentId: 'o1', date: '2024-03-01' }, [
    'SalesOrderRecorded',
    { documentId: 'o1', date: '2024-03-01' },
  ]),
  VoidDocument: accepted([acme, invoice], { customerId: 'acme', documentId: 'i1' }, [
    'DocumentVoided',
    { documentId: 'i1' },
  ]),
  SetCustomerStartDate: accepted([acme, invoice], { customerId: 'acme', date: '2023-05-01' }, [
    'CustomerStartDateSet',
    { date: '2023-05-01', source: 'manual', previous: '2024-03-01' },
  ]),
  ClearCustomerStartDate: accepted([acme, invoice], { customerId: 'acme' }, [
    'CustomerStartDateCleared',
    { previous: '2024-03-01' },
  ]),
  BackfillStartDate: accepted([invoicesDoNotCount, acme, invoice, invoicesCount], { customerId: 'acme' }, [
    'CustomerStartDateSet',
    { date: '2024-03-01', source: 'invoice', documentId: 'i1', previous: null },
  ]),
  ChangeCustomerOwner: accepted([anna, acme], { customerId: 'acme', ownerId: 'anna' }, [
    'CustomerOwnerChanged',
    { from: null, to: 'anna' },
  ]),
  MarkCustomerPrivate: accepted(
    [anna, acme, ['ChangeCustomerOwner', { customerId: 'acme', ownerId: 'anna' }]],
    { customerId: 'acme' },
    ['CustomerMarkedPrivate', {}],
  ),
  MarkCustomerPublic: accepted([anna, privateAcme], { customerId: 'acme' }, ['CustomerMarkedPublic', {}]),
  ChangeCustomerNumber: accepted(
    [acme],
    { customerId: 'acme', number: 4711 },
    ['CustomerNumberReserved', { number: 4711, customerId: 'acme' }],
    ['CustomerNumberChanged', { from: null, to: 4711 }],
  ),
  ArchiveCustomer: accepted([acme], { customerId: 'acme', reason: 'closed' }, [
    'CustomerArchived',
    { reason: 'closed' },
  ]),
  RestoreCustomer: accepted([acme, archivedAcme], { customerId: 'acme', reason: 'open again' }, [
    'CustomerRestored',
    { reason: 'open again' },
  ]),
  DeleteCustomer: accepted([acme], { customerId: 'acme', reason: 'registered twice' }, [
    'CustomerDeleted',
    { reason: 'registered twice' },
  ]),
} satisfies Partial<Examples>
