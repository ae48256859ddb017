import { bulk } from '../../kernel/bulk.js'
import { accept, decision, type Meta, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import { ChangeMeetingOwner, ChangeOwnerOfMeeting, RegisterMeeting } from '../../model/activity/commands.js'
import { MeetingOwnerChanged, MeetingRegistered } from '../../model/activity/events.js'
import { ActivityNotFound, unlessActivity } from '../../model/activity/rejections.js'
import { activityStream } from '../../model/activity/state.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Employee, employeeStream, isActiveOn } from '../../model/employee/state.js'
import { activityIdFor, linkingReads, linksIn, notLinkable, unlessLinkable } from './linking.js'

type Owned = { readonly ownerId?: string | null | undefined }

/** Reads the owner of a new activity: the one given, or the actor. */
export const ownerReads = ({ ownerId }: Owned, { by }: Meta) => ({ owner: employeeStream(ownerId ?? by) })

/** Returns the owner of a new activity; `null` if the actor is not an employee. */
export const ownerOf = ({ ownerId }: Owned, owner: Employee, { by, today }: Meta): string | null =>
  ownerId === undefined ? (isActiveOn(owner, today) ? by : null) : ownerId

/** Refuses unless the owner, if there is one, is active. */
export const unlessOwner = (owner: Employee, ownerId: string | null, { today }: Meta): Outcome | null =>
  ownerId === null ? null : unlessActiveFor(owner, ownerId, { from: today, until: null })

/** Registers a meeting; it has exactly one owner. */
export const registerMeeting = decision({
  command: RegisterMeeting,
  appends: [MeetingRegistered],
  rejects: [...notLinkable, ...noActiveEmployee],
  reads: (data, meta) => ({ ...linkingReads(data, meta), ...ownerReads(data, meta) }),
  decide: (states, data, meta) => {
    const activityId = activityIdFor(data, meta)
    const ownerId = ownerOf(data, states.owner, meta)
    const { date = null } = data
    return (
      unlessLinkable(states, data, meta) ??
      when(ownerId === null, MissingRequiredField({ fields: ['ownerId'] })) ??
      unlessOwner(states.owner, ownerId, meta) ??
      accept(
        write(
          activityStream(activityId),
          MeetingRegistered({ activityId, ...linksIn(data), ownerId, title: nonBlank(data.title), date }),
        ),
      )
    )
  },
})

export const changeOwnerOfMeeting = decision({
  command: ChangeOwnerOfMeeting,
  appends: [MeetingOwnerChanged],
  rejects: [ActivityNotFound, ...noActiveEmployee],
  reads: ({ activityId, toEmployeeId }) => ({
    activity: activityStream(activityId),
    employee: employeeStream(toEmployeeId),
  }),
  decide: ({ activity, employee }, { activityId, toEmployeeId }, meta) =>
    unlessActivity(activity, 'meeting', activityId) ??
    when(activity.ownerId === toEmployeeId, nothing) ??
    unlessOwner(employee, toEmployeeId, meta) ??
    accept(
      write(activityStream(activityId), MeetingOwnerChanged({ activityId, from: activity.ownerId, to: toEmployeeId })),
    ),
})

export const changeMeetingOwner = bulk({
  command: ChangeMeetingOwner,
  of: changeOwnerOfMeeting,
  each: ({ activityIds, toEmployeeId }) =>
    Array.from(new Set(activityIds), (activityId) => ({
      command: ChangeOwnerOfMeeting({ activityId, toEmployeeId }),
      about: { activityId },
    })),
})
