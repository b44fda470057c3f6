// What this device keeps of one questionnaire while it is under way: `known`, what the server last said of each thing that
// can be answered, and `waiting`, what it has not said yet that it saved. Everything is keyed by the questionnaire's
// fingerprint, and a device keeps those of one alone. On a shared device, or where the browser keeps nothing, it lasts as
// long as the page.

export const PREFIX = 'oneworkforce-answers:'

export class Device {
  constructor (draft, storage) {
    this.draft = draft
    this.key = PREFIX + draft
    this.storage = storage
    this.inMemory = { known: {}, waiting: {}, pages: '' }
    this.lasting = Boolean(storage) && this.works()
  }

  works () {
    try {
      this.storage.setItem(PREFIX, '')
      this.storage.removeItem(PREFIX)
      return true
    } catch {
      return false
    }
  }

  read () {
    if (!this.lasting) return this.inMemory
    try {
      return { ...this.inMemory, ...JSON.parse(this.storage.getItem(this.key)) }
    } catch {
      return this.inMemory
    }
  }

  // Other tabs of this browser read and write the same: so each change begins from what is there at its moment.
  change (how) {
    const state = structuredCloneOf(this.read())
    const result = how(state)
    this.inMemory = state
    try {
      if (this.lasting) this.storage.setItem(this.key, JSON.stringify(state))
    } catch { // full, or denied since
      this.lasting = false
    }
    return result
  }
}

// The browser's own storage, or null where it is denied.
export function storageHere () {
  try {
    return localStorage
  } catch {
    return null
  }
}

// Clears what this device keeps of every questionnaire, or of every other than one.
export async function forget (except = '') {
  const goes = key => key.startsWith(PREFIX) && !(except && key.startsWith(PREFIX + except))
  const storage = storageHere()
  try {
    Object.keys(storage ?? {}).filter(goes).forEach(key => storage.removeItem(key))
  } catch { /* denied: then nothing is kept */ }
  try {
    if ('caches' in self) await Promise.all((await caches.keys()).filter(goes).map(key => caches.delete(key)))
    if (!except && navigator.serviceWorker) {
      const here = await navigator.serviceWorker.getRegistrations()
      await Promise.all(here.filter(one => new URL(one.scope).pathname === '/answer/').map(one => one.unregister()))
    }
  } catch { /* denied */ }
}

function structuredCloneOf (state) {
  return JSON.parse(JSON.stringify(state))
}
