import { mayHappenWhileArchived } from '@clientele/domain'
import { isBulk } from '../model/index.js'
import { archiving, touchingCustomers } from './about.js'
import { invariant, touching, written } from './invariant.js'
import { brokenAt } from './moments.js'

export const settingsAlone = invariant({
  title: 'INV-13 changing a setting or policy touches the settings only',
  about: ['ChangeSetting', 'ChangePolicy', 'AddContactProperty', 'AddCustomerToGroup'],
  broken: (history) => touching(history, ['ChangeSetting', 'ChangePolicy'], (stream) => stream !== 'settings'),
})

export const archivedRests = invariant({
  title: 'INV-22 an archived customer takes nothing but restoring, consents, start dates and endings',
  about: archiving,
  broken: ({ log }) =>
    brokenAt(
      log,
      'customer',
      ({ event, before, settings }) => !before.archived || mayHappenWhileArchived(event, settings.policies),
    ),
})

export const nothingChanged = invariant({
  title: 'INV-24 a command that appended nothing left every view as it was',
  about: touchingCustomers,
  broken: (history) =>
    history.commands
      .filter(({ answer, before, after }) => answer.events.length === 0 && before !== after)
      .map((executed) => written(executed, 'no events in the receipt, but in the log')),
})

export const refusedChangesNothing = invariant({
  title: 'INV-25 a refused command leaves every stream as it was',
  about: touchingCustomers,
  broken: (history) =>
    history.commands
      .filter(({ command }) => !isBulk(command))
      .filter(({ answer, before, after }) => answer.refusals.length > 0 && before !== after)
      .map((executed) => written(executed, executed.answer.refusals)),
})
