export const linkOnSite: (href: string, page: string) => string
