export const deadLinks: (folder: string) => readonly string[]
