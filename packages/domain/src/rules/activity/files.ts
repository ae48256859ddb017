import { accept, decision, when, write } from '../../kernel/decision.js'
import { nonBlank } from '../../kernel/input/codec.js'
import { LinkFile, UnlinkFile } from '../../model/activity/commands.js'
import { FileLinked, FileUnlinked } from '../../model/activity/events.js'
import { ActivityAlreadyRegistered, ActivityNotFound, unlessActivity } from '../../model/activity/rejections.js'
import { activityStream } from '../../model/activity/state.js'
import {
  CustomerIsArchived,
  CustomerNotFound,
  CustomerWasMerged,
  MissingRequiredField,
} from '../../model/customer/rejections.js'
import { ContactNotFound, ContactWasMerged } from '../../model/person/rejections.js'
import { PersonIsErased } from '../../model/privacy/rejections.js'
import { ProjectNotFound } from '../../model/project/rejections.js'
import { activityIdFor, linkingReads, linksIn, unlessLinkable } from './linking.js'

/** Links a file that is stored elsewhere. */
export const linkFile = decision({
  command: LinkFile,
  appends: [FileLinked],
  rejects: [
    ActivityAlreadyRegistered,
    MissingRequiredField,
    ContactNotFound,
    ContactWasMerged,
    PersonIsErased,
    CustomerWasMerged,
    CustomerNotFound,
    CustomerIsArchived,
    ProjectNotFound,
  ],
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
