import type { Asked } from '../given.js'

/** Commands that examples begin with. */
export const gold: Asked = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
export const bakeries: Asked = ['CreateCustomerGroup', { groupId: 'bakeries', name: 'Bakeries', parentId: 'gold' }]
export const acmeInGold: Asked = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
export const vip: Asked = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
export const acmeInVip: Asked = ['AddCustomerToSpecialGroup', { customerId: 'acme', specialGroupId: 'vip' }]
export const seller: Asked = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }]
export const sven: Asked = ['RegisterEmployee', { employeeId: 'sven', name: 'Sven', salesperson: true }]
export const siiri: Asked = ['RegisterContact', { personId: 'siiri', lastName: 'Mäkinen', email: 'siiri@beta.fi' }]
export const privateSiiri: Asked = [
  'RegisterPrivateCustomer',
  { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' },
]
export const invoice: Asked = ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-03-01' }]
export const roof: Asked = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
export const privateAcme: Asked = [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
]

export const value = (catalogue: string, name: string): Asked => ['AddClassifierValue', { catalogue, value: name }]

export const annaHolds = (more: object = {}): Asked => [
  'AssignResponsible',
  { customerId: 'acme', employeeId: 'anna', from: '2024-01-01', ...more },
]
