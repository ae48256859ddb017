import type { Decisions } from '../../kernel/decision.js'
import type { activityCommands } from '../../model/activity/commands.js'
import { registerEmail } from './emails.js'
import { linkFile, unlinkFile } from './files.js'
import { changeMeetingOwner, changeOwnerOfMeeting, registerMeeting } from './meetings.js'
import { deleteNote, editNote, writeNote } from './notes.js'
import { changeTaskStatus, registerTask } from './tasks.js'

export const activityDecisions: Decisions<typeof activityCommands> = {
  WriteNote: writeNote,
  EditNote: editNote,
  DeleteNote: deleteNote,
  RegisterMeeting: registerMeeting,
  ChangeMeetingOwner: changeMeetingOwner,
  ChangeOwnerOfMeeting: changeOwnerOfMeeting,
  RegisterTask: registerTask,
  ChangeTaskStatus: changeTaskStatus,
  LinkFile: linkFile,
  UnlinkFile: unlinkFile,
  RegisterEmail: registerEmail,
}
