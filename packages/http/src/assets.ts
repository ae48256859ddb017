import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { once } from '@clientele/domain'

/** A static file of the pages. */
export type Asset = { readonly type: string; readonly content: () => string }

const own = (name: string): (() => string) =>
  once(() => readFileSync(fileURLToPath(new URL(`../assets/${name}`, import.meta.url)), 'utf8'))

const ofPackage = (path: string): (() => string) =>
  once(() => readFileSync(createRequire(import.meta.url).resolve(path), 'utf8'))

const script = 'text/javascript; charset=utf-8'

/** The static files of the pages by name, read on first use. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  ['office.css', { type: 'text/css; charset=utf-8', content: own('office.css') }],
  ['office.js', { type: script, content: own('office.js') }],
  ['icon.svg', { type: 'image/svg+xml', content: own('icon.svg') }],
  ['morph.js', { type: script, content: ofPackage('idiomorph/dist/idiomorph-ext.min.js') }],
  ['htmx.js', { type: script, content: ofPackage('htmx.org/dist/htmx.min.js') }],
])
