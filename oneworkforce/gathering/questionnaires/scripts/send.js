// Takes one press of “Send my answers” for one. Without this a second press sends again, and the page is the same.

const forms = document.querySelectorAll('form[data-once]')
const AGAIN_AFTER = 8000 // so that somebody whose connection was lost meanwhile can try again

forms.forEach(form => form.addEventListener('submit', () => {
  disable(true)
  setTimeout(disable, AGAIN_AFTER, false)
}))

// The back button may bring the page as it was left.
addEventListener('pageshow', () => disable(false))

function disable (whether) {
  forms.forEach(form => form.querySelectorAll('button').forEach(button => { button.disabled = whether }))
}
