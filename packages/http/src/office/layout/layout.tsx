import type { Locale } from '@clientele/projections'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { LastChange } from '../actions/last-change.js'
import { type AreaName, areas } from '../areas.js'
import { languageNames } from '../language/languages.js'
import { officeTexts } from '../texts/office-texts.js'

/** The frame around the content of a page; `address` is its path and query under `base`. */
export type LayoutProps = {
  readonly title: string
  readonly area: AreaName | null
  readonly locale: Locale
  readonly base: string
  readonly address: string
  readonly done: LastChange | null
  readonly search?: string | undefined
  /** Whether the page reloads by itself every three seconds without scripts. */
  readonly isRefreshing?: boolean | undefined
  readonly children?: Child
}

// The content security policy forbids inline styles and code in attributes. Pages are not stored in the browser's
// storage, and refusals are swapped in like any response.
const htmxConfig = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  historyCacheSize: 0,
  attributesToSettle: ['class'],
  scrollBehavior: 'instant',
  responseHandling: [
    { code: '204', swap: false },
    { code: '[2345]..', swap: true },
  ],
})

const Navigation = ({ area, locale, base }: LayoutProps) => {
  const texts = officeTexts(locale)
  return (
    <nav aria-label={texts.navigation}>
      <ul>
        {areas.map(({ name, path }) => (
          <li>
            <a href={`${base}${path}`} aria-current={name === area ? 'page' : undefined}>
              {texts[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Search = ({ locale, base, search }: LayoutProps) => {
  const texts = officeTexts(locale)
  return (
    <form class="search" action={`${base}/search`} method="get">
      <search>
        <input
          id="search"
          type="search"
          name="text"
          value={search ?? ''}
          aria-label={texts.search}
          placeholder={`${texts.searchButton} (/)`}
        />{' '}
        <button type="submit">{texts.searchButton}</button>
      </search>
    </form>
  )
}

const Languages = ({ locale, base, address }: LayoutProps) => (
  <form
    id="languages"
    action={`${base}/language`}
    method="post"
    hx-boost="false"
    aria-label={officeTexts(locale).language}
  >
    <input type="hidden" name="back" value={address} />
    {Object.entries(languageNames).map(([language, name]) => (
      <button
        type="submit"
        name="language"
        value={language}
        lang={language}
        aria-current={language === locale ? 'true' : undefined}
      >
        {name}
      </button>
    ))}
  </form>
)

const ChangeReport = ({ done, locale, base }: Pick<LayoutProps, 'locale' | 'base'> & { readonly done: LastChange }) => {
  const texts = officeTexts(locale)
  return (
    <p>
      <span>{done.sentence}</span>
      {done.canUndo ? (
        <button type="submit" name="commandId" value={done.commandId}>
          {texts.undo}
        </button>
      ) : null}
      <button type="submit" formaction={`${base}/done`} aria-label={texts.closeDone}>
        ×
      </button>
    </p>
  )
}

// The form stays in the page without a report: htmx cannot swap the response to a form that the response removes.
const Status = ({ done, locale, base, address }: LayoutProps) => (
  <div id="status" role="status">
    <form action={`${base}/undo`} method="post">
      <input type="hidden" name="back" value={address} />
      {done === null ? null : <ChangeReport done={done} locale={locale} base={base} />}
    </form>
  </div>
)

/** A whole page. With scripts, links and forms swap its main part; without, they load the page. */
export const Layout = (around: LayoutProps) => (
  <html lang={around.locale}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="htmx-config" content={htmxConfig} />
      {around.isRefreshing === true ? <noscript>{raw('<meta http-equiv="refresh" content="3">')}</noscript> : null}
      <title>{`${around.title} – Clientele`}</title>
      <link rel="icon" href={`${around.base}/assets/icon.svg`} type="image/svg+xml" />
      <link rel="stylesheet" href={`${around.base}/assets/office.css`} />
      <script src={`${around.base}/assets/htmx.js`} defer />
      <script src={`${around.base}/assets/morph.js`} defer />
      <script src={`${around.base}/assets/office.js`} defer data-changes={`${around.base}/changes`} />
    </head>
    <body
      hx-boost="true"
      hx-target="#main"
      hx-select="#main"
      hx-ext="morph"
      hx-swap="morph:outerHTML show:none"
      hx-select-oob="#menu:morph,#status:morph"
    >
      <a class="skip" href="#main">
        {officeTexts(around.locale).skip}
      </a>
      <header class="top">
        <details id="menu">
          <summary>{officeTexts(around.locale).menu}</summary>
          <Navigation {...around} />
          <Languages {...around} />
        </details>
        <Search {...around} />
      </header>
      <Status {...around} />
      <span id="refresh" hidden hx-select-oob="unset" />
      <main id="main" tabindex={-1}>
        <h1>{around.title}</h1>
        {around.children}
      </main>
    </body>
  </html>
)
