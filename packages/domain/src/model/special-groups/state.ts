import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import { sameName } from '../../kernel/input/codec.js'
import type { SpecialGroupEvent } from './events.js'

export type SpecialGroup = { readonly name: string; readonly legend: string | null }

/** The special groups that are not deleted, by id. */
export type SpecialGroups = { readonly byId: ReadonlyMap<string, SpecialGroup> }

const evolve: Evolve<SpecialGroupEvent, SpecialGroups> = {
  SpecialGroupCreated:
    ({ specialGroupId, name, legend }) =>
    ({ byId }) => {
      byId.set(specialGroupId, { name, legend: legend ?? null })
    },
  SpecialGroupRenamed:
    ({ specialGroupId, to }) =>
    ({ byId }) => {
      const group = byId.get(specialGroupId)
      if (group !== undefined) group.name = to
    },
  SpecialGroupDescribed:
    ({ specialGroupId, to }) =>
    ({ byId }) => {
      const group = byId.get(specialGroupId)
      if (group !== undefined) group.legend = to
    },
  SpecialGroupDeleted:
    ({ specialGroupId }) =>
    ({ byId }) => {
      byId.delete(specialGroupId)
    },
}

export const specialGroupsAggregate = aggregate<SpecialGroupEvent, SpecialGroups>(
  'specialGroups',
  { byId: new Map() },
  evolve,
)

export const specialGroupsStream = catalogueOf(specialGroupsAggregate)

/** Returns the id of another special group with a name, if there is one. */
export const specialGroupByName = ({ byId }: SpecialGroups, name: string, except: string): string | undefined =>
  [...byId].find(([id, group]) => id !== except && sameName(group.name, name))?.[0]
