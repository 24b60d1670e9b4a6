import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { reportPage } from '../../scripts/simulate/html';
import type { SimulationReport } from '../../scripts/simulate';
import { extremeReports } from '../../scripts/testing/extreme-reports';
import { sampleReport } from '../../scripts/testing/sample-report';

/** CHROMIUM_PATH, or a browser on PATH; a machine without one must not pass. */
function chromium(): string {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH !== undefined) return CHROMIUM_PATH;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = PATH.split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
  if (found !== undefined) return found;
  throw new Error('No Chromium on PATH: apt-get install chromium, or name one by CHROMIUM_PATH.');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Seen {
  /** By figure, the hints of the marks that take up room. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** Texts of plots that are cut, or lie on one another. */
  readonly unreadable: readonly string[];
  /** The smallest text of a plot, in pixels. */
  readonly smallest: number;
  /** Pixels by which the page is wider than the window. */
  readonly overflow: number;
  readonly background: string;
  readonly rows: number;
  readonly pwned: boolean;
}

/** As text: the types of a page are not among those of this program. */
const WHAT_IS_SEEN = `(() => {
  const marks = {}, unreadable = [];
  let smallest = Infinity;
  for (const figure of document.querySelectorAll('figure')) {
    const svg = figure.querySelector('svg'), whole = svg.getBoundingClientRect();
    marks[figure.id] = [...svg.querySelectorAll('.mark, .bar')]
      .filter((mark) => mark.getBoundingClientRect().width > 0)
      .map((mark) => mark.querySelector('title')?.textContent ?? mark.parentNode.querySelector('title').textContent);
    const texts = [...svg.querySelectorAll('text:not(.on-mark)')]
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect(), element }))
      .filter(({ box }) => box.width > 0);
    texts.forEach(({ text, box, element }, place) => {
      const size = parseFloat(getComputedStyle(element).fontSize) * whole.width / svg.viewBox.baseVal.width;
      smallest = Math.min(smallest, size);
      if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1)
        unreadable.push('cut: ' + text);
      for (const other of texts.slice(place + 1))
        if (box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 2 && other.box.top < box.bottom - 2)
          unreadable.push(text + ' on ' + other.text);
    });
  }
  return {
    marks, unreadable, smallest,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    background: getComputedStyle(document.body).backgroundColor,
    rows: document.querySelectorAll('table.rules tbody tr').length,
    pwned: 'pwned' in window,
  };
})()`;

const WIDTHS = [390, 800, 1440];

describe('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await launch({ executablePath: chromium(), args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    report: SimulationReport,
    width: number,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<{ page: Page; faults: string[] }> {
    const file = join(folder, 'report.html');
    writeFileSync(file, reportPage(report));
    const page = await (browser as Browser).newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`error: ${String(error)}`));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) faults.push(`request: ${request.url()}`);
    });
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    return { page, faults };
  }

  /** For those who want to look: into the folder that REPORT_SCREENSHOTS names. */
  async function photograph(page: Page, name: string): Promise<void> {
    const screenshots = process.env['REPORT_SCREENSHOTS'];
    if (screenshots !== undefined) {
      await page.screenshot({
        path: join(screenshots, `${name.replaceAll(/\W+/g, '-')}.png`),
        fullPage: true,
      });
    }
  }

  it.each(WIDTHS.flatMap((width) => [[width, 'light'] as const, [width, 'dark'] as const]))(
    'is whole, readable and quiet at %i pixels, %s',
    async (width, scheme) => {
      const { page, faults } = await open(sampleReport(), width, scheme);
      await photograph(page, `report-${width}-${scheme}`);
      const seen = (await page.evaluate(WHAT_IS_SEEN)) as Seen;
      expect(faults).toEqual([]);
      expect(seen.unreadable).toEqual([]);
      expect(seen.smallest).toBeGreaterThan(10);
      expect(seen.overflow).toBeLessThanOrEqual(0);
      expect(seen.rows).toBe(24);
      expect(seen.background).toBe(scheme === 'light' ? 'rgb(251, 251, 250)' : 'rgb(22, 24, 28)');
      await page.close();
    },
  );

  it('shows the figures of the report', async () => {
    const { days, rules, sweep } = sampleReport();
    const { page } = await open(sampleReport(), 1440);
    const { marks } = (await page.evaluate(WHAT_IS_SEEN)) as Seen;
    expect(marks['alerts-by-day']).toEqual(
      days.flatMap(({ day, alerts }) =>
        Object.entries(alerts).flatMap(([severity, count]) =>
          count === 0 ? [] : [`${day}: ${count} of severity ${severity}`],
        ),
      ),
    );
    const named = marks['precision-recall']?.flatMap((hint) => hint.split('\n'));
    expect(named?.map((hint) => hint.split(':')[0]).sort()).toEqual(rules.map(({ slug }) => slug).sort());
    expect(marks['lateness-loss']).toHaveLength(sweep.length);
    expect(marks['lateness-loss']).toContain('@timestamp, 30 min back, 60 min late: 75 % lost');
    await page.close();
  });

  it.each(
    Object.entries(extremeReports()).flatMap(([name, report]) =>
      [390, 1440].map((width) => [name, width, report] as const),
    ),
  )('does not break with %s at %i pixels', async (name, width, report) => {
    const { page, faults } = await open(report, width);
    await photograph(page, `${name}-${width}`);
    const seen = (await page.evaluate(WHAT_IS_SEEN)) as Seen;
    expect(faults).toEqual([]);
    expect(seen.unreadable).toEqual([]);
    expect(seen.overflow).toBeLessThanOrEqual(0);
    expect(seen.rows).toBe(report.rules.length);
    expect(seen.pwned).toBe(false);
    await page.close();
  });

  it('sorts the rules by the column that is pressed, and back', async () => {
    const { page } = await open(sampleReport(), 1440);
    const first = (): Promise<unknown> =>
      page.evaluate(`document.querySelector('table.rules tbody tr th code').textContent`);
    expect(await first()).toBe('exo-sample-rule-23');
    await page.click('table.rules th[aria-sort] button');
    expect(await first()).toBe('exo-sample-rule-0');
    await page.click('table.rules thead th:first-child button');
    expect(await first()).toBe('exo-sample-rule-0');
    await page.click('table.rules thead th:first-child button');
    expect(await first()).toBe('exo-sample-rule-9');
    await page.close();
  });

  it('is sorted by the keyboard as well', async () => {
    const { page } = await open(sampleReport(), 1440);
    await page.focus('table.rules thead th:nth-child(2) button');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const sorted = await page.evaluate(`document.querySelector('table.rules th:nth-child(3)').ariaSort`);
    expect(sorted).toBe('ascending');
    await page.close();
  });
});
