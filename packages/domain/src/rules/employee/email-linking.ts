import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import { DisableEmailLinking, EnableEmailLinking } from '../../model/employee/commands.js'
import { EmailLinkingDisabled, EmailLinkingEnabled } from '../../model/employee/events.js'
import {
  EmailLinkingNotEnabled,
  EmployeeNotFound,
  noActiveEmployee,
  unlessActiveFor,
  unlessEmployee,
} from '../../model/employee/rejections.js'
import { employeeStream, isLinking } from '../../model/employee/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

/** Enables linking for a mailbox (24SevenOffice, "Inställningar i ditt e-postkonto"). */
export const enableEmailLinking = decision({
  command: EnableEmailLinking,
  appends: [EmailLinkingEnabled],
  rejects: noActiveEmployee,
  reads: ({ employeeId }) => ({ employee: employeeStream(employeeId) }),
  decide: ({ employee }, { employeeId, mailboxId }, { today }) =>
    unlessEmployee(employee, employeeId) ??
    when(isLinking(employee, mailboxId), nothing) ??
    unlessActiveFor(employee, employeeId, { from: today, until: null }) ??
    accept(write(employeeStream(employeeId), EmailLinkingEnabled({ employeeId, mailboxId }))),
})

export const disableEmailLinking = decision({
  command: DisableEmailLinking,
  appends: [EmailLinkingDisabled],
  rejects: [EmployeeNotFound, EmailLinkingNotEnabled],
  reads: ({ employeeId }) => ({ employee: employeeStream(employeeId), settings: settingsStream }),
  decide: ({ employee, settings }, { employeeId, mailboxId }) =>
    unlessEmployee(employee, employeeId) ??
    when(!isLinking(employee, mailboxId), unchangedOr(settings, EmailLinkingNotEnabled({}))) ??
    accept(write(employeeStream(employeeId), EmailLinkingDisabled({ employeeId, mailboxId }))),
})
