import { setTimeout } from 'node:timers/promises'
import { importKinds, refusedSheet, templateSheet } from '@clientele/adapters/import'
import { isLeft } from 'fp-ts/lib/Either.js'
import { answerSheets } from '../../answering/file.js'
import type { App, Asked, Service } from '../../environment.js'
import { route } from '../../routes.js'
import { leadTo } from '../acting/act.js'
import { type Form, postedForm } from '../acting/form.js'
import { nothingFilled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { fileMissing, otherUnderWay, showImportForm } from './form-page.js'
import { jobAddress, showJob } from './job-page.js'
import { type Chosen, createJobs, type Job, type Jobs } from './jobs.js'
import { chosenOptions } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

// A run that ends within this time, in milliseconds, shows its result at once.
const patience = 700

const settled = ({ run }: Job): Promise<unknown> => Promise.race([run.ended, setTimeout(patience)])

const jobIn = (asked: Asked, jobs: Jobs): Job | undefined => jobs.find(asked.req.param('id') ?? '', asked.var.by)

const showGone = (service: Service, asked: Asked): Promise<Response> =>
  showImportForm({ service, asked, filled: nothingFilled, note: importTexts(asked.var.locale).gone })

// A double click sends the same file twice.
const isOf = ({ name, content }: Job, chosen: Chosen): boolean =>
  name === chosen.name && Buffer.compare(content, chosen.content) === 0

const addForm = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import', {
    GET: (asked) => showImportForm({ service, asked, filled: nothingFilled }),
    POST: async (asked) => {
      const form = await postedForm(asked)
      const file = form.file('file')
      if (file === undefined) return showImportForm({ service, asked, filled: { form, refusal: fileMissing(asked) } })
      const { by, locale } = asked.var
      const content = new Uint8Array(await file.arrayBuffer())
      const chosen = { name: file.name, content, options: chosenOptions(form), by, locale }
      const job = jobs.begin(chosen, true)
      return isOf(job, chosen)
        ? leadTo(asked, jobAddress(service.base, job))
        : showImportForm({ service, asked, filled: { form, refusal: otherUnderWay(asked, job) } })
    },
  })

/** The actions of the buttons on the page of a file. */
const actions: { readonly [name: string]: ((jobs: Jobs, job: Job, form: Form) => void) | undefined } = {
  check: (jobs, job, form) => jobs.checkAgain(job, chosenOptions(form)),
  import: (jobs, job) => jobs.importChecked(job),
  stop: (_jobs, job) => job.run.stop(),
}

const addJob = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import/:id', {
    GET: async (asked) => {
      const job = jobIn(asked, jobs)
      if (job === undefined) return showGone(service, asked)
      await settled(job)
      return showJob(service, asked, job)
    },
    POST: async (asked) => {
      const job = jobIn(asked, jobs)
      if (job === undefined) return showGone(service, asked)
      const form = await postedForm(asked)
      // A page that shows an older check (another window, or Back) gets the newer one first.
      if (form.text('run') === undefined || form.text('run') === String(job.run.number))
        actions[form.text('do') ?? '']?.(jobs, job, form)
      return leadTo(asked, jobAddress(service.base, job))
    },
  })

const addRefusedRows = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import/:id/refused.xlsx', {
    GET: (asked) => {
      const outcome = jobIn(asked, jobs)?.run.outcome ?? 'broken'
      if (outcome === 'broken') return showNothing(service, asked)
      const { refused = [] } = isLeft(outcome) ? outcome.left.done : outcome.right
      if (refused.length === 0) return showNothing(service, asked)
      return answerSheets(
        asked,
        'refused',
        refused.map((rows) => refusedSheet(rows, asked.var.locale)),
      )
    },
  })

const addTemplates = (app: App, service: Service): void =>
  route(app, '/import/template/:file', {
    GET: (asked) => {
      const kind = importKinds.find((one) => `${one}.xlsx` === asked.req.param('file'))
      if (kind === undefined) return showNothing(service, asked)
      return answerSheets(asked, kind, [templateSheet(kind, asked.var.locale)])
    },
  })

/** Adds imports of files: a form, and a page per file with the preview, the import and its progress. */
export const addImport = (app: App, service: Service): void => {
  const jobs = createJobs(service)
  addForm(app, service, jobs)
  addTemplates(app, service)
  addJob(app, service, jobs)
  addRefusedRows(app, service, jobs)
}
