import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { activityCommands } from '../../model/activity/commands.js'
import * as emails from './emails.js'
import * as files from './files.js'
import * as meetings from './meetings.js'
import * as notes from './notes.js'
import * as tasks from './tasks.js'

export const activityDecisions = decisionsAmong({
  ...emails,
  ...files,
  ...meetings,
  ...notes,
  ...tasks,
}) satisfies Decisions<typeof activityCommands>
