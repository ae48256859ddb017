/** A customer and a number it has or had. */
export type Numbered = { readonly customerId: string; readonly number: number }

/** INV-06: no number is given to two customers. */
export const areNeverShared = (given: readonly Numbered[]): boolean => {
  const holders = new Map<number, string>()
  return given.every(({ customerId, number }) => {
    const holder = holders.get(number) ?? customerId
    holders.set(number, holder)
    return holder === customerId
  })
}

/** INV-07: an automatic number is the smallest from the start on that was never reserved. */
export const isSmallestFree = (number: number, start: number, reserved: ReadonlySet<number>): boolean => {
  let smallest = start
  while (reserved.has(smallest)) smallest += 1
  return number === smallest
}
