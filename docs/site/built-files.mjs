import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The files below `folder` with one of the extensions in `endings`: their path on the site, and their text. */
export const builtFiles = (folder, ...endings) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => endings.some((ending) => name.endsWith(ending)))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [`/${relative(folder, file).replaceAll('\\', '/')}`, readFileSync(file, 'utf8')])
