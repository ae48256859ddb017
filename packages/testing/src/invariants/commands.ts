import { mayHappenWhileArchived } from '@clientele/domain'
import { isBulk } from '../model/index.js'
import { archiveCommands, customerCommands } from './command-types.js'
import { describeCommand, forbiddenWrites, invariant } from './invariant.js'
import { brokenAt } from './moments.js'

export const settingsChanges = invariant({
  title: 'INV-13 changing a setting or policy changes nothing else',
  about: ['ChangeSetting', 'ChangePolicy', 'AddContactProperty', 'AddCustomerToGroup'],
  broken: (history) => forbiddenWrites(history, ['ChangeSetting', 'ChangePolicy'], (stream) => stream !== 'settings'),
})

export const archivedCustomers = invariant({
  title: 'INV-22 an archived customer accepts only restoring, consents, start dates and endings',
  about: archiveCommands,
  broken: ({ log }) =>
    brokenAt(
      log,
      'customer',
      ({ event, before, settings }) => !before.archived || mayHappenWhileArchived(event, settings.policies),
    ),
})

export const emptyAnswers = invariant({
  title: 'INV-24 a command that appends nothing changes no view',
  about: customerCommands,
  broken: (history) =>
    history.commands
      .filter(({ answer, before, after }) => answer.events.length === 0 && before !== after)
      .map((executed) => describeCommand(executed, 'no events in the receipt, but in the log')),
})

export const refusedCommands = invariant({
  title: 'INV-25 a refused command changes no stream',
  about: customerCommands,
  broken: (history) =>
    history.commands
      .filter(({ command }) => !isBulk(command))
      .filter(({ answer, before, after }) => answer.refusals.length > 0 && before !== after)
      .map((executed) => describeCommand(executed, executed.answer.refusals)),
})
