// Page behaviour beyond links and forms: keyboard, drag and drop, and live updates.
const search = () => document.getElementById('search')
const isTyping = (element) => element?.matches?.('input:not([type=checkbox]), textarea, select') === true

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  event.preventDefault()
  search()?.focus()
})

// Arrow keys move between the cells of the matrix.
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
document.addEventListener('keydown', (event) => {
  const step = steps[event.key]
  const cell = event.target.closest?.('table.matrix td')
  if (step === undefined || cell === null || cell === undefined || isTyping(event.target)) return
  const row = cell.parentElement.parentElement.rows[cell.parentElement.sectionRowIndex + step[0]]
  const next = row?.cells[cell.cellIndex + step[1]]?.querySelector('button, a')
  if (next === null || next === undefined) return
  event.preventDefault()
  next.focus()
})

// A checkbox in the head of a table selects all of its rows.
document.addEventListener('change', ({ target }) => {
  const name = target.dataset.all
  if (name === undefined) return
  for (const box of target.closest('table').querySelectorAll(`input[name="${name}"]`)) box.checked = target.checked
})

// A group that is dropped on another becomes its subgroup; dropped beside the tree, a top-level group. Without a mouse, the
// form on the page of the group does the same.
let dragged = null
const dropTarget = ({ target }) => {
  const place = dragged === null ? null : target.closest?.('[data-group]')
  return place === null || place === undefined || place.dataset.group === dragged ? null : place
}
const markTarget = (place) => {
  for (const marked of document.querySelectorAll('.target')) if (marked !== place) marked.classList.remove('target')
  place?.classList.add('target')
}
document.addEventListener('dragstart', (event) => {
  const group = event.target.closest?.('[data-group][draggable]')
  if (group === null || group === undefined) return
  dragged = group.dataset.group
  event.dataTransfer.effectAllowed = 'move'
})
document.addEventListener('dragover', (event) => {
  const place = dropTarget(event)
  markTarget(place)
  if (place !== null) event.preventDefault()
})
document.addEventListener('dragend', () => {
  dragged = null
  markTarget(null)
})
document.addEventListener('drop', (event) => {
  const [form, place] = [document.getElementById('drop-group'), dropTarget(event)]
  if (form === null || place === null) return
  event.preventDefault()
  form.elements.groupId.value = dragged
  form.elements.parentId.value = place.dataset.group
  form.requestSubmit()
})

// Empty fields are left out of the URL.
document.addEventListener(
  'submit',
  (event) => {
    if (event.target.method !== 'get') return
    for (const field of event.target.elements) if (field.name !== '' && field.value === '') field.disabled = true
    setTimeout(() => {
      for (const field of event.target.elements) field.disabled = false
    })
  },
  true,
)

// A form without an action submits to the URL of its page, even if it was morphed from the form of another page, whose URL
// htmx still has.
document.addEventListener('htmx:configRequest', ({ detail }) => {
  if (detail.elt.tagName !== 'FORM' || detail.elt.hasAttribute('action')) return
  detail.path = detail.verb === 'get' ? location.pathname : location.pathname + location.search
})

// Only the response to the last request is shown: a late one would overwrite a page requested since.
let lastRequest = null
document.addEventListener('htmx:beforeSend', ({ detail }) => {
  lastRequest = detail.xhr
})
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.xhr !== lastRequest) detail.shouldSwap = false
})

// A problem that is not a page (such as a file that is too large) is shown in the status line; the page stays.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.xhr.getResponseHeader('content-type')?.startsWith('application/problem+json') !== true) return
  detail.shouldSwap = false
  const message = document.createElement('p')
  message.textContent = JSON.parse(detail.xhr.responseText).detail
  document.getElementById('status').replaceChildren(message)
})

// A live page reloads after a change in the register, unless the user is filling in a form or reading why one was refused.
const isFilledIn = (field) => {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked
  if (field.options === undefined) return field.value !== field.defaultValue
  return field.selectedOptions[0] !== ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])
}
const isBusy = () => {
  const main = document.getElementById('main')
  return (
    main === null ||
    main.querySelector('[data-live]') === null ||
    main.querySelector('[role=alert]') !== null ||
    [...main.querySelectorAll('input:not([type=hidden]), textarea, select')].some(isFilledIn) ||
    isTyping(document.activeElement) ||
    document.querySelector('.htmx-request') !== null
  )
}
let waiting = null
const refresh = () => {
  waiting = null
  if (isBusy()) return
  window.htmx.ajax('GET', location.pathname + location.search, {
    source: '#refresh',
    target: '#main',
    select: '#main',
    swap: 'morph:outerHTML show:none',
  })
}
const changes = new EventSource(
  document.currentScript?.dataset.changes ?? document.querySelector('script[data-changes]').dataset.changes,
)
changes.addEventListener('message', () => {
  if (waiting === null) waiting = setTimeout(refresh, 300)
})
window.addEventListener('pagehide', () => changes.close())
