// Keeps the pages of this questionnaire, without answers, so that somebody can go on when the connection is lost.

import { PREFIX } from '../../../visitors/scripts/_device.js'

export async function keepPages (device, { draft, version, kept, worker }) {
  if (!device.lasting || !kept || !('caches' in self) || !navigator.serviceWorker) return
  try {
    const name = `${PREFIX}${draft}:${version}`
    // Its address changes with it, so that a browser asks for it once, and not at every page.
    await navigator.serviceWorker.register(worker, { scope: '/answer/', updateViaCache: 'all' })
    if (device.read().pages === version && await caches.has(name)) return
    const response = await fetch(kept)
    const found = await response.json()
    if (found.draft !== draft) return
    await fill(await caches.open(name), found, response.headers)
    const others = (await caches.keys()).filter(key => key.startsWith(PREFIX) && key !== name)
    await Promise.all(others.map(key => caches.delete(key)))
    device.change(state => {
      state.known = { ...found.known, ...state.known }
      state.pages = version
    })
  } catch { /* denied, full, or no connection: then there is nothing to go on with, and pages say so */ }
}

export function hasPages (device) {
  return device.lasting && Boolean(device.read().pages) && Boolean(navigator.serviceWorker?.controller)
}

async function fill (cache, found, given) {
  // The pages are as strict, and say as little to other sites, as when they come from the service.
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' })
  for (const name of ['Content-Security-Policy', 'Referrer-Policy', 'X-Content-Type-Options', 'X-Frame-Options', 'X-Robots-Tag']) {
    if (given.has(name)) headers.set(name, given.get(name))
  }
  await cache.addAll(found.files)
  await Promise.all(Object.entries(found.pages).map(([address, text]) => cache.put(address, new Response(text, { headers }))))
}
