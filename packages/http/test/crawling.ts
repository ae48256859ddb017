/** A form of a page: its target, and its fields with their values. */
export type FormOfPage = {
  readonly action: string
  readonly method: 'get' | 'post'
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** A visited page. */
export type Visited = { readonly path: string; readonly html: string; readonly forms: readonly FormOfPage[] }

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

const attribute = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? []
  return value === undefined ? undefined : unescaped(value)
}

const fieldsIn = (form: string): readonly (readonly [string, string])[] =>
  [...form.matchAll(/<(?:input|button|select|textarea)\b[^>]*>/g)].flatMap(([tag]) => {
    const name = attribute(tag, 'name')
    return name === undefined ? [] : [[name, attribute(tag, 'value') ?? ''] as const]
  })

const formsIn = (path: string, html: string): readonly FormOfPage[] =>
  [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => ({
    action: attribute(tag, 'action') ?? path,
    method: attribute(tag, 'method') === 'post' ? 'post' : 'get',
    fields: fieldsIn(inside),
  }))

const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/<a\b[^>]*>/g)].flatMap(([tag]) => attribute(tag, 'href') ?? [])

// Pages of one kind are visited a few times, not once for each day and offset.
const kindOf = (path: string): string => {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  return `${pathname}?${[...new Set(searchParams.keys())].sort().join('&')}`
}

/** Visits every page that is reachable by links from the first, each kind of address once. */
export async function* crawl(ask: (path: string) => Promise<Response>, first = '/'): AsyncIterable<Visited> {
  const waiting = [first]
  const known = new Set(waiting.map(kindOf))
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response = await ask(path)
    const html = await response.text()
    yield { path, html, forms: formsIn(path, html) }
    if (response.headers.get('content-type')?.includes('html') !== true) continue
    for (const link of linksIn(html)) {
      if (!link.startsWith('/') || known.has(kindOf(link))) continue
      known.add(kindOf(link))
      waiting.push(link)
    }
  }
}
