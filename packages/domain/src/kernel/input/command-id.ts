/** The most parts of a command: as many as its parts can be numbered with nine digits. */
export const mostParts = 1_000_000_000

const ending = /\/part-(0|[1-9]\d{0,8})$/

/** The id of the n-th part of a bulk command, counted from 0: a retry of the whole makes it again. */
export const partId = (whole: string, number: number): string => `${whole}/part-${number}`

/** The number with which the id of a part ends; `null` for any other id. No caller can give an id that ends so. */
export const partNumberIn = (commandId: string): number | null => {
  const number = ending.exec(commandId)?.[1]
  return number === undefined ? null : Number(number)
}
