import { accept, decision, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { DeleteNote, EditNote, WriteNote } from '../../model/activity/commands.js'
import { NoteDeleted, NoteEdited, NoteWritten } from '../../model/activity/events.js'
import { ActivityNotFound, unlessActivity } from '../../model/activity/rejections.js'
import { activityStream } from '../../model/activity/state.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { activityIdFor, linkingReads, notLinkable, unlessLinkable } from './linking.js'

const whenBlank = (text: string): Outcome | null => when(text.trim() === '', MissingRequiredField({ fields: ['text'] }))

/** Writes a note, which is shown wherever its links are. */
export const writeNote = decision({
  command: WriteNote,
  appends: [NoteWritten],
  rejects: notLinkable,
  reads: linkingReads,
  decide: (states, data, meta) => {
    const { links, text } = data
    const activityId = activityIdFor(data, meta)
    return (
      unlessLinkable(states, data, meta) ??
      whenBlank(text) ??
      accept(write(activityStream(activityId), NoteWritten({ activityId, links, text })))
    )
  },
})

const reads = ({ activityId }: { readonly activityId: string }) => ({ activity: activityStream(activityId) })

export const editNote = decision({
  command: EditNote,
  appends: [NoteEdited],
  rejects: [ActivityNotFound, MissingRequiredField],
  reads,
  decide: ({ activity }, { activityId, text }) =>
    unlessActivity(activity, 'note', activityId) ??
    whenBlank(text) ??
    when(activity.text === text, nothing) ??
    accept(write(activityStream(activityId), NoteEdited({ activityId, links: activity.links ?? undefined, text }))),
})

export const deleteNote = decision({
  command: DeleteNote,
  appends: [NoteDeleted],
  rejects: [ActivityNotFound],
  reads,
  decide: ({ activity }, { activityId }) =>
    unlessActivity(activity, 'note', activityId) ??
    accept(write(activityStream(activityId), NoteDeleted({ activityId }))),
})
