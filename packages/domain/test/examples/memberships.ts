import { acme, beta, type NamedCommand, policy } from '../given.js'
import { acmeInGold, acmeInVip, gold, vip } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const several = policy('groupMembership', 'multiple')
const strict = policy('redundantCommands', 'reject')
const silver: NamedCommand = ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }]
const acmeIsIn = (groupId: string) => ['AddCustomerToGroup', { customerId: 'acme', groupId }] as const

/** The groups a customer belongs to. */
export const membershipExamples = {
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
} satisfies Partial<Examples>

/** Rejections of these commands. */
export const membershipRefusals = {
  CustomerAlreadyInGroup: refused([strict, acme, gold, acmeInGold], acmeInGold, { groupId: 'gold' }),
  CustomerAlreadyHasGroup: refused(
    [acme, gold, silver, acmeInGold],
    ['AddCustomerToGroup', { customerId: 'acme', groupId: 'silver' }],
    { groupId: 'gold' },
  ),
  WrongMembershipPolicy: refused([several, acme, gold], acmeInGold, { groupMembership: 'multiple' }),
  TooManyGroups: refused(
    [acme, gold, silver],
    ['SetCustomerGroups', { customerId: 'acme', groupIds: ['gold', 'silver'] }],
    { max: 1 },
  ),
  NotInGroup: refused([strict, acme, gold], ['RemoveCustomerFromGroup', { customerId: 'acme', groupId: 'gold' }], {
    groupId: 'gold',
  }),
} satisfies Partial<Refusals>
