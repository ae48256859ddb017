/** The longest delay of a timer, in milliseconds: Node fires longer ones at once. */
export const longestTimer: number = 2 ** 31 - 1
