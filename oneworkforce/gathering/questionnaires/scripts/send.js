// The pages on which nothing is answered: takes one press of “Send my answers” for one, never says that anything is sent
// that is not, and saves what this device still has. Without this a second press sends again, and the page is the same.

import { forget } from '../../../visitors/scripts/_device.js'
import { begin, isKept } from './_page.js'

const part = document.getElementById('device')
const forms = document.querySelectorAll('form[data-once]')
const AGAIN_AFTER = 8000 // so that somebody whose connection was lost meanwhile can try again
const LONGEST_WAIT = 30000
const page = part && begin(part, { newer: () => page.line.say(page.words.newer), over: why => page.line.say(why) })
if (page) start(page)
addEventListener('pageshow', () => disable(false))

function start ({ device, saver, line, words }) {
  const list = document.getElementById('kept-check')
  if (list) fillIn(list, device.read())
  if (isKept()) line.offline(device.lasting)
  saveWhatWaits()

  document.getElementById('try-again')?.addEventListener('click', async event => {
    event.preventDefault()
    if (await reachable(words.save)) location.assign(words.check)
    else {
      line.say('')
      setTimeout(() => line.say(words.notSent), 100)
    }
  })

  forms.forEach(form => form.addEventListener('submit', async event => {
    event.preventDefault()
    disable(true)
    setTimeout(disable, AGAIN_AFTER, false)
    line.say('')
    if (!await saver.send() && !saver.over) return line.say(words.notSent)
    try {
      const limit = 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(LONGEST_WAIT) } : {}
      const headers = { Accept: 'application/json' }
      const body = new URLSearchParams(new FormData(form))
      const response = await fetch(form.dataset.once, { method: 'POST', headers, body, ...limit })
      if (response.status >= 500) throw new Error(String(response.status))
      if (response.headers.get('Content-Type')?.includes('json')) {
        const { next } = await response.json()
        await forget()
        location.replace(next)
      } else if (response.redirected && new URL(response.url).pathname.startsWith('/answer/sent/')) {
        await forget()
        location.replace(response.url)
      } else form.submit() // its own page says what is wrong, and pressing twice sends once
    } catch {
      line.say(words.notSent)
      disable(false)
    }
  }))

  // This page lists what the server had: where the device had more, it has to come anew.
  async function saveWhatWaits () {
    if (!saver.next().size) return
    if (await saver.send() && !saver.over && !isKept()) location.reload()
  }
}

// How much of each theme is answered, as far as this device knows.
function fillIn (list, { known, waiting }) {
  const value = name => waiting[name]?.value ?? known[name]?.[0] ?? ''
  list.querySelectorAll('[data-fields]').forEach(row => {
    const names = row.dataset.fields.split(' ')
    const given = names.filter(name => !['', '.'].includes(value(name))).length
    const words = list.dataset.answered.replace('{given}', given).replace('{asked}', names.length)
    const parts = value(`comment:${row.dataset.theme}`) ? [words, list.dataset.comment] : [words]
    row.querySelector('.answer-row__value').textContent = parts.join(', ')
  })
}

// The service answers that there was nothing to save: so it is there.
async function reachable (address) {
  try {
    await (await fetch(address, { method: 'POST', body: new URLSearchParams() })).json()
    return true
  } catch {
    return false
  }
}

function disable (whether) {
  forms.forEach(form => form.querySelectorAll('button').forEach(button => { button.disabled = whether }))
}
