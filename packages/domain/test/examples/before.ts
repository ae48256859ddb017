import type { NamedCommand } from '../given.js'

/** Commands that examples begin with. */
export const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
export const bakeries: NamedCommand = [
  'CreateCustomerGroup',
  { groupId: 'bakeries', name: 'Bakeries', parentId: 'gold' },
]
export const acmeInGold: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
export const vip: NamedCommand = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
export const acmeInVip: NamedCommand = ['AddCustomerToSpecialGroup', { customerId: 'acme', specialGroupId: 'vip' }]
export const seller: NamedCommand = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' }]
export const sven: NamedCommand = ['RegisterEmployee', { employeeId: 'sven', name: 'Sven', salesperson: true }]
export const siiri: NamedCommand = [
  'RegisterContact',
  { personId: 'siiri', lastName: 'Mäkinen', email: 'siiri@beta.fi' },
]
export const privateSiiri: NamedCommand = [
  'RegisterPrivateCustomer',
  { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' },
]
export const invoice: NamedCommand = ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-03-01' }]
export const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
export const privateAcme: NamedCommand = [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
]

export const value = (catalogue: string, name: string): NamedCommand => [
  'AddClassifierValue',
  { catalogue, value: name },
]

export const annaHolds = (more: object = {}): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId: 'anna', from: '2024-01-01', ...more },
]
