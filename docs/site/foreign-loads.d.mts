/** What built pages and styles in `folder` load from other hosts, as `file: address`, sorted. */
export const foreignLoads: (folder: string) => readonly string[]
