import { accept, decision, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import { LinkFile, UnlinkFile } from '../../model/activity/commands.js'
import { FileLinked, FileUnlinked } from '../../model/activity/events.js'
import { ActivityNotFound, unlessActivity } from '../../model/activity/rejections.js'
import { activityStream } from '../../model/activity/state.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { activityIdFor, linkingReads, linksIn, notLinkable, unlessLinkable } from './linking.js'

/** Links a file that is stored elsewhere. */
export const linkFile = decision({
  command: LinkFile,
  appends: [FileLinked],
  rejects: notLinkable,
  reads: linkingReads,
  decide: (states, data, meta) => {
    const { fileRef, source = 'internal' } = data
    const activityId = activityIdFor(data, meta)
    return (
      unlessLinkable(states, data, meta) ??
      when(fileRef.trim() === '', MissingRequiredField({ fields: ['fileRef'] })) ??
      accept(
        write(
          activityStream(activityId),
          FileLinked({ activityId, ...linksIn(data), fileRef, source, name: nonBlank(data.name) }),
        ),
      )
    )
  },
})

export const unlinkFile = decision({
  command: UnlinkFile,
  appends: [FileUnlinked],
  rejects: [ActivityNotFound],
  reads: ({ activityId }) => ({ activity: activityStream(activityId) }),
  decide: ({ activity }, { activityId }) =>
    unlessActivity(activity, 'file', activityId) ??
    accept(write(activityStream(activityId), FileUnlinked({ activityId }))),
})
