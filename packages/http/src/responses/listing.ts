import type { Listing, Section } from '@clientele/projections'

/** Whether an answer is a table for CSV or Excel. */
export const isListing = (answer: unknown): answer is Listing =>
  typeof answer === 'object' && answer !== null && 'columns' in answer && 'rows' in answer

/** Whether an answer is a card in sections, which are tables: the sheets of an Excel file. */
export const areSections = (answer: unknown): answer is readonly Section[] =>
  Array.isArray(answer) && answer.every((one) => isListing(Object(one).listing))
