/** The maximum number of parts of a command: part numbers have at most nine digits. */
export const maxParts = 1_000_000_000

const ending = /\/part-(0|[1-9]\d{0,8})$/

/** Returns the id of the n-th part of a bulk command, from 0; a retry of the bulk command gives the same ids. */
export const partId = (whole: string, number: number): string => `${whole}/part-${number}`

/**
 * Returns the number at the end of the id of a part; `null` for any other id. Callers cannot use ids that end like
 * this.
 */
export const partNumberIn = (commandId: string): number | null => {
  const number = ending.exec(commandId)?.[1]
  return number === undefined ? null : Number(number)
}
