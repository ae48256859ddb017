import { aggregates } from '@clientele/domain'

/** The part of a stream's name before its id. */
export type Category = keyof typeof aggregates

const isCategory = (name: string): name is Category => Object.hasOwn(aggregates, name)

const categories: readonly Category[] = Object.keys(aggregates).filter(isCategory)

/** Returns the categories of the streams that may contain events of a type; none for an unknown type. */
export const categoriesOf = (type: string): readonly Category[] =>
  categories.filter((category) => aggregates[category].folds.includes(type))
