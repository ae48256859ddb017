import { rejection } from '../../kernel/rejection.js'

export const CannotMergeWithItself = rejection('CannotMergeWithItself', { id: 'text' })
export const CustomerKindMismatch = rejection('CustomerKindMismatch', { survivorId: 'text', duplicateId: 'text' })

/** The survivor would show what is hidden with the duplicate, or the other way round, to somebody who may not see it. */
export const MergeWouldReveal = rejection('MergeWouldReveal', { survivorId: 'text', duplicateId: 'text' })

export const mergingRejections = { CannotMergeWithItself, CustomerKindMismatch, MergeWouldReveal }
