import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { GroupNameRequired, GroupNameTaken } from '../customer-groups/rejections.js'
import { type SpecialGroups, specialGroupByName } from './state.js'

export const SpecialGroupNotFound = rejection('SpecialGroupNotFound', { specialGroupId: 'text' }, 'notFound')
export const SpecialGroupAlreadyExists = rejection('SpecialGroupAlreadyExists', { specialGroupId: 'text' })

export const specialGroupRejections = { SpecialGroupNotFound, SpecialGroupAlreadyExists }

/** Refuses unless the special group exists. */
export const unlessSpecialGroup = ({ byId }: SpecialGroups, specialGroupId: string): Outcome | null =>
  when(!byId.has(specialGroupId), SpecialGroupNotFound({ specialGroupId }))

/** Refuses unless a special group may have this name; customer groups are not compared. */
export const unlessGoodSpecialName = (groups: SpecialGroups, name: string, except: string): Outcome | null => {
  const holder = specialGroupByName(groups, name, except)
  return (
    when(name.trim() === '', GroupNameRequired({})) ??
    whenFound(holder, (groupId) => GroupNameTaken({ groupId, name: name.trim() }))
  )
}
