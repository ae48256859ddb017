/** A line of the side bar, with those beneath it; `link` is the path of a page below docs, or of the generated reference. */
export type Item = { readonly text: string; readonly link?: string; readonly items?: readonly Item[] }

/** The title of a page below `folder`: its first heading. Throws an `Error` that names a page without one. */
export const titleOf: (page: string, folder?: string) => string

/** The sections of the side bar for the pages in `folder`, which is docs by default. */
export const sidebarOf: (folder?: string) => readonly Item[]
