/** Events read at once. */
export const pageSize: number = 1_000
