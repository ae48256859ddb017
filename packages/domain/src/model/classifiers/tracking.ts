import type { Classifiers } from './state.js'

/** The dimensions that customers are tracked by; anything else is a customer property. */
export const trackingDimensions: readonly string[] = ['region', 'industry', 'size', 'salesArea', 'origin']

const prefix = 'trackingItem:'

/** Returns the catalogue of the values of a tracking dimension. */
export const trackingCatalogue = (dimension: string): string => `${prefix}${dimension}`

/** Returns the tracking dimension of a catalogue; `null` for any other catalogue. */
export const dimensionOf = (catalogue: string): string | null =>
  catalogue.startsWith(prefix) ? catalogue.slice(prefix.length) : null

/** Whether customers are tracked by a dimension; a newer version may have filled catalogues of others. */
export const isTracked = ({ catalogues }: Classifiers, dimension: string): boolean =>
  trackingDimensions.includes(dimension) || catalogues.has(trackingCatalogue(dimension))
