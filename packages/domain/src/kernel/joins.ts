import type { MembershipIndex } from './decision.js'

/** Whether an event makes its stream a member of a key. */
export const joins = (
  { index, key }: { readonly index: MembershipIndex; readonly key: string },
  type: string,
  data: () => unknown,
): boolean => {
  const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
  if (field === undefined || field === null) return field === null
  const value = data()
  return typeof value === 'object' && value !== null && Reflect.get(value, field) === key
}
