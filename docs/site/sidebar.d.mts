/** A line of the side bar, with those beneath it. */
export type Item = { readonly text: string; readonly link?: string; readonly items?: readonly Item[] }

export const titleOf: (page: string, folder?: string) => string
export const sidebarOf: (folder?: string) => readonly Item[]
