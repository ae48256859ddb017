/** The links of built pages in `folder` to a page or a heading of the site that is not there, as `page: link`, sorted. */
export const deadLinks: (folder: string) => readonly string[]
