import { type Outcome, when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { Activity, ActivityKind } from './state.js'

export const ActivityNotFound = rejection('ActivityNotFound', { activityId: 'text' })
export const ActivityAlreadyRegistered = rejection('ActivityAlreadyRegistered', { activityId: 'text' })

/** No card carries an address of the other side: the sender's of what was received, the receivers' of what was sent. */
export const EmailAddressNotOnCard = rejection('EmailAddressNotOnCard', { direction: 'text' })

export const activityRejections = { ActivityNotFound, ActivityAlreadyRegistered, EmailAddressNotOnCard }

/** Refused unless there is an activity of this kind that was not taken away. */
export const unlessActivity = (activity: Activity, kind: ActivityKind, activityId: string): Outcome | null =>
  when(activity.kind !== kind || activity.gone, ActivityNotFound({ activityId }))

/** Refused where an activity has this id already, also one that was taken away. */
export const whenRegistered = ({ kind }: Activity, activityId: string): Outcome | null =>
  when(kind !== null, ActivityAlreadyRegistered({ activityId }))
