import type { GroupMembersParams } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { wasThere } from '../../arguments/named.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'

/** The tree of customer groups. */
export const groups = subCommand({
  name: 'groups',
  about: 'the tree of customer groups with their customers counted, own and with all below',
  order: 'as a tree, siblings by name (ties by id), ending with No group; with --list all by name.',
  options: { ...listingOptions, list: { kind: 'flag', about: 'all by name, whatever their place in the tree' } },
  examples: [
    ['groups', 'the tree'],
    ['groups --json --as-of 2026-01-31', 'how the groups stood on a day'],
  ],
  run: (args, io) =>
    withReading(args, io, ({ views, asking }) => {
      const isList = args.list
      return writeAnswer(args, io, {
        json: () => (isList ? views.groupList(asking) : views.groupTree(asking)),
        listing: () => (isList ? views.groupListListing(asking) : views.groupTreeListing(asking)),
      })
    }),
})

const membersOptions = {
  ...listingOptions,
  ...pageOptions,
  'no-subgroups': { kind: 'flag', about: 'the group alone, without those below it' },
  'no-archived': { kind: 'flag', about: 'leave archived customers out' },
} as const satisfies Options

type MembersArgs = ArgumentsOf<typeof membersOptions> & { readonly GROUP_ID: string }

const paramsOf = (args: MembersArgs, { asking }: Reading, groupId: string | null): GroupMembersParams => ({
  ...asking,
  groupId,
  includeSubgroups: args['no-subgroups'] ? false : undefined,
  includeArchived: !args['no-archived'],
  offset: args.offset,
  limit: args.limit,
})

const isThere = ({ register, asking }: Reading, groupId: string): boolean =>
  wasThere(register, register.tables.groups.get(groupId), asking.asOf)

const listMembers = async (args: MembersArgs, io: Io, register: Reading): Promise<Ending> => {
  const id = args.GROUP_ID
  const groupId = id === 'none' ? null : id
  if (groupId !== null && !isThere(register, groupId))
    return failed(`There is no customer group "${id}": "clientele groups" lists those there are; "none" is No group.`)
  const params = paramsOf(args, register, groupId)
  return writeAnswer(args, io, {
    json: () => register.views.customersOfGroup(params),
    listing: () => register.views.groupMembersListing(params),
  })
}

/** The customers of a group. */
export const members = subCommand({
  name: 'members',
  about: 'the customers of a group; "none" is No group',
  order: 'by name; ties by id.',
  positionals: { GROUP_ID: { about: 'the id of the group, or none for those without' } },
  options: membersOptions,
  examples: [
    ['members accounting', 'the customers of a group and its subgroups'],
    ['members none --xlsx no-group.xlsx', 'customers without a group, as an Excel file'],
  ],
  run: (args, io) => withReading(args, io, (register) => listMembers(args, io, register)),
})
