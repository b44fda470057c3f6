// Typing sheets in: each key is an answer, shown beside its question and saved at once; a full theme leads to the next.
// Without this, each theme is a plain text field that the server reads and checks.

const LONGEST_WAIT = 20000
const RETRY = 2000
const NUMBERS = 1e9
const form = document.querySelector('form[data-typing]')
if (form) start(form)

function start (form) {
  const words = form.dataset
  const answers = words.keys
  const fields = [...form.querySelectorAll('[data-asked]')]
  const status = form.querySelector('.typing__status')
  const fault = form.querySelector('.typing__fault')
  const stopped = form.querySelector('.typing__stopped')
  const asked = field => Number(field.dataset.asked)
  let underWay = null
  let number = ''
  let unsaved = false
  let over = false

  fields.forEach((field, nth) => {
    field.value = tidy(field.value)
    field.addEventListener('keydown', event => keydown(event, field, nth))
    field.addEventListener('beforeinput', event => overwrite(event, field))
    field.addEventListener('input', () => typed(field, nth))
    // Tab selects all of a field: the next key would replace a whole theme.
    field.addEventListener('focus', () => setTimeout(() => {
      if (field.selectionEnd - field.selectionStart > 1) toEnd(field)
      show(field)
    }))
    field.addEventListener('blur', () => show(field))
    document.addEventListener('selectionchange', () => document.activeElement === field && show(field))
  })
  form.addEventListener('change', event => { if (!fields.includes(event.target)) save() })
  form.addEventListener('submit', submit)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', event => event.persisted && location.reload())
  addEventListener('online', () => { if (unsaved) send() })
  fields.forEach(show)

  // A key at a place that has an answer already puts its own there.
  function overwrite (event, field) {
    if (event.inputType !== 'insertText' || !event.data) return
    const at = field.selectionStart
    if (at < field.value.length && field.selectionEnd === at) field.setSelectionRange(at, at + 1)
  }

  function typed (field, nth) {
    const wrong = [...field.value].filter(letter => !answers.includes(letter.toLowerCase()) && !/[\s,;]/.test(letter))
    const at = tidy(field.value.slice(0, field.selectionStart)).length
    const symbols = tidy(field.value).slice(0, asked(field))
    if (field.value !== symbols) {
      field.value = symbols
      field.setSelectionRange(Math.min(at, symbols.length), Math.min(at, symbols.length))
    }
    fault.textContent = wrong.length ? `“${wrong[0]}” ${words.noAnswer}` : ''
    show(field)
    if (!wrong.length) save()
    if (symbols.length === asked(field) && field.selectionStart === symbols.length) go(nth + 1)
  }

  function keydown (event, field, nth) {
    const at = field.selectionStart
    const none = field.selectionEnd === at
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      go(nth + (event.key === 'ArrowUp' ? -1 : 1))
    } else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && at === 0 && none && nth > 0) {
      event.preventDefault()
      toEnd(fields[nth - 1])
      fields[nth - 1].setSelectionRange(fields[nth - 1].value.length - 1, fields[nth - 1].value.length - 1)
    } else if (event.key === 'ArrowRight' && at === field.value.length && none && nth < fields.length - 1) {
      event.preventDefault()
      fields[nth + 1].focus()
      fields[nth + 1].setSelectionRange(0, 0)
    } else if (event.key === 'Backspace' && none && at < field.value.length) {
      // In the middle it only goes back: taking a letter out would move all answers after it.
      event.preventDefault()
      field.setSelectionRange(at - 1, at - 1)
    } else if (event.key === 'Delete') {
      event.preventDefault()
    }
  }

  function go (nth) {
    const next = fields[nth]
    if (!next) return
    next.focus()
    toEnd(next)
  }

  function toEnd (field) {
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  }

  // What is typed, beside each question; and where the next key goes.
  function show (field) {
    const here = document.activeElement === field ? Math.min(field.selectionStart, asked(field) - 1) : -1
    field.closest('.typing__part').querySelectorAll('.typing__question').forEach((question, place) => {
      question.querySelector('.typing__answer').textContent = field.value[place] || ''
      question.classList.toggle('typing__question--here', place === here)
    })
  }

  function submit (event) {
    const button = event.submitter
    const lacking = fields.find(field => field.value.length < asked(field))
    if (lacking && !(button && button.value === 'stop')) {
      event.preventDefault()
      toEnd(lacking)
      const left = fields.reduce((sum, field) => sum + asked(field) - field.value.length, 0)
      fault.textContent = `${left} ${words.still}`
    } else if (underWay) {
      // A save on its way would make this page look older than what is kept.
      event.preventDefault()
      unsaved = false
      underWay.then(() => form.requestSubmit(button))
    } else {
      over = true
    }
  }

  function save () {
    unsaved = true
    send()
  }

  function send () {
    if (underWay || over || !unsaved) return
    unsaved = false
    // By chance, so that no other page's save has it: a last one as the page is left may follow this one unheard.
    number = String(crypto.getRandomValues(new Uint32Array(1))[0] % NUMBERS)
    underWay = post().finally(() => {
      underWay = null
      send()
    })
  }

  async function post () {
    try {
      const timeLimit = 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(LONGEST_WAIT) } : {}
      const response = await fetch(words.save, { method: 'POST', body: withNumber('number'), keepalive: true, ...timeLimit })
      if (response.status >= 500 || response.status === 429) return later()
      const answer = await response.json()
      if (!answer.saved) return stop(answer.why)
      form.elements.saves.value = answer.saves
      if (!unsaved) say(words.saved)
    } catch {
      later()
    }
  }

  function leave () {
    if (!unsaved || over) return
    navigator.sendBeacon(words.save, underWay ? withNumber('under-way') : new FormData(form))
  }

  function withNumber (field) {
    const given = new FormData(form)
    given.set(field, number)
    return given
  }

  function later () {
    say(words.waiting, true)
    setTimeout(save, RETRY)
  }

  function stop (why) {
    over = true
    say(words.stopped, true)
    stopped.textContent = why
    stopped.hidden = false
    stopped.scrollIntoView({ block: 'center' })
  }

  function tidy (text) {
    return [...text.toLowerCase()].filter(letter => answers.includes(letter)).join('')
  }

  function say (text, unfinished = false) {
    if (status.textContent !== text) status.textContent = text
    status.classList.toggle('typing__status--waiting', unfinished)
  }
}
