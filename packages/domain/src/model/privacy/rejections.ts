import { rejection } from '../../kernel/rejection.js'

export const PersonIsErased = rejection('PersonIsErased', { personId: 'text' })
export const ErasureBlockedByRetention = rejection('ErasureBlockedByRetention', { until: 'text' })

export const privacyRejections = { PersonIsErased, ErasureBlockedByRetention }
