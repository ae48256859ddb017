import { PersonId } from '../../ids.js'
import { nullable, optional, storedIdOf, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

const reasonFields = { reason: optional(nullable(text)) }

/** `until` is the first day on which erasure is possible again. */
export const PlaceLegalHold = command(
  'PlaceLegalHold',
  { personId: PersonId, until: CalendarDate, ...reasonFields },
  'Keeps the data of a person from being erased until a day.',
)
export const LiftLegalHold = command(
  'LiftLegalHold',
  { personId: PersonId, ...reasonFields },
  'Lifts the legal hold on the data of a person.',
)

/** Erases a person (GDPR 17); `requestId` names the request, never the person. Accepts any id of an older log. */
export const ErasePerson = command(
  'ErasePerson',
  {
    personId: storedIdOf('PersonId'),
    requestId: optional(nullable(text)),
  },
  'Erases the personal data of a person in all views, lists and histories.',
)

export const privacyCommands = { PlaceLegalHold, LiftLegalHold, ErasePerson }
