import { rejection } from '../../kernel/rejection.js'

export const CannotMergeWithItself = rejection('CannotMergeWithItself', { id: 'text' }, 'invalid')
export const CustomerKindMismatch = rejection('CustomerKindMismatch', { survivorId: 'text', duplicateId: 'text' })

/** The merge would show hidden data of one record to an employee who may not see it. */
export const MergeWouldReveal = rejection('MergeWouldReveal', { survivorId: 'text', duplicateId: 'text' })

export const mergingRejections = { CannotMergeWithItself, CustomerKindMismatch, MergeWouldReveal }
