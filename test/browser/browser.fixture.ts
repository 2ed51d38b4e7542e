/** A real browser for tests: Debian's Chromium, driven by playwright-core. Nothing it loads may come from elsewhere than the server under test. */
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where Chromium is on this machine; undefined when it is not installed. */
export const chromiumPath = PLACES.find((each) => existsSync(each))

/** What a test says that can't run: false when it can. */
export const withoutBrowser: string | false =
  chromiumPath === undefined ? 'there is no Chromium on this machine: sudo apt-get install chromium' : false

export interface Viewport {
  readonly width: 1440 | 768 | 390
  readonly theme: 'light' | 'dark'
}

export const DESK: Viewport = { width: 1440, theme: 'light' }

export interface TestBrowser {
  /** A page of its own, as on another machine: no storage shared. Errors of the page and requests to elsewhere end the test at `close`. */
  open(url: string, viewport?: Viewport): Promise<Page>
  close(): Promise<void>
}

export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  return {
    async open(url, viewport = DESK) {
      const context = await browser.newContext({
        viewport: { width: viewport.width, height: viewport.width === 390 ? 844 : 960 },
        colorScheme: viewport.theme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
      })
      contexts.push(context)
      const page = await context.newPage()
      const own = new URL(url).origin
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
      page.on('request', (request) => {
        const to = request.url()
        if (!to.startsWith(own) && !/^(data|blob):/.test(to)) faults.push(`${page.url()} asked ${to}`)
      })
      await page.goto(url)
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      if (faults.length > 0) throw new Error(`the pages were at fault: ${[...new Set(faults)].join('; ')}`)
    },
  }
}

interface Finding {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

/** What axe finds on a page as it stands, and whether the page is wider than the screen. Nothing is good. */
export async function findingsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { readonly violations: readonly Finding[] }
  const told = found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`)
  const beside = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return beside === 0 ? told : [...told, `wider than the screen by ${String(beside)} px`]
}
