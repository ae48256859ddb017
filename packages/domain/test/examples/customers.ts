import { acme, anna, archivedAcme, bertil, beta, type NamedCommand, policy } from '../given.js'
import { gold, invoice, privateAcme, roof, value } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const strict = policy('redundantCommands', 'reject')
const merged: NamedCommand = ['MergeCustomers', { survivorId: 'beta', duplicateId: 'acme' }]
const removed: NamedCommand = ['DeleteCustomer', { customerId: 'acme' }]

/** The customer itself: its details, classification, owner and life cycle. */
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

/** Rejections of these commands. */
export const customerRefusals = {
  CustomerNotFound: refused([], archivedAcme, { customerId: 'acme' }),
  CustomerAlreadyRegistered: refused([beta], ['RegisterCustomer', { customerId: 'beta', name: 'Gamma' }], {
    customerId: 'beta',
  }),
  CustomerIsArchived: refused([acme, archivedAcme], invoice, { customerId: 'acme' }),
  CustomerNotArchived: refused([strict, acme], ['RestoreCustomer', { customerId: 'acme' }], { customerId: 'acme' }),
  CustomerWasMerged: refused([acme, beta, merged], archivedAcme, { customerId: 'acme', survivorId: 'beta' }),
  MissingRequiredField: refused([], ['RegisterCustomer', { customerId: 'acme', name: ' ' }], { fields: ['name'] }),
  MandatoryFieldCannotBeCleared: refused(
    [acme],
    ['ChangeCustomerDetails', { customerId: 'acme', changes: { name: null } }],
    { field: 'name' },
  ),
  OwnerRequired: refused([acme], ['MarkCustomerPrivate', { customerId: 'acme' }], { customerId: 'acme' }),
  NotOwner: refused([anna, bertil, privateAcme], archivedAcme, { by: 'bertil' }, 'bertil'),
  CustomerHasProjects: refused([acme, roof], removed, { customerId: 'acme', count: 1 }),
  CustomerHasDocuments: refused([acme, invoice], removed, { customerId: 'acme', count: 1 }),
} satisfies Partial<Refusals>
