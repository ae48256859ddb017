import type { CommandType } from '@clientele/domain'
import type { Step } from './step.js'

/** The catalogues that `beginning` adds values to. */
export const catalogues = [
  'segment',
  'status',
  'attractionChannel',
  'customerKind',
  'invoiceType',
  'customerProperty',
  'trackingItem:region',
  'contactCategory',
] as const

const step = (type: CommandType, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })

/** The first steps of every history: they register what most later commands refer to. */
export const beginning: readonly Step[] = [
  ...['e1', 'e2', 'e3', 'e4'].map((employeeId) =>
    step('RegisterEmployee', {
      employeeId,
      name: employeeId,
      salesperson: employeeId < 'e3',
      admin: employeeId === 'e1',
    }),
  ),
  step('CreateCustomerGroup', { groupId: 'g1', name: 'Bakeries' }),
  step('CreateCustomerGroup', { groupId: 'g2', name: 'Small bakeries', parentId: 'g1' }),
  step('CreateCustomerGroup', { groupId: 'g3', name: 'Cafés' }),
  step('SetGroupNumberingStart', { groupId: 'g1', start: 10 }),
  step('DefineNumberSeries', { seriesId: 'n1', start: 100 }),
  ...['s1', 's2'].map((specialGroupId) => step('CreateSpecialGroup', { specialGroupId, name: specialGroupId })),
  step('DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer', cardinality: 'single' }),
  step('DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }),
  step('DefineRole', { roleId: 'manager', name: 'Project manager', kind: 'project', required: true }),
  ...catalogues.flatMap((catalogue) => ['v1', 'v2'].map((value) => step('AddClassifierValue', { catalogue, value }))),
  step('AddContactProperty', { number: 1, name: 'No letters' }),
  step('AddContactGroup', { contactGroupId: 'k1', name: 'Bans' }),
  step('RegisterContact', { personId: 'p1', firstName: 'Pia', lastName: 'Ek', email: 'pia@acme.fi' }),
  step('RegisterContact', { personId: 'p2', lastName: 'Dahl', email: 'dahl@beta.fi' }),
  step('RegisterPrivateCustomer', { personId: 'p3', customerId: 'c4', lastName: 'Berg' }),
  step('RegisterCustomer', { customerId: 'c1', name: 'Acme Oy', groupId: 'g1' }),
  step('RegisterCustomer', { customerId: 'c2', name: 'Beta Oy', groupId: 'g3', ownerId: 'e2' }),
  step('RegisterCustomer', { customerId: 'c3', name: 'Gamma AB' }),
  step('LinkContactToCompany', { personId: 'p1', customerId: 'c1' }),
  step('GrantPortalAccess', { customerId: 'c1', personId: 'p1' }),
  step('GiveMarketingConsent', {
    customerId: 'c1',
    channel: 'email',
    evidence: { source: 'form', capturedAt: '2024-02-01T09:00:00Z' },
  }),
  step('SaveReport', { reportId: 'r1', name: 'Berg', scope: 'own', filters: { groupIds: ['g1'] } }),
  step('RegisterProject', { projectId: 'j1', customerId: 'c1', name: 'Oven' }),
  step('AssignResponsible', { customerId: 'c1', employeeId: 'e1' }),
  step('AssignResponsible', { customerId: 'c2', employeeId: 'e2', roleId: 'seller' }),
  step('AddProjectParticipant', { projectId: 'j1', personId: 'p1' }),
  step('EnableEmailLinking', { employeeId: 'e1', mailboxId: 'm1' }),
  step('WriteNote', { activityId: 'note1', links: { customerId: 'c1', personId: 'p2' }, text: 'Called' }),
  step('RegisterMeeting', { activityId: 'meeting1', personIds: ['p1'], ownerId: 'e1' }),
  step('RegisterTask', { activityId: 'task1', links: { projectId: 'j1' }, title: 'Offer' }),
  step('LinkFile', { activityId: 'file1', personIds: ['p1'], fileRef: 'f1' }),
]
