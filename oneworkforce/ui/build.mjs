// Builds what browsers and reports are given. Run by hatch_build.py, or by hand: npm run build.
//
//   ui/styles/staff.scss, answer.scss   → static/ui/staff-<digest>.css, answer-<digest>.css
//   <any app>/scripts/<name>.js         → static/ui/js/<name>-<digest>.js, one bundled ES module each
//   ui/images/*                         → static/ui/<name>-<digest>.<ext>
//   the Inter typeface                  → built/fonts/*.ttf, for PDF reports only; pages use the system's own
//
// Files that begin with an underscore are imported by others and not built alone. Each text file is also written
// compressed (.br, .gz). manifest.json maps plain names to built ones: pages say static('ui/js/page.js').

import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import esbuild from 'esbuild'
import * as sass from 'sass'

const ui = dirname(fileURLToPath(import.meta.url))
const project = join(ui, '..')
const modules = join(project, '..', 'node_modules')
const finished = join(ui, 'static', 'ui')
// Built beside and swapped in at the end: a build that fails, or a server that is running, never sees half of it.
const building = join(ui, 'built', `static-${process.pid}`)
const fonts = join(ui, 'built', 'fonts')
const browsers = ['es2020', 'safari14', 'firefox90', 'chrome90']
const manifest = {}

mkdirSync(join(building, 'js'), { recursive: true })
for (const name of readdirSync(join(ui, 'styles')).filter(isBuiltAlone('.scss'))) {
  write(name.replace('.scss', '.css'), await style(join(ui, 'styles', name)))
}
for (const path of scripts(project)) {
  write(`js/${basename(path)}`, await script(path))
}
for (const name of readdirSync(join(ui, 'images'))) {
  write(name, readFileSync(join(ui, 'images', name)))
}
writeFileSync(join(building, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n')
copyFonts()
rmSync(finished, { recursive: true, force: true })
mkdirSync(dirname(finished), { recursive: true })
renameSync(building, finished)

async function style (path) {
  const { css } = sass.compile(path, { loadPaths: [modules], quietDeps: true, style: 'expanded' })
  return minified(css, 'css')
}

async function minified (code, loader) {
  return Buffer.from((await esbuild.transform(code, { loader, minify: true, target: browsers, legalComments: 'none' })).code)
}

async function script (path) {
  const result = await esbuild.build({
    entryPoints: [path], bundle: true, minify: true, format: 'esm', target: browsers, write: false, charset: 'utf8',
    // Every one of these browsers has it; esbuild leaves Safari 14 out for a fault in corners that we do not use.
    supported: { destructuring: true }
  })
  return Buffer.from(result.outputFiles[0].contents)
}

function scripts (folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && basename(entry.parentPath ?? entry.path) === 'scripts' && isBuiltAlone('.js')(entry.name))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(path => !relative(project, path).startsWith('ui/static'))
    .sort()
  const names = found.map(path => basename(path))
  const twice = names.find((name, position) => names.indexOf(name) !== position)
  if (twice) throw new Error(`Two scripts are called ${twice}: their built files would be one. Rename one of them.`)
  return found
}

function isBuiltAlone (extension) {
  return name => name.endsWith(extension) && !name.startsWith('_')
}

function write (name, content) {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const extension = extname(name)
  const built = `${name.slice(0, -extension.length)}-${digest}${extension}`
  if (manifest[`ui/${name}`]) throw new Error(`Two files would be built as ${name}.`)
  manifest[`ui/${name}`] = `ui/${built}`
  writeFileSync(join(building, built), content)
  if (['.css', '.js', '.svg'].includes(extension)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    writeFileSync(join(building, `${built}.br`), brotliCompressSync(content, { params }))
    writeFileSync(join(building, `${built}.gz`), gzipSync(content, { level: 9 }))
  }
}

function copyFonts () {
  mkdirSync(fonts, { recursive: true })
  const inter = join(modules, '@expo-google-fonts', 'inter')
  for (const weight of ['400Regular', '600SemiBold', '700Bold']) {
    cpSync(join(inter, weight, `Inter_${weight}.ttf`), join(fonts, `Inter-${weight.slice(3)}.ttf`))
  }
  cpSync(join(inter, 'LICENSE_FONT'), join(fonts, 'LICENSE.txt'))
}
