import { rejection } from '../kernel/rejection.js'

export const CannotMergeWithItself = rejection('CannotMergeWithItself', { id: 'text' })
export const CustomerKindMismatch = rejection('CustomerKindMismatch', { survivorId: 'text', duplicateId: 'text' })

export const mergingRejections = { CannotMergeWithItself, CustomerKindMismatch }
