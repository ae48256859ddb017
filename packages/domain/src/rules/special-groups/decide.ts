import { accept, decision, followUp, newId, nothing, reading, when, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { DataOf } from '../../kernel/message.js'
import { partedDecision } from '../../kernel/parted.js'
import { CustomerRemovedFromSpecialGroup } from '../../model/customer/events.js'
import { customersInSpecialGroup } from '../../model/customer/memberships.js'
import { customerOfStream } from '../../model/customer/state.js'
import { GroupNameRequired, GroupNameTaken } from '../../model/customer-groups/rejections.js'
import {
  CreateSpecialGroup,
  DeleteSpecialGroup,
  DescribeSpecialGroup,
  RenameSpecialGroup,
  type specialGroupCommands,
} from '../../model/special-groups/commands.js'
import {
  SpecialGroupCreated,
  SpecialGroupDeleted,
  SpecialGroupDescribed,
  SpecialGroupRenamed,
} from '../../model/special-groups/events.js'
import {
  SpecialGroupAlreadyExists,
  SpecialGroupNotFound,
  unlessGoodSpecialName,
  unlessSpecialGroup,
} from '../../model/special-groups/rejections.js'
import { specialGroupsStream } from '../../model/special-groups/state.js'

const reads = () => ({ groups: specialGroupsStream })

const createSpecialGroup = decision({
  command: CreateSpecialGroup,
  appends: [SpecialGroupCreated],
  rejects: [SpecialGroupAlreadyExists, GroupNameRequired, GroupNameTaken],
  reads,
  decide: ({ groups }, data, meta) => {
    const { specialGroupId = newId(meta), name, legend = null } = data
    const known = groups.byId.get(specialGroupId)
    return (
      when(known?.name === name.trim() && known.legend === legend, nothing) ??
      when(known !== undefined, SpecialGroupAlreadyExists({ specialGroupId })) ??
      unlessGoodSpecialName(groups, name, specialGroupId) ??
      accept(write(specialGroupsStream, SpecialGroupCreated({ specialGroupId, name: name.trim(), legend })))
    )
  },
})

const renameSpecialGroup = decision({
  command: RenameSpecialGroup,
  appends: [SpecialGroupRenamed],
  rejects: [SpecialGroupNotFound, GroupNameRequired, GroupNameTaken],
  reads,
  decide: ({ groups }, { specialGroupId, name }) => {
    const group = groups.byId.get(specialGroupId)
    if (group === undefined) return SpecialGroupNotFound({ specialGroupId })
    const to = name.trim()
    return (
      unlessGoodSpecialName(groups, name, specialGroupId) ??
      when(group.name === to, nothing) ??
      accept(write(specialGroupsStream, SpecialGroupRenamed({ specialGroupId, from: group.name, to })))
    )
  },
})

const describeSpecialGroup = decision({
  command: DescribeSpecialGroup,
  appends: [SpecialGroupDescribed],
  rejects: [SpecialGroupNotFound],
  reads,
  decide: ({ groups }, { specialGroupId, legend }) => {
    const group = groups.byId.get(specialGroupId)
    if (group === undefined) return SpecialGroupNotFound({ specialGroupId })
    return group.legend === legend
      ? nothing
      : accept(write(specialGroupsStream, SpecialGroupDescribed({ specialGroupId, from: group.legend, to: legend })))
  },
})

/** Deletes a special group, and ends its memberships. */
const deleteSpecialGroup = partedDecision({
  command: DeleteSpecialGroup,
  appends: [CustomerRemovedFromSpecialGroup, SpecialGroupDeleted],
  rejects: [SpecialGroupNotFound],
  reads: reading((_data: DataOf<typeof DeleteSpecialGroup>) => ({ groups: specialGroupsStream })),
  members: ({ specialGroupId }) => ({
    members: { found: { index: customersInSpecialGroup, keys: [specialGroupId] }, streamOf: customerOfStream },
  }),
  change: ({ members }, { specialGroupId }) => ({
    count: null,
    writes: [...members]
      .filter(([, { specialGroups }]) => specialGroups.includes(specialGroupId))
      .map(([stream]) =>
        followUp(
          write(customerOfStream(stream), CustomerRemovedFromSpecialGroup({ specialGroupId, reason: 'groupDeleted' })),
        ),
      ),
  }),
  sum: () => null,
  unless: ({ groups }, _count, { specialGroupId }) => unlessSpecialGroup(groups, specialGroupId),
  closes: ({ groups }, _count, { specialGroupId }) => [
    write(
      specialGroupsStream,
      SpecialGroupDeleted({ specialGroupId, name: groups.byId.get(specialGroupId)?.name ?? '' }),
    ),
  ],
  closedBy: SpecialGroupDeleted,
})

export const specialGroupDecisions = {
  CreateSpecialGroup: createSpecialGroup,
  RenameSpecialGroup: renameSpecialGroup,
  DescribeSpecialGroup: describeSpecialGroup,
  DeleteSpecialGroup: deleteSpecialGroup,
} satisfies Decisions<typeof specialGroupCommands>
