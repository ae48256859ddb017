import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import { ChangeTaskStatus, RegisterTask } from '../../model/activity/commands.js'
import { TaskRegistered, TaskStatusChanged } from '../../model/activity/events.js'
import { ActivityNotFound, unlessActivity } from '../../model/activity/rejections.js'
import { activityStream, firstStatus } from '../../model/activity/state.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { noActiveEmployee } from '../../model/employee/rejections.js'
import { activityIdFor, linkingReads, linksIn, notLinkable, unlessLinkable } from './linking.js'
import { ownerOf, ownerReads, unlessOwner } from './meetings.js'

const noStatus = MissingRequiredField({ fields: ['status'] })

export const registerTask = decision({
  command: RegisterTask,
  appends: [TaskRegistered],
  rejects: [...notLinkable, ...noActiveEmployee],
  reads: (data, meta) => ({ ...linkingReads(data, meta), ...ownerReads(data, meta) }),
  decide: (states, data, meta) => {
    const activityId = activityIdFor(data, meta)
    const ownerId = ownerOf(data, states.owner, meta)
    const { status = firstStatus, dueDate = null } = data
    const title = nonBlank(data.title)
    return (
      unlessLinkable(states, data, meta) ??
      when(status.trim() === '', noStatus) ??
      unlessOwner(states.owner, ownerId, meta) ??
      accept(
        write(
          activityStream(activityId),
          TaskRegistered({ activityId, ...linksIn(data), title, status: status.trim(), dueDate, ownerId }),
        ),
      )
    )
  },
})

export const changeTaskStatus = decision({
  command: ChangeTaskStatus,
  appends: [TaskStatusChanged],
  rejects: [ActivityNotFound, MissingRequiredField],
  reads: ({ activityId }) => ({ activity: activityStream(activityId) }),
  decide: ({ activity }, { activityId, status }) => {
    const to = status.trim()
    return (
      unlessActivity(activity, 'task', activityId) ??
      when(to === '', noStatus) ??
      when(activity.status === to, nothing) ??
      accept(
        write(activityStream(activityId), TaskStatusChanged({ activityId, from: activity.status ?? firstStatus, to })),
      )
    )
  },
})
