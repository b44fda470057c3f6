// Moves the focus to the error summary, and from its links to the fields, keeping the label in view.

export function focusErrorSummary () {
  const summary = document.querySelector('[data-module="error-summary"]')
  if (!summary) return
  summary.focus()
  summary.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]')
    const input = link && document.getElementById(link.hash.slice(1))
    if (!input) return
    event.preventDefault()
    const named = input.closest('fieldset')?.querySelector('legend') ?? document.querySelector(`label[for="${input.id}"]`)
    ;(named ?? input).scrollIntoView()
    focusable(input).focus({ preventScroll: true })
  })
}

function focusable (element) {
  return element.matches('fieldset') ? element.querySelector('input, select, textarea') ?? element : element
}
