/**
 * Where a link leads on the site: unchanged between pages, to the repository for its other files. `page` is an absolute
 * path. Throws an `Error` that names page and link where there is no such file.
 */
export const linkOnSite: (href: string, page: string) => string
