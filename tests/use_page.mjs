/*
 * use_page.mjs PROGRAM [LETTERS] -- uses the audit report in Chromium.
 *
 * Opens the report of the samples and of letters that try to run something,
 * then does what an auditor does. With LETTERS also opens a report of about
 * that many letters and says how long it took. Needs /usr/bin/chromium and, in
 * a folder of REPORT_TOOLS, npm's playwright-core and axe-core; ends with 77
 * when they are not there. SHOTS=folder keeps pictures.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const CHROMIUM = '/usr/bin/chromium';
const OPEN_MS = 2000; /* a report of ten thousand findings opens within */
const [program, letters] = process.argv.slice(2);
const complaints = [];

function check(good, what) {
	if (!good)
		complaints.push(what);
}

function equal(got, expected, what) {
	check(got === expected, `${what}: ${got}, not ${expected}`);
}

/* A package of one of the folders; undefined when none has it. */
function tool(name) {
	for (const folder of (process.env.REPORT_TOOLS || '').split(':')) {
		const at = path.resolve(folder || '.', 'package.json');
		try {
			return createRequire(at).resolve(name);
		} catch {
			continue;
		}
	}
	return undefined;
}

function skip(why) {
	console.log(`use_page: skipped: ${why}`);
	process.exit(77);
}

/* -- reports */

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'use-page-'));

function report(name, ...inputs) {
	const file = path.join(folder, `${name}.html`);

	execFileSync(program, ['--exit-zero', '--quiet', '--output',
		`html:${file}`, ...inputs], { stdio: 'ignore' });
	return file;
}

function hostileLetter() {
	const evil = '"\'></script><script>window.evil=1</script>' +
		'<img src=x onerror="window.evil=1"><svg onload=evil=1>';

	return `CLINICAL CASE SUMMARY\n\nThe worker is a 40-year-old man with ` +
		`neck pain. ${evil}\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n` +
		`Naproxen 500mg #60 ${evil}: Overturned\n\nMAXIMUS guideline: ` +
		`Decision based on ${evil}.\n\nDecision rationale: Nothing ` +
		`shows that it helps ${evil}. The request for naproxen 500mg ` +
		`#60 is not medically necessary.\n`;
}

function samples() {
	return fs.readdirSync('samples').filter(name => name.endsWith('.txt'))
		.map(name => fs.readFileSync(path.join('samples', name), 'utf8'));
}

/* Copies of the samples under other case numbers. */
function manyLetters(n) {
	const file = path.join(folder, 'many.ndjson');
	const texts = samples();
	const out = fs.openSync(file, 'w');

	for (let i = 0; i < n; i++) {
		const text = texts[i % texts.length].replace(/CM1\d-\d+/g,
			`CM16-${String(9000000 + i)}`);

		fs.writeSync(out, JSON.stringify({ path: `${i}.txt`, text }) +
			'\n');
	}
	fs.closeSync(out);
	return file;
}

/* -- what an auditor does */

const shown = page => page.evaluate(() => ({
	letters: document.querySelectorAll('article:not([hidden])').length,
	findings: [...document.querySelectorAll('.f')].filter(f =>
		!f.hidden && !f.closest('article').hidden).length,
}));

async function select(page, name, value) {
	await page.selectOption(`#tools [name=${name}]`, value);
}

async function clear(page) {
	await page.click('#tools button:has-text("Clear filters")');
}

async function filters(page) {
	const all = await shown(page);

	check(all.letters > 20 && all.findings > 20, 'too little to filter');
	for (const [name, attribute] of [['severity', 'data-s'],
		['outcome', 'data-o'], ['rule', 'data-r'],
		['category', 'data-c']]) {
		const value = await page.evaluate(a => document.querySelector(
			`.f[${a}]`).getAttribute(a), attribute);
		const expected = await page.evaluate(([a, v]) =>
			document.querySelectorAll(`.f[${a}="${v}"]`).length,
			[attribute, value]);

		await select(page, name, value);
		equal((await shown(page)).findings, expected, `filter ${name}`);
		await clear(page);
	}
	await page.fill('#tools [name=search]', '02-percocet');
	equal((await shown(page)).letters, 1, 'search by path');
	await page.fill('#tools [name=search]', 'no such words anywhere');
	equal((await shown(page)).letters, 0, 'search of nothing');
	check(await page.isVisible('#nothing'), 'nothing found is not said');
	await clear(page);
	await select(page, 'sample', '20');
	equal((await shown(page)).findings, 20, 'a sample');
	await clear(page);
	await select(page, 'state', 'clean');
	equal((await shown(page)).findings, 0, 'letters without findings');
	await clear(page);
	equal((await shown(page)).findings, all.findings, 'cleared');
	await page.click('#overview th button >> nth=0');
	check((await shown(page)).findings < all.findings, 'chart filters');
	await clear(page);
}

/* A row of CSV, quotes taken off: our own cells hold no line ends. */
function cells(line) {
	return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(m =>
		m[1].replaceAll('""', '"'));
}

async function exported(page) {
	const [download] = await Promise.all([page.waitForEvent('download'),
		page.click('#export')]);
	const text = fs.readFileSync(await download.path(), 'utf8');
	const [head, ...rows] = text.trim().split('\r\n').map(cells);

	return rows.map(row => Object.fromEntries(row.map((c, i) =>
		[head[i], c])));
}

async function judges(page) {
	const first = page.locator('.f >> nth=0');
	const second = page.locator('.f >> nth=1');
	let rows;

	await first.scrollIntoViewIfNeeded();
	await first.locator('label:has-text("Accept")').click();
	await first.locator('input[type=text]').fill('=1+1, "seen"');
	await first.locator('input[type=text]').blur();
	await second.scrollIntoViewIfNeeded();
	await second.locator('label:has-text("Unsure")').click();
	rows = await exported(page);
	equal(rows.length, await page.locator('.f').count(), 'rows exported');
	equal(rows[0].judgement, 'accept', 'first judged');
	equal(rows[0].remark, '\'=1+1, "seen"', 'a remark is no formula');
	equal(rows[1].judgement, 'unsure', 'second judged');
	equal(rows[2].judgement, '', 'third judged');
	await page.reload();
	await first.scrollIntoViewIfNeeded();
	check(await first.locator('[value=accept]').isChecked(),
		'forgotten after a reload');
	await select(page, 'judged', 'accept');
	equal((await shown(page)).findings, 1, 'filter by judgement');
	await clear(page);
}

async function keys(page) {
	const focused = () => page.evaluate(() => document.activeElement.id);

	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press('j');
	const first = await focused();
	await page.keyboard.press('j');
	check(first && await focused() !== first, 'j goes nowhere');
	await page.keyboard.press('k');
	equal(await focused(), first, 'k');
	await page.keyboard.press('r');
	check(await page.isChecked(`#${first} [value=reject]`), 'r');
	await page.keyboard.press('r');
	check(!await page.isChecked(`#${first} [value=reject]`), 'r again');
	await page.keyboard.press('/');
	equal(await page.evaluate(() => document.activeElement.name), 'search',
		'/');
	await page.keyboard.type('ajk');
	equal(await page.inputValue('#tools [name=search]'), 'ajk', 'typing');
	await clear(page);
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press('?');
	check(await page.isVisible('#keys'), '?');
	await page.keyboard.press('Escape');
}

/* From a finding to its passage in the letter's text and back. */
async function passages(page) {
	const finding = page.locator('.f:has(figure.b) >> nth=0');
	const link = finding.locator('figure.b a >> nth=0');
	const target = (await link.getAttribute('href')).slice(1);

	await finding.scrollIntoViewIfNeeded();
	await link.click();
	const anchor = page.locator(`[id="${target}"]`);
	await anchor.waitFor({ state: 'visible' });
	const marked = await anchor.evaluate(a =>
		a.nextElementSibling.tagName);
	equal(marked, 'MARK', 'what follows the number');
	await anchor.click();
	check(await finding.evaluate(f => f.matches(':target')), 'no way back');
	const fold = finding.locator(
		'xpath=ancestor::article').locator('.matrix .fold');
	await fold.click();
	check(await page.locator('.matrix.open td.inconsistent').count() > 0,
		'no table of verdicts');
}

async function theme(page) {
	const ground = () => page.evaluate(() =>
		getComputedStyle(document.body).backgroundColor);

	await page.emulateMedia({ colorScheme: 'light' });
	const light = await ground();
	await page.emulateMedia({ colorScheme: 'dark' });
	check(await ground() !== light, 'dark is light');
	await page.click('#theme');
	equal(await ground(), light, 'the button');
	await page.click('#theme');
	check(await ground() !== light, 'the button again');
}

async function accessible(page, axe, what) {
	/* What is out of sight has no true place while axe scrolls to it. */
	await page.evaluate(() => document.querySelectorAll('article').forEach(
		el => el.style.contentVisibility = 'visible'));
	const found = await axe(page);

	for (const fault of found)
		check(!['serious', 'critical'].includes(fault.impact),
			`axe, ${what}: ${fault.id}: ${fault.nodes[0].html} ` +
			fault.nodes[0].any.map(a => a.message).join());
}

async function narrow(page) {
	for (const width of [400, 320]) {
		await page.setViewportSize({ width, height: 800 });
		for (const at of [0, 0.3, 0.6, 1]) {
			await page.evaluate(part => scrollTo(0, part *
				document.body.scrollHeight), at);
			equal(await page.evaluate(() => Math.max(0,
				document.documentElement.scrollWidth -
				innerWidth)), 0, `sideways at ${width}`);
		}
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}

async function shot(page, name) {
	if (process.env.SHOTS)
		await page.screenshot({ path: path.join(process.env.SHOTS,
			`${name}.png`) });
}

/* -- the test */

async function use(browser, source) {
	const file = path.join(folder, 'hostile.txt');
	const context = await browser(folder);
	const page = await context.newPage();
	const axe = async p => {
		await p.evaluate(`(() => {${source}})()`);
		return (await p.evaluate(() => axe.run())).violations;
	};

	page.on('console', m => check(!['error', 'warning'].includes(m.type()),
		`console: ${m.text()}`));
	page.on('pageerror', e => check(false, `error: ${e.message}`));
	page.on('request', r => check(/^(file|blob):/.test(r.url()),
		`asks for ${r.url()}`));
	fs.writeFileSync(file, hostileLetter());
	await page.goto('file://' + report('page', 'samples', file));
	equal(await page.evaluate(() => window.evil), undefined,
		'a letter ran a script');
	await shot(page, 'first');
	await filters(page);
	await judges(page);
	await keys(page);
	await passages(page);
	await shot(page, 'passage');
	await theme(page);
	await narrow(page);
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		await page.evaluate(() => delete document.documentElement
			.dataset.theme);
		await accessible(page, axe, colorScheme);
	}
	await page.setViewportSize({ width: 400, height: 800 });
	await accessible(page, axe, 'narrow');
	await context.close();
}

async function plain(browser) {
	const context = await browser(folder, { javaScriptEnabled: false });
	const page = await context.newPage();

	await page.goto('file://' + path.join(folder, 'page.html'));
	check(await page.isVisible('h1'), 'without scripts: no first page');
	check(await page.isVisible('.text pre >> nth=0'),
		'without scripts: no text');
	await context.close();
}

async function opensFast(browser, n) {
	const file = report('many', manyLetters(n));
	const context = await browser(folder);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	let start, wall, busy, filter;

	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	start = Date.now();
	await page.goto('file://' + file);
	await page.waitForSelector('#tools');
	wall = Date.now() - start;
	busy = (await session.send('Performance.getMetrics')).metrics
		.find(m => m.name === 'ThreadTime').value * 1000;
	filter = await page.evaluate(() => {
		const from = performance.now();
		const box = document.querySelector('#tools [name=severity]');

		box.value = 'error';
		box.dispatchEvent(new Event('input', { bubbles: true }));
		document.body.getBoundingClientRect();
		return performance.now() - from;
	});
	const count = await page.locator('.f').count();

	/* A letter that nobody has seen yet can be gone to. */
	await page.goto(`file://${file}#L${n - n % 20 + 2 - 20}-1-1`);
	await page.reload();
	check(await page.isVisible('.text.open .at:target'),
		'a link into a letter far below');
	console.log(`use_page: ${count} findings in ` +
		`${Math.round(fs.statSync(file).size / 1e6)} MB: open after ` +
		`${wall} ms (${Math.round(busy)} ms of work), filtered in ` +
		`${Math.round(filter)} ms`);
	/* Work, not time: other programs may use the machine as well. */
	check(busy < OPEN_MS, `opening took ${busy} ms of work`);
	await context.close();
}

async function main() {
	const playwright = tool('playwright-core');
	const axe = tool('axe-core');

	if (!fs.existsSync(CHROMIUM))
		skip(`no ${CHROMIUM}`);
	if (!playwright || !axe)
		skip('no playwright-core and axe-core in REPORT_TOOLS');
	const { chromium } = createRequire(import.meta.url)(playwright);
	let runs = 0;
	const browser = (where, options) => chromium.launchPersistentContext(
		path.join(where, `user-${runs++}`), {
			executablePath: CHROMIUM, headless: true,
			viewport: { width: 1280, height: 900 },
			args: ['--headless', '--no-sandbox', '--disable-gpu',
				'--disable-quic', '--no-first-run',
				'--disable-background-networking',
				'--disable-component-update', '--disable-sync'],
			...options });

	await use(browser, fs.readFileSync(axe, 'utf8'));
	await plain(browser);
	if (letters)
		await opensFast(browser, Number(letters));
}

try {
	await main();
} finally {
	fs.rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints.slice(0, 40))
	console.log(`use_page: ${complaint}`);
process.exit(complaints.length ? 1 : 0);
