import { setTimeout } from 'node:timers/promises'
import { importKinds, refusedSheet, templateSheet } from '@clientele/adapters/import'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../environment.js'
import { answerSheets } from '../../responses/file.js'
import { route } from '../../routes.js'
import { redirectTo } from '../actions/execute-all.js'
import { type Form, postedForm } from '../actions/form.js'
import { emptyFormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { fileMissing, otherUnderWay, showImportForm } from './form-page.js'
import { jobAddress, showJob } from './job-page.js'
import { createJobs, type Job, type Jobs, type SelectedFile } from './jobs.js'
import { optionsIn } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

// A run that ends within this time, in milliseconds, shows its result at once.
const quickRun = 700

const waitForRun = ({ run }: Job): Promise<unknown> => Promise.race([run.ended, setTimeout(quickRun)])

const jobIn = (context: RequestContext, jobs: Jobs): Job | undefined =>
  jobs.find(context.req.param('id') ?? '', context.var.by)

const showGone = (service: Service, context: RequestContext): Promise<Response> =>
  showImportForm({ service, context, formState: emptyFormState, note: importTexts(context.var.locale).gone })

// A double click sends the same file twice.
const isSameFile = ({ name, content }: Job, chosen: SelectedFile): boolean =>
  name === chosen.name && Buffer.compare(content, chosen.content) === 0

const addForm = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import', {
    GET: (context) => showImportForm({ service, context, formState: emptyFormState }),
    POST: async (context) => {
      const form = await postedForm(context)
      const file = form.file('file')
      if (file === undefined)
        return showImportForm({
          service,
          context,
          formState: { ...emptyFormState, form, refusal: fileMissing(context) },
        })
      const { by, locale } = context.var
      const content = new Uint8Array(await file.arrayBuffer())
      const chosen = { name: file.name, content, options: optionsIn(form), by, locale }
      const job = jobs.begin(chosen, true)
      return isSameFile(job, chosen)
        ? redirectTo(context, jobAddress(service.base, job))
        : showImportForm({
            service,
            context,
            formState: { ...emptyFormState, form, refusal: otherUnderWay(context, job) },
          })
    },
  })

/** The actions of the buttons on the page of a file. */
const actions: { readonly [name: string]: ((jobs: Jobs, job: Job, form: Form) => void) | undefined } = {
  check: (jobs, job, form) => jobs.checkAgain(job, optionsIn(form)),
  import: (jobs, job) => jobs.importChecked(job),
  stop: (_jobs, job) => job.run.stop(),
}

const addJob = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import/:id', {
    GET: async (context) => {
      const job = jobIn(context, jobs)
      if (job === undefined) return showGone(service, context)
      await waitForRun(job)
      return showJob(service, context, job)
    },
    POST: async (context) => {
      const job = jobIn(context, jobs)
      if (job === undefined) return showGone(service, context)
      const form = await postedForm(context)
      // A page that shows an older check (another window, or Back) gets the newer one first.
      if (form.text('run') === undefined || form.text('run') === String(job.run.number))
        actions[form.text('do') ?? '']?.(jobs, job, form)
      return redirectTo(context, jobAddress(service.base, job))
    },
  })

const addRefusedRows = (app: App, service: Service, jobs: Jobs): void =>
  route(app, '/import/:id/refused.xlsx', {
    GET: (context) => {
      const outcome = jobIn(context, jobs)?.run.outcome ?? 'broken'
      if (outcome === 'broken') return showNothing(service, context)
      const { refused = [] } = isLeft(outcome) ? outcome.left.done : outcome.right
      if (refused.length === 0) return showNothing(service, context)
      return answerSheets(
        context,
        'refused',
        refused.map((rows) => refusedSheet(rows, context.var.locale)),
      )
    },
  })

const addTemplates = (app: App, service: Service): void =>
  route(app, '/import/template/:file', {
    GET: (context) => {
      const kind = importKinds.find((one) => `${one}.xlsx` === context.req.param('file'))
      if (kind === undefined) return showNothing(service, context)
      return answerSheets(context, kind, [templateSheet(kind, context.var.locale)])
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
