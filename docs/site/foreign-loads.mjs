// The site reveals visits to no third party: scripts, styles, fonts and images are its own.
import { builtFiles } from './built-files.mjs'

const loads = [
  /<(?:script|link|img|iframe|source|video|audio)\s[^>]*?(?:src|href)="((?:https?:)?\/\/[^"]*)"/g,
  /url\(\s*["']?((?:https?:)?\/\/[^"')]*)/g,
  /@import\s+["']((?:https?:)?\/\/[^"']*)/g,
]

/** The addresses that pages and styles in `folder` load from other hosts, as `file: address`, sorted. */
export const foreignLoads = (folder) =>
  builtFiles(folder, '.html', '.css')
    .flatMap(([path, text]) =>
      loads.flatMap((pattern) => [...text.matchAll(pattern)].map(([, address]) => `${path}: ${address}`)),
    )
    .sort()
