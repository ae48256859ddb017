import { channels } from '@clientele/domain'
import type { CustomerFilter } from '@clientele/projections'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { trackingItemOf } from '../../arguments/tracking-item.js'

/** The filters of every list of customers: several values of an option are combined with OR, options with AND. */
export const filterOptions = {
  group: { kind: 'texts', names: 'customerGroup', about: 'only customers of these groups; "none" is No group' },
  'no-subgroups': { kind: 'flag', about: 'the groups alone, without those below them' },
  'special-group': { kind: 'texts', names: 'specialGroup', about: 'only customers of these special groups' },
  salesperson: { kind: 'text', names: 'employee', about: 'only customers of the groups shown to this salesperson' },
  search: { kind: 'text', about: 'only customers with this in their name' },
  segment: { kind: 'texts', names: 'segment', about: 'only these segments' },
  status: { kind: 'texts', names: 'status', about: 'only these statuses' },
  'attraction-channel': { kind: 'texts', names: 'attractionChannel', about: 'only these attraction channels' },
  kind: { kind: 'texts', names: 'customerKind', about: 'only these customer kinds' },
  owner: { kind: 'texts', names: 'employee', about: 'only customers of these owners' },
  'responsible-manager': { kind: 'texts', names: 'employee', about: 'only customers of these responsible managers' },
  'service-manager': { kind: 'texts', names: 'employee', about: 'only customers of these service managers' },
  responsible: { kind: 'texts', names: 'employee', about: 'only customers that these employees are responsible for' },
  'responsible-role': {
    kind: 'texts',
    names: 'role',
    about: 'only customers with somebody responsible in these roles',
  },
  tracking: { kind: 'texts', names: 'trackingItem', about: 'only customers tracked so, such as region=south' },
  property: { kind: 'texts', names: 'customerProperty', about: 'only customers with one of these properties' },
  'legal-entity': { kind: 'texts', names: 'legalEntity', about: 'only customers with one of these legal entities' },
  consent: { kind: 'texts', about: 'only customers that consent to be contacted by one of these', choices: channels },
  ban: { kind: 'texts', about: 'only customers whose people banned one of these', choices: channels },
} as const satisfies Options

/** The groups given with `--group`; `none` is "No group". */
const groupIdsOf = (ids: readonly string[] | undefined): readonly (string | null)[] | undefined =>
  ids?.map((id) => (id === 'none' ? null : id))

const everyFilter = (args: ArgumentsOf<typeof filterOptions>): CustomerFilter => ({
  groupIds: groupIdsOf(args.group),
  includeSubgroups: args['no-subgroups'] ? false : undefined,
  specialGroupIds: args['special-group'],
  salespersonId: args.salesperson,
  text: args.search,
  segments: args.segment,
  statuses: args.status,
  attractionChannels: args['attraction-channel'],
  customerKinds: args.kind,
  ownerIds: args.owner,
  responsibleManagerIds: args['responsible-manager'],
  serviceManagerIds: args['service-manager'],
  responsibleIds: args.responsible,
  responsibleRoleIds: args['responsible-role'],
  trackingItems: args.tracking?.map(trackingItemOf),
  properties: args.property,
  legalEntityIds: args['legal-entity'],
  consents: args.consent,
  bans: args.ban,
})

/** The filter from the options; missing options are left out. */
export const filterFrom = (args: ArgumentsOf<typeof filterOptions>): CustomerFilter =>
  Object.fromEntries(Object.entries(everyFilter(args)).filter(([, value]) => value !== undefined))
