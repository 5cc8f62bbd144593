/*
 * The audit report: filters, the auditor's boxes, their export.
 *
 * The page stands without this script: a letter's body is in a noscript, as it
 * was written, with everything of the letter escaped. Here it becomes elements
 * when the letter comes into sight or the browser is idle, so that a report of
 * ten thousand findings opens at once. What needs all letters, such as a
 * filter, makes the rest first (complete).
 */
(function () {
'use strict';

var root = document.documentElement;
var KEY = 'imrcheck-audit';      /* what was judged, by fingerprint */
var SETTINGS = 'imrcheck-audit-settings';
var JUDGEMENTS = ['accept', 'reject', 'unsure'];
var judged = {};
var settings = {};
var letters = [];                /* { el, read, made, findings, text } */
var findings = [];               /* { el, letter, fp } once complete */
var isComplete = false;
/* So many letters are read at once, without anybody noticing. */
var SMALL = 300;
/* Milliseconds of work between which the browser can answer. */
var SLICE = 30;
var form, count, progress;

root.classList.add('js', 'loading');

/* A browser may refuse to store: the page works all the same. */
function load(key) {
	try {
		return JSON.parse(localStorage.getItem(key)) || {};
	} catch (e) {
		return {};
	}
}

function store(key, value) {
	try {
		localStorage.setItem(key, JSON.stringify(value));
	} catch (e) {
		return;
	}
}

function element(name, attributes, children) {
	var el = document.createElement(name);

	Object.keys(attributes || {}).forEach(function (key) {
		el.setAttribute(key, attributes[key]);
	});
	(children || []).forEach(function (child) {
		el.append(child);
	});
	return el;
}

/* -- the auditor's boxes */

function judgement(fp) {
	return judged[fp] || { is: '', note: '' };
}

function judge(fp, what) {
	var j = Object.assign({}, judgement(fp), what);

	if (j.is || j.note)
		judged[fp] = j;
	else
		delete judged[fp];
	store(KEY, judged);
	showProgress();
}

function addBoxes(finding) {
	var fp = finding.fp, j = judgement(fp);
	var box = element('fieldset', { class: 'judge' },
		[element('legend', {}, ['Auditor:'])]);
	var note = element('input', { type: 'text', placeholder: 'Remark',
		'aria-label': 'Remark on this finding', maxlength: '500' });

	JUDGEMENTS.forEach(function (word) {
		var radio = element('input', { type: 'radio', name: fp,
			value: word });

		radio.checked = j.is === word;
		box.append(element('label', {}, [radio,
			word[0].toUpperCase() + word.slice(1)]));
	});
	note.value = j.note;
	box.append(note);
	finding.el.append(box);
	finding.box = box;
}

function showBoxes(finding) {
	var j = judgement(finding.fp);

	if (!finding.box)
		return;
	finding.box.querySelectorAll('[type=radio]').forEach(function (radio) {
		radio.checked = radio.value === j.is;
	});
}

function read(letter) {
	var body = letter.el.querySelector('noscript');

	if (letter.read)
		return;
	letter.read = true;
	body.outerHTML = body.textContent;
	letter.el.querySelectorAll('.f').forEach(function (f) {
		letter.findings.push({ el: f, letter: letter,
			fp: f.dataset.fp });
	});
}

function complete() {
	if (isComplete)
		return;
	isComplete = true;
	letters.forEach(read);
	letters.forEach(function (l) {
		l.findings.forEach(function (f) { findings.push(f); });
	});
	fill('rule', distinct('r').concat(distinct('k')));
	fill('category', distinct('c'));
	showProgress();
}

/* Reads the letters in the breaks that the browser has. */
function readOn(at) {
	var until = performance.now() + SLICE;

	while (!isComplete && at < letters.length && performance.now() < until)
		read(letters[at++]);
	if (isComplete || at >= letters.length)
		complete();
	else
		setTimeout(readOn, 0, at);
}

function make(letter) {
	if (letter.made)
		return;
	letter.made = true;
	read(letter);
	letter.findings.forEach(addBoxes);
	letter.el.querySelectorAll('.text').forEach(function (el) {
		addFold(el, null);
	});
	addMatrix(letter);
}

function showProgress() {
	var n = { accept: 0, reject: 0, unsure: 0 }, all = 0;

	complete();
	findings.forEach(function (f) {
		var is = judgement(f.fp).is;

		if (is) {
			n[is]++;
			all++;
		}
	});
	progress.textContent = !all ? 'None judged yet.' :
		all + ' judged: ' + n.accept + ' accepted, ' + n.reject +
		' rejected, ' + n.unsure + ' unsure.';
}

/* -- filters */

function wanted(f, v) {
	var d = f.el.dataset, is = judgement(f.fp).is;

	return (!v.rule || d.r === v.rule || d.k === v.rule) &&
		(!v.severity || d.s === v.severity) &&
		(!v.outcome || d.o === v.outcome) &&
		(!v.category || d.c === v.category) &&
		(!v.judged || (v.judged === 'open' ? !is : is === v.judged));
}

/* Fingerprints are hashes: the lowest are a sample that anybody can redraw. */
function sample(list, n) {
	var lowest;

	if (!n || list.length <= n)
		return new Set(list);
	lowest = list.slice().sort(function (a, b) {
		return a.fp < b.fp ? -1 : a.fp > b.fp ? 1 : 0;
	});
	return new Set(lowest.slice(0, n));
}

function matches(letter, word) {
	var d = letter.el.dataset;

	if (!word)
		return true;
	if ((d.path + ' ' + d.case).toLowerCase().includes(word))
		return true;
	if (letter.text === undefined)
		letter.text = letter.el.textContent.toLowerCase();
	return letter.text.includes(word);
}

function values() {
	var v = {};

	Array.from(form.elements).forEach(function (el) {
		if (el.name)
			v[el.name] = el.value;
	});
	v.search = v.search.trim().toLowerCase();
	return v;
}

function apply() {
	complete();
	show(values());
}

function show(v) {
	var shown = 0;
	var about = v.rule || v.severity || v.outcome || v.category ||
		v.judged || v.sample;
	var inSight = letters.filter(function (l) {
		return (!v.state || l.el.dataset.state === v.state) &&
			matches(l, v.search);
	});
	var fitting = [], chosen, visible = new Set();

	inSight.forEach(function (l) {
		l.findings.forEach(function (f) {
			if (wanted(f, v))
				fitting.push(f);
		});
	});
	chosen = sample(fitting, Number(v.sample));
	findings.forEach(function (f) {
		f.el.hidden = !chosen.has(f);
	});
	chosen.forEach(function (f) {
		visible.add(f.letter);
	});
	/* A letter without findings can still hold an item of the outcome. */
	inSight.forEach(function (l) {
		if (!about || (!v.rule && !v.severity && !v.category &&
		    !v.judged && !v.sample && v.outcome &&
		    l.el.querySelector('li[data-o="' + v.outcome + '"]')))
			visible.add(l);
	});
	letters.forEach(function (l) {
		l.el.hidden = !visible.has(l);
		shown += !l.el.hidden;
	});
	document.getElementById('nothing').hidden = shown > 0;
	showCount(shown, chosen.size, findings.length);
}

function showCount(nLetters, nFindings, all) {
	count.textContent = nLetters + ' of ' + letters.length + ' letters, ' +
		nFindings + ' of ' + all + ' findings shown.';
}

function countAll() {
	var all = letters.reduce(function (n, l) {
		return n + Number(l.el.dataset.f);
	}, 0);

	showCount(letters.length, all, all);
}

function distinct(key) {
	var all = {};

	findings.forEach(function (f) {
		var value = f.el.dataset[key];

		if (value)
			all[value] = (all[value] || 0) + 1;
	});
	return Object.keys(all).sort().map(function (value) {
		return [value, value + ' (' + all[value] + ')'];
	});
}

function addOptions(select, options) {
	options.forEach(function (o) {
		select.append(element('option', { value: o[0] }, [o[1]]));
	});
}

function choice(name, label, options) {
	var select = element('select', { name: name, autocomplete: 'off' });

	addOptions(select, [['', 'All']].concat(options));
	return element('label', {}, [label, select]);
}

/* What there is to choose of is known when all letters are read. */
function fill(name, options) {
	addOptions(form.elements[name], options);
}

/* -- export */

/* A cell that begins like a formula is made text. */
function cell(value) {
	var s = String(value === undefined ? '' : value);

	if (/^[\s]*[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(s) || /^[\t\r]/.test(s))
		s = "'" + s;
	return '"' + s.replace(/"/g, '""') + '"';
}

function exported() {
	var rows = [['fingerprint', 'case', 'path', 'item', 'outcome', 'rule',
		'criterion', 'severity', 'line', 'finding', 'judgement',
		'remark']];

	complete();
	findings.forEach(function (f) {
		var d = f.el.dataset, l = f.letter.el.dataset;
		var j = judgement(f.fp);

		rows.push([f.fp, l.case, l.path, d.n, d.o, d.r, d.k, d.s, d.l,
			f.el.querySelector('.msg').textContent, j.is, j.note]);
	});
	return rows.map(function (row) {
		return row.map(cell).join(',') + '\r\n';
	}).join('');
}

function exportCsv() {
	var blob = new Blob([exported()], { type: 'text/csv;charset=utf-8' });
	var link = element('a', { href: URL.createObjectURL(blob),
		download: 'imrcheck-audit.csv' });

	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(function () {
		URL.revokeObjectURL(link.href);
	}, 1000);
}

/* -- what unfolds: the table of verdicts, the text */

/* In the order of the numbers of the data. */
var VERDICTS = ['consistent', 'inconsistent', 'unknown', 'not-applicable',
	'not-evaluated'];
var SIGNS = ['\u2713 consistent', '\u2717 inconsistent', '? unknown', '\u2013',
	'\u25cb not evaluated'];
/* When several verdicts share a cell, the first of these is shown. */
var WORST = [1, 4, 2, 0];
var ruleNames, reasonTexts, reasonsKept;

function itemName(item) {
	return item ? 'Item ' + item : 'Letter';
}

/* Cells by "item rule", and what stands at their sides. */
function readVerdicts(numbers) {
	var m = { cells: new Map(), items: new Set(), rules: new Set() };

	for (var i = 0; i < numbers.length; i += 4) {
		var at = numbers[i] + ' ' + numbers[i + 1];
		var before = m.cells.get(at);

		m.items.add(numbers[i]);
		m.rules.add(numbers[i + 1]);
		if (before === undefined || WORST.indexOf(numbers[i + 2]) <
		    WORST.indexOf(before))
			m.cells.set(at, numbers[i + 2]);
	}
	return m;
}

function matrixTable(numbers) {
	var m = readVerdicts(numbers);
	var items = Array.from(m.items).sort(function (a, b) {
		return a - b;
	});
	var head = element('tr', {},
		[element('th', { scope: 'col' }, ['Rule'])]);
	var body = element('tbody');

	items.forEach(function (item) {
		head.append(element('th', { scope: 'col' }, [itemName(item)]));
	});
	m.rules.forEach(function (rule) {
		var row = element('tr', {}, [element('th', { scope: 'row' },
			[element('code', {}, [ruleNames[rule]])])]);

		items.forEach(function (item) {
			var v = m.cells.get(item + ' ' + rule);

			if (v === undefined)
				v = 3;
			row.append(element('td', { class: VERDICTS[v] },
				[SIGNS[v]]));
		});
		body.append(row);
	});
	return element('table', {}, [element('caption', {},
		['A dash: the rule does not apply.']),
		element('thead', {}, [head]), body]);
}

function reasons(own, numbers) {
	var list = element('ul', { class: 'reasons' });

	for (var i = 0; i < numbers.length; i += 4) {
		var reason = numbers[i + 3];
		var text = reason < reasonsKept ? reasonTexts[reason] :
			own[reason - reasonsKept];

		if (!text)
			continue;
		list.append(element('li', {}, [itemName(numbers[i]) + ', ',
			element('code', {}, [ruleNames[numbers[i + 1]]]), ', ',
			VERDICTS[numbers[i + 2]] + ': ' + text]));
	}
	return list;
}

function addMatrix(letter) {
	var data = letter.el.dataset.v;
	var fold = element('div', { class: 'folds matrix' },
		[element('h4', {}, ['What every rule made of every item'])]);

	if (!data)
		return;
	addFold(fold, function () {
		var read = JSON.parse(data);

		fold.append(element('div', { class: 'scroll', tabindex: '0',
			role: 'region', 'aria-label': 'Rules and items' },
			[matrixTable(read[1])]), reasons(read[0], read[1]));
	});
	letter.el.insertBefore(fold, letter.el.querySelector('.text'));
}

/* The heading becomes a button; fill is called before the first opening. */
function addFold(el, fill) {
	var heading = el.firstElementChild;
	var b = button(heading.textContent, function () {
		setFold(el, !el.classList.contains('open'));
	}, { 'aria-expanded': 'false', class: 'fold' });

	heading.textContent = '';
	heading.append(b);
	el.fill = fill;
}

function setFold(el, open) {
	if (open && el.fill) {
		el.fill();
		el.fill = null;
	}
	el.classList.toggle('open', open);
	el.querySelector('.fold').setAttribute('aria-expanded', open);
}

/* -- keys */

function current() {
	var el = document.activeElement && document.activeElement.closest('.f');

	return findings.findIndex(function (f) { return f.el === el; });
}

function go(step) {
	var at = current();

	if (at < 0 && step < 0)
		at = findings.length;
	for (at += step; at >= 0 && at < findings.length; at += step) {
		var f = findings[at];

		if (f.el.hidden || f.letter.el.hidden)
			continue;
		make(f.letter);
		f.el.tabIndex = -1;
		f.el.focus({ preventScroll: true });
		f.el.scrollIntoView({ block: 'start' });
		return;
	}
}

function key(event) {
	var words = { a: 'accept', r: 'reject', u: 'unsure' };
	var word = words[event.key], f;
	var typing = /^(text|search)$/.test(event.target.type || '') ||
		event.target.tagName === 'SELECT';

	if (settings.keysOff || typing || event.ctrlKey || event.altKey ||
	    event.metaKey)
		return;
	complete();
	f = findings[current()];
	if (event.key === 'j' || event.key === 'n')
		go(1);
	else if (event.key === 'k' || event.key === 'p')
		go(-1);
	else if (word && f)
		judge(f.fp, { is: judgement(f.fp).is === word ? '' : word });
	else if (event.key === '/')
		form.elements.search.focus();
	else if (event.key === '?')
		document.getElementById('keys').showModal();
	else
		return;
	if (f)
		showBoxes(f);
	event.preventDefault();
}

function keysDialog() {
	var on = element('input', { type: 'checkbox', id: 'keys-on' });
	var close = element('button', { type: 'button' }, ['Close']);
	var list = element('dl');
	var dialog = element('dialog', { id: 'keys',
		'aria-labelledby': 'keys-title' },
		[element('h2', { id: 'keys-title' }, ['Keys']), list,
			element('p', {}, [element('label', {},
				[on, ' Use these keys'])]), close]);

	[['j', 'next finding'], ['k', 'finding before'], ['a', 'accept'],
		['r', 'reject'], ['u', 'unsure'], ['/', 'search'],
		['?', 'these keys']].forEach(function (row) {
		list.append(element('dt', {}, [element('kbd', {}, [row[0]])]),
			element('dd', {}, [row[1]]));
	});
	on.checked = !settings.keysOff;
	on.addEventListener('change', function () {
		settings.keysOff = !on.checked;
		store(SETTINGS, settings);
	});
	close.addEventListener('click', function () { dialog.close(); });
	return dialog;
}

/* -- the tools */

function setTheme() {
	if (settings.theme)
		root.dataset.theme = settings.theme;
}

function changeTheme() {
	var dark = matchMedia('(prefers-color-scheme: dark)').matches;
	var now = settings.theme || (dark ? 'dark' : 'light');

	settings.theme = now === 'dark' ? 'light' : 'dark';
	store(SETTINGS, settings);
	setTheme();
}

function button(words, action, attributes) {
	var b = element('button', Object.assign({ type: 'button' },
		attributes), [words]);

	b.addEventListener('click', action);
	return b;
}

function tools() {
	count = element('p', { id: 'count', role: 'status' });
	progress = element('p', { id: 'progress', role: 'status' });
	form = element('form', { role: 'search', 'aria-label': 'Filters' }, [
		element('label', {}, ['Search', element('input', {
			type: 'search', name: 'search', autocomplete: 'off',
			placeholder: 'case, path, words' })]),
		choice('rule', 'Rule', []),
		choice('severity', 'Severity', ['error', 'warning', 'note'].map(
			function (s) { return [s, s]; })),
		choice('outcome', 'Outcome', ['upheld', 'overturned',
			'modified', 'unknown'].map(
			function (o) { return [o, o]; })),
		choice('category', 'Treatment', []),
		choice('state', 'Letters', [['found', 'with findings'],
			['clean', 'without findings'],
			['incomplete', 'not fully checked']]),
		choice('judged', 'Judgement', [['open', 'not judged'],
			['accept', 'accepted'], ['reject', 'rejected'],
			['unsure', 'unsure']]),
		choice('sample', 'Sample', [['20', '20 findings'],
			['50', '50 findings'], ['100', '100 findings'],
			['400', '400 findings']])
	]);
	form.addEventListener('input', apply);
	form.addEventListener('submit', function (e) { e.preventDefault(); });
	return element('section', { id: 'tools', 'aria-label': 'Tools' }, [
		form, element('div', { class: 'row' }, [
			element('div', {}, [count, progress]),
			button('Clear filters', function () {
				form.reset();
				apply();
			}),
			button('Export CSV', exportCsv,
				{ class: 'main', id: 'export' }),
			button('Print', function () { print(); }),
			button('Theme', changeTheme, { id: 'theme' }),
			button('Keys', function () {
				document.getElementById('keys').showModal();
			})])]);
}

/* A rule of the first page's charts filters by a press. */
function chartButtons() {
	document.querySelectorAll('#overview [data-rule]').forEach(
		function (th) {
		th.prepend(button(th.firstChild.textContent, function () {
			complete();
			form.reset();
			form.elements.rule.value = th.dataset.rule;
			apply();
			document.getElementById('tools').scrollIntoView();
		}));
		th.childNodes[1].remove();
	});
}

/* -- start */

function gather() {
	document.querySelectorAll('#letters > article').forEach(function (el) {
		letters.push({ el: el, read: false, made: false,
			findings: [] });
	});
}

function watch() {
	var byElement = new Map();
	var observer = new IntersectionObserver(function (entries) {
		entries.forEach(function (entry) {
			if (!entry.isIntersecting)
				return;
			make(byElement.get(entry.target));
			observer.unobserve(entry.target);
		});
	}, { rootMargin: '1000px' });

	letters.forEach(function (l) {
		byElement.set(l.el, l);
		observer.observe(l.el);
	});
}

/* A passage in a letter's folded text is unfolded before it is gone to. */
function open() {
	var at = /^#L(\d+)/.exec(location.hash);
	var letter = at && letters[Number(at[1]) - 1];
	var el, text;

	if (!letter)
		return;
	make(letter);
	el = document.getElementById(location.hash.slice(1));
	text = el && el.closest('.text');
	if (text)
		setFold(text, true);
	if (el)
		el.scrollIntoView({ block: text ? 'center' : 'start' });
}

function listen() {
	document.addEventListener('keydown', key);
	document.addEventListener('change', function (event) {
		var el = event.target, f = el.closest('.f');

		if (f && el.type === 'radio')
			judge(f.dataset.fp, { is: el.value });
		else if (f && el.type === 'text')
			judge(f.dataset.fp, { note: el.value });
	});
	addEventListener('hashchange', open);
	addEventListener('beforeprint', function () {
		complete();
		letters.forEach(make);
	});
}

function readNumbered() {
	var d = document.getElementById('numbered').dataset;

	ruleNames = JSON.parse(d.rules);
	reasonTexts = JSON.parse(d.reasons);
	reasonsKept = Number(d.kept);
}

function start() {
	var main = document.getElementById('letters');

	judged = load(KEY);
	settings = load(SETTINGS);
	readNumbered();
	setTheme();
	gather();
	main.before(document.getElementById('overview'), tools());
	document.body.append(keysDialog());
	chartButtons();
	addFold(document.querySelector('#overview .folds'), null);
	countAll();
	if (letters.length <= SMALL)
		complete();
	root.classList.remove('loading');
	listen();
	watch();
	open();
	setTimeout(readOn, 0, 0);
}

document.addEventListener('DOMContentLoaded', start);
}());
