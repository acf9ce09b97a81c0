import { ConsentHearing } from '../../../nodes/meta/people/consent/hearing.ts';
import { columnsInForm } from '../../../nodes/meta/people/consent/columnsInForm.ts';
import { asTyped, SaidOfColumns, type ColumnsLine } from '../../../nodes/meta/people/consent/saidOfColumns.ts';

const said = (...lines: ColumnsLine[]): SaidOfColumns => new SaidOfColumns(lines);

describe('the names in a line', () => {
	it.each([
		['vip, no_ads', ['vip', 'no_ads']],
		['vip,\nno ads', ['vip', 'no ads']],
		['["Opt In"], properties["no ads"]', ['Opt In', 'properties.no ads']],
		['"Ja, bitte", x', ['Ja, bitte', 'x']],
		['tags[0].name', ['tags[].name', 'tags[3].name']],
		[' VIP ', ['vip', 'VIP']],
	])('%j', (columns, paths) => {
		const all = said({ columns, says: 'nothing' });
		expect(paths.map((path) => all.of(path)?.says)).toEqual(paths.map(() => 'nothing'));
	});

	it('are read as a question writes them', () => {
		for (const path of ['vip', 'Ja, bitte', 'a.b c'])
			expect(said({ columns: asTyped(path), says: 'optOut' }).of(path)?.says).toBe('optOut');
	});
});

it('the words of a column are kept by column', () => {
	const all = said(
		{ columns: 'a, b', says: 'optIn', words: 'Opted in; double opt-in\nJA,' },
		{ columns: 'c', says: 'optIn', words: ' , ' },
	);
	expect([...(all.of('b')?.words ?? [])]).toEqual(['opted in', 'double opt in', 'ja']);
	expect(all.of('c')?.words).toBeNull();
});

describe('words of a column are heard beside those of the table, and before them', () => {
	const heard = (says: ColumnsLine['says'], words: string, cell: unknown): string[] => {
		const hearing = new ConsentHearing(said({ columns: 'box', says, words }), { onlyNo: false, stated: true });
		return hearing.statementsIn({ box: cell }).map(({ answer }) => answer);
	};

	it.each([
		['weekly', 'yes'],
		['yes', 'yes'],
		['Ja', 'yes'],
		['subscribed', 'yes'],
		['daily', 'unclear'],
		['maybe', 'unclear'],
		['no', 'no'],
		['off', 'yes'],
		['weekly; ja', 'yes'],
		['weekly; no', 'no'],
		['weekly; daily', 'unclear'],
		['unsubscribed', 'no'],
		['', 'blank'],
	])('an opt-in by “weekly” and “off”: %j is %s', (cell, answer) =>
		expect(heard('optInOrBlank', 'weekly, off', cell)).toEqual(answer === 'blank' ? [] : [answer]),
	);

	it.each([
		['gone', 'no'],
		['yes', 'no'],
		['2026-03-01', 'no'],
		['send', 'no'],
		['vip; gone', 'no'],
		['vip', 'blank'],
		['no', 'blank'],
		['', 'blank'],
		['maybe', 'unclear'],
		['✗', 'foreign'],
	])('an opt-out by “gone” and “send”: %j is %s', (cell, answer) =>
		expect(heard('optOut', 'gone, send', cell)).toEqual(answer === 'blank' ? [] : [answer]),
	);
});

it('two lines that contradict each other are found, and two that add words are not', () => {
	expect(said({ columns: 'a', says: 'optIn' }, { columns: 'A', says: 'nothing' }).contradictions).toEqual(['a']);
	const two = said({ columns: 'a', says: 'optIn', words: 'x' }, { columns: 'a', says: 'optIn', words: 'y' });
	expect([two.contradictions, [...(two.of('a')?.words ?? [])]]).toEqual([[], ['x', 'y']]);
});

it('columns that the form itself uses are known', () => {
	const form = {
		columns: { value: { email: '={{ $json.mail }}', city: '={{ $json["Home town"] ?? $json.a?.b }}' } },
		options: { dryRun: '={{ $json.check }}', belongingColumn: 'stage' },
		notes: 'not $json.this',
	};
	expect(columnsInForm(form)).toEqual(['mail', 'home town', 'a.b', 'check', 'stage']);
});
