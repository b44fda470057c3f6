// The service worker of the questionnaire: where there is no connection, it gives the pages that were kept of the one that
// is under way on this device. It keeps nothing itself, and gives nothing where a connection is there.

const PREFIX = 'oneworkforce-answers:'
const ELSEWHERE = '/answer/kept/'
const PATIENCE = 6000 // for a connection that is there and brings nothing

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else event.respondWith(fetch(request).catch(async fault => await kept(request.url) ?? Promise.reject(fault)))
})

async function page (request) {
  const own = await kept(request.url)
  if (!own) return fetch(request).catch(async fault => await kept(ELSEWHERE) ?? Promise.reject(fault))
  const patience = new Promise(resolve => setTimeout(resolve, PATIENCE, own))
  return Promise.race([fetch(request).catch(() => own), patience])
}

async function kept (address) {
  const names = (await caches.keys()).filter(name => name.startsWith(PREFIX))
  // Those of two questionnaires would be those of two people.
  if (new Set(names.map(name => name.split(':')[1])).size !== 1) return undefined
  return (await caches.open(names.at(-1))).match(address, { ignoreSearch: true, ignoreVary: true })
}
