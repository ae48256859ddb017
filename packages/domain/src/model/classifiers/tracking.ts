import type { Classifiers } from './state.js'

/** The dimensions customers are tracked by; what is missing here is a customer property. */
export const trackingDimensions: readonly string[] = ['region', 'industry', 'size', 'salesArea', 'origin']

const prefix = 'trackingItem:'

/** The selection list of a tracking dimension. */
export const trackingCatalogue = (dimension: string): string => `${prefix}${dimension}`

/** The dimension a catalogue is the selection list of; `null` for any other catalogue. */
export const dimensionOf = (catalogue: string): string | null =>
  catalogue.startsWith(prefix) ? catalogue.slice(prefix.length) : null

/** Whether customers are tracked by a dimension; a newer writer may have filled lists of others. */
export const isTracked = ({ catalogues }: Classifiers, dimension: string): boolean =>
  trackingDimensions.includes(dimension) || catalogues.has(trackingCatalogue(dimension))
