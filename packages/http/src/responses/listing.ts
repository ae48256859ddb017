import type { Listing } from '@clientele/projections'

/** Whether an answer is a table for CSV or Excel. */
export const isListing = (answer: unknown): answer is Listing =>
  typeof answer === 'object' && answer !== null && 'columns' in answer && 'rows' in answer
