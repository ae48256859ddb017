/** The number of events in a page. */
export const pageSize: number = 1_000
