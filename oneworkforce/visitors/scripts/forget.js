// On pages where a questionnaire is no longer under way on this device: clears what the device kept of it.

import { forget } from './_device.js'

forget(document.querySelector('script[data-keep]')?.dataset.keep)
