import { type Outcome, when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { Activity, ActivityKind } from './state.js'

export const ActivityNotFound = rejection('ActivityNotFound', { activityId: 'text' }, 'notFound')
export const ActivityAlreadyRegistered = rejection('ActivityAlreadyRegistered', { activityId: 'text' })

/** No card has an address of the other party: the sender of a received e-mail, the receivers of a sent one. */
export const EmailAddressNotOnCard = rejection('EmailAddressNotOnCard', { direction: 'text' }, 'invalid')

export const activityRejections = { ActivityNotFound, ActivityAlreadyRegistered, EmailAddressNotOnCard }

/** Refuses unless there is an activity of this kind that was not deleted. */
export const unlessActivity = (activity: Activity, kind: ActivityKind, activityId: string): Outcome | null =>
  when(activity.kind !== kind || activity.gone, ActivityNotFound({ activityId }))

/** Refuses if an activity has this id already, deleted ones too. */
export const whenRegistered = ({ kind }: Activity, activityId: string): Outcome | null =>
  when(kind !== null, ActivityAlreadyRegistered({ activityId }))
