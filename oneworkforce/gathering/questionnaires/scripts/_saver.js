// Sends what changed, one request at a time, so that an older answer never takes the place of a newer one.
//
// Each change gets a new mark, and goes up with the marks that the server may have for it as far as this device knows: of
// what it last said, and of what was sent and never answered. Where the server has another, somebody changed it elsewhere
// since. Then it says so, and what it has stays: but for a press of just now on a page that did not know, which goes
// up once more, over what the server said. See docs/adr/0016-newer-stays.md.

const LONGEST_WAIT = 30000
const FIRST_RETRY = 1000
const LAST_RETRY = 20000
const JUST_NOW = 3000 // nobody changes an answer on two devices in so short a time
const MOST_BELIEVED = 40
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export class Saver {
  constructor ({ device, told, post, clock = now }) {
    this.device = device
    this.told = told
    this.post = post
    this.clock = clock
    this.acted = new Map()
    this.retryIn = FIRST_RETRY
    this.underWay = null
    this.over = false
  }

  get busy () {
    return this.underWay !== null
  }

  // Somebody answers: `name` is q<position>, about, or comment:<theme>.
  act (name, value) {
    if (this.over) return
    this.acted.set(name, this.clock())
    this.device.change(state => {
      const before = state.waiting[name]
      const was = before ? [...before.was, ...(before.sent ? [before.mark] : [])] : marksOf(state.known[name])
      state.waiting[name] = { value, mark: newMark(), was: was.slice(-MOST_BELIEVED), sent: false }
    })
    return this.send()
  }

  // Takes away what somebody decides to give up, or says that it is to go over what the server has.
  decide (name, value) {
    this.device.change(state => {
      const other = state.waiting[name]?.other
      if (!other) return
      state.known[name] = other
      if (value === other[0]) delete state.waiting[name]
      else state.waiting[name] = { value, mark: newMark(), was: [other[1]], sent: false }
    })
    return this.send()
  }

  // Resolves to whether all that waits is saved, as far as it goes without somebody's decision.
  send () {
    clearTimeout(this.retry)
    this.retry = undefined
    if (!this.underWay) {
      this.underWay = this.sendAll().finally(() => { this.underWay = null })
    }
    // What was changed while the last request was under way goes with the next.
    return this.underWay.then(well => (well && !this.over && this.next().size ? this.send() : well))
  }

  async sendAll () {
    let batch
    while (!this.over && (batch = this.next()).size) {
      if (!await this.sendOnce(batch)) {
        this.told.waiting(Object.keys(this.device.read().waiting))
        this.tryLater()
        return false
      }
    }
    return !this.over
  }

  // All answers that wait, and one comment: a request holds no more than one.
  next () {
    const batch = new Map()
    let comments = 0
    for (const [name, one] of Object.entries(this.device.read().waiting)) {
      if (one.other || (name.startsWith('comment:') && comments++)) continue
      batch.set(name, one)
    }
    return batch
  }

  async sendOnce (batch) {
    this.device.change(state => batch.forEach((one, name) => {
      if (state.waiting[name]?.mark === one.mark) state.waiting[name].sent = true
    }))
    try {
      const { status, answer } = await this.post(fields(this.device.draft, batch))
      if (status >= 500 || status === 429) return false
      if (answer.saved) this.take(batch, answer)
      else this.refused(batch, status, answer.why)
    } catch {
      return false
    }
    this.retryIn = FIRST_RETRY
    return true
  }

  take (batch, answer) {
    const saved = []
    const later = []
    this.device.change(state => batch.forEach((one, name) => {
      const kept = answer.kept?.[name.split(':')[0]]
      const waits = state.waiting[name]
      const same = !kept || kept[0] === one.value
      if (waits && waits.mark !== one.mark) {
        // Changed here again meanwhile: that will be asked about by itself.
        state.known[name] = kept ?? [one.value, one.mark]
      } else if (kept && waits && !name.startsWith('comment:') && this.isJustNow(name)) {
        // Though it may be the same answer: what comes late from elsewhere must find that it was given again.
        state.known[name] = kept
        waits.was = [kept[1]]
        waits.sent = false
      } else if (same) {
        if (waits) state.known[name] = kept ?? [one.value, one.mark]
        delete state.waiting[name]
        saved.push(name)
      } else if (waits && name.startsWith('comment:')) {
        waits.other = kept
        later.push(() => this.told.differs(name, one.value, kept[0]))
      } else {
        state.known[name] = kept
        delete state.waiting[name]
        later.push(() => this.told.newer(name, kept[0]))
      }
    }))
    if (saved.length) this.told.saved(saved, answer)
    later.forEach(tell => tell())
  }

  refused (batch, status, why) {
    // 400 is about what was sent; everything else about the whole questionnaire, which takes nothing any more.
    this.over = status !== 400
    if (this.over) this.told.over(why, status)
    else {
      this.device.change(state => batch.forEach((_one, name) => delete state.waiting[name]))
      this.told.stopped([...batch.keys()], why)
    }
  }

  isJustNow (name) {
    const at = this.acted.get(name)
    // Two clocks: one of them stands still while a computer sleeps, the other may be put back.
    return Boolean(at) && this.clock().every((time, which) => Math.abs(time - at[which]) < JUST_NOW)
  }

  tryLater () {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.send(), this.retryIn)
    this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY)
  }
}

// Posts form fields and gives back the status and the JSON; throws where there is none, as without a connection.
export function poster (address) {
  return async fields => {
    const limit = 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(LONGEST_WAIT) } : {}
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields), keepalive: true, ...limit })
    const failed = response.status >= 500 || response.status === 429
    return { status: response.status, answer: failed ? {} : await response.json() }
  }
}

function fields (draft, batch) {
  const found = { draft }
  batch.forEach((one, name) => {
    const [kind, theme] = name.split(':')
    if (kind === 'about') [found.sector, found.locality, found.workforce = ''] = one.value.split('/')
    else found[kind] = one.value
    if (theme) found.theme = theme
    if (one.was.length) {
      found[`mark_${kind}`] = one.mark
      found[`was_${kind}`] = one.was.join(' ')
    }
  })
  return found
}

function marksOf (known) {
  return known ? [known[1]] : []
}

function newMark () {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), byte => LETTERS[byte % LETTERS.length]).join('')
}

function now () {
  return [performance.now(), Date.now()]
}
