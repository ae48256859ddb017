import { type Outcome, when } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { type Classifiers, classifierValue } from './state.js'
import { isTracked } from './tracking.js'

export const UnknownClassifierValue = rejection(
  'UnknownClassifierValue',
  { catalogue: 'text', value: 'text' },
  'notFound',
)
export const ClassifierValueTaken = rejection('ClassifierValueTaken', { catalogue: 'text', value: 'text' })
export const ClassifierValueRetiredError = rejection('ClassifierValueRetiredError', {
  catalogue: 'text',
  value: 'text',
})
export const PropertyNumberTaken = rejection('PropertyNumberTaken', { number: 'number' })
export const PropertyInUse = rejection('PropertyInUse', { number: 'number', setting: 'text' })
export const UnknownProperty = rejection('UnknownProperty', { number: 'number' }, 'notFound')
export const PropertyNotAssigned = rejection('PropertyNotAssigned', { property: 'text' })
export const UnknownTrackingDimension = rejection('UnknownTrackingDimension', { dimension: 'text' }, 'notFound')
export const UnknownContactGroup = rejection('UnknownContactGroup', { contactGroupId: 'text' }, 'notFound')

export const classifierRejections = {
  UnknownClassifierValue,
  ClassifierValueTaken,
  ClassifierValueRetiredError,
  PropertyNumberTaken,
  PropertyInUse,
  UnknownProperty,
  PropertyNotAssigned,
  UnknownTrackingDimension,
  UnknownContactGroup,
}

/** Refuses unless customers are tracked by a dimension. */
export const unlessDimension = (classifiers: Classifiers, dimension: string): Outcome | null =>
  when(!isTracked(classifiers, dimension), UnknownTrackingDimension({ dimension }))

/** The rejections of `unlessChoosable`. */
export const noChoosableValue = [UnknownClassifierValue, ClassifierValueRetiredError] as const

/** Refuses unless a value can be chosen: it exists and is not retired. */
export const unlessChoosable = (classifiers: Classifiers, catalogue: string, value: string): Outcome | null => {
  const known = classifierValue(classifiers, catalogue, value)
  return (
    when(known === undefined, UnknownClassifierValue({ catalogue, value })) ??
    when(known?.retired === true, ClassifierValueRetiredError({ catalogue, value }))
  )
}
