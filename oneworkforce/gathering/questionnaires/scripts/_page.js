// What every page of a questionnaire under way begins with: what its device keeps, what saves it, and how that is said.

import { Device, forget, storageHere } from '../../../visitors/scripts/_device.js'
import { keepPages } from './_keep_pages.js'
import { Line } from './_line.js'
import { Saver, poster } from './_saver.js'

export function begin (part, told) {
  const words = part.dataset
  const shared = document.getElementById('shared-screen') !== null
  const device = new Device(words.draft, shared ? null : storageHere())
  const line = new Line(part)
  const saver = new Saver({
    device,
    post: poster(words.save),
    told: {
      ...told,
      saved (names, answer) {
        told.saved?.(names, answer)
        const waits = Object.values(device.read().waiting)
        if (waits.every(one => one.other)) line.back(!waits.length)
      },
      differs (...texts) {
        told.differs?.(...texts)
        line.back(false)
      },
      waiting (names) {
        told.waiting?.(names)
        line.offline(device.lasting)
      },
      over (why, status) {
        // Another questionnaire in this browser has its own page; what was on this one is over.
        const texts = Object.entries(device.read().waiting).filter(([name, one]) => name.startsWith('comment:') && one.value)
        told.over?.(why, status)
        line.showUnsaved(texts.map(([, one]) => one.value))
        clear()
      }
    }
  })

  function clear () {
    try {
      storageHere()?.removeItem(device.key)
    } catch { /* denied */ }
    device.lasting = false
    if ('caches' in self) {
      caches.keys().then(keys => keys.filter(key => key.startsWith(device.key)).forEach(key => caches.delete(key))).catch(() => {})
    }
  }

  const others = shared ? forget() : forget(words.draft)
  others.then(() => keepPages(device, words))
  addEventListener('online', () => saver.send())
  // A page kept by the browser for its back button may be older than what was saved since.
  addEventListener('pageshow', event => event.persisted && location.reload())
  return { device, saver, line, words }
}

// Whether this page came from what the device keeps: then no answer is on it but those of the device.
export function isKept () {
  return 'kept' in document.documentElement.dataset
}
