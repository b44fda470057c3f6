// Sends what changed, one request at a time: so two answers to the same question arrive in the order in which they were
// given. While one is under way the newest value of every other question waits, and goes with the next.

const LONGEST_WAIT = 30000 // longer than the server waits for its database, so that nothing given up here is saved later
const FIRST_RETRY = 1000
const LAST_RETRY = 20000

export class Saver {
  constructor (address, draft, told) {
    this.address = address
    this.draft = draft
    this.told = told
    this.unsaved = new Map()
    this.retryIn = FIRST_RETRY
    this.underWay = null
    this.over = false
    addEventListener('online', () => this.send())
  }

  get busy () {
    return this.underWay !== null
  }

  save (name, value, beside = {}) {
    this.unsaved.set(name, { value, beside })
    this.send()
  }

  send () {
    if (this.underWay || this.over || !this.unsaved.size) return
    clearTimeout(this.retry)
    const sent = new Map(this.unsaved)
    this.underWay = this.post(sent).finally(() => {
      this.underWay = null
      if (!this.retry) this.send()
    })
  }

  async post (sent) {
    this.retry = undefined
    try {
      const response = await fetch(this.address, { method: 'POST', body: this.body(sent), keepalive: true, ...timeLimit() })
      const answer = response.status < 500 && response.status !== 429 ? await response.json() : null
      if (answer) this.take(sent, answer)
      else this.tryLater(sent)
    } catch {
      this.tryLater(sent)
    }
  }

  body (sent) {
    const body = new URLSearchParams({ draft: this.draft })
    sent.forEach((one, name) => {
      body.set(name, one.value)
      for (const key in one.beside) body.set(key, one.beside[key])
    })
    return body
  }

  take (sent, answer) {
    this.retryIn = FIRST_RETRY
    this.over = !answer.saved
    sent.forEach((one, name) => {
      if (!answer.saved) return this.told.stopped(name, answer.why)
      // What was changed again meanwhile is still to be saved, and will say so itself.
      if (this.unsaved.get(name) !== one) return
      this.unsaved.delete(name)
      this.told.saved(name, one.value, answer)
    })
  }

  tryLater (sent) {
    sent.forEach((_one, name) => this.told.waiting(name))
    this.retry = setTimeout(() => { this.retry = undefined; this.send() }, this.retryIn)
    this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY)
  }

  settled (longest) {
    const quiet = async () => { while (this.underWay) await this.underWay }
    return Promise.race([quiet(), new Promise(resolve => setTimeout(resolve, longest))])
      .finally(() => { this.over = true; this.underWay = null })
  }
}

function timeLimit () {
  return 'timeout' in AbortSignal ? { signal: AbortSignal.timeout(LONGEST_WAIT) } : {}
}
