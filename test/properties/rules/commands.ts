import { commands, decisions, mayHappenWhileArchived } from '@clientele/domain'
import { brokenAt } from '../walk.js'
import { archiving, touchingCustomers } from './about.js'
import { type Rule, touching, written } from './rule.js'

const isBulk = (type: string): boolean =>
  !Object.hasOwn(commands, type) || decisions[type as keyof typeof decisions].kind === 'bulk'

export const settingsAlone: Rule = {
  title: 'INV-13 changing a setting or policy touches the settings only',
  about: ['ChangeSetting', 'ChangePolicy', 'AddContactProperty', 'AddCustomerToGroup'],
  broken: (story) => touching(story, ['ChangeSetting', 'ChangePolicy'], (stream) => stream !== 'settings'),
}

export const archivedRests: Rule = {
  title: 'INV-22 an archived customer takes nothing but restoring, consents, start dates and endings',
  about: archiving,
  broken: ({ log }) =>
    brokenAt(
      log,
      'customer',
      ({ event, before, settings }) => !before.archived || mayHappenWhileArchived(event, settings.policies),
    ),
}

export const nothingChanged: Rule = {
  title: 'INV-24 a command that appended nothing left every view as it was',
  about: touchingCustomers,
  broken: (story) =>
    story.chapters
      .filter(({ answer, before, after }) => answer.events.length === 0 && before !== after)
      .map((chapter) => written(chapter, 'no events in the receipt, but in the log')),
}

export const refusedChangesNothing: Rule = {
  title: 'INV-25 a refused command leaves every stream as it was',
  about: touchingCustomers,
  broken: (story) =>
    story.chapters
      .filter(({ command }) => !isBulk(command.type))
      .filter(({ answer, before, after }) => answer.refusals.length > 0 && before !== after)
      .map((chapter) => written(chapter, chapter.answer.refusals)),
}
