import { betweenSteps, sayBetween } from '../../../nodes/meta/betweenSteps.ts';

const when = '3 Nov 2026, 09:00';

it('a row says the sentence of its rule, without what nobody knows', () => {
	const parts = { what: 'Its budget', when, value: 'daily budget', moved: 'raised', time: '24 hours' };
	expect(sayBetween('rest', { ...parts, whose: '“Raise” of “Account”' })).toBe(
		'Its budget changed on 3 Nov 2026, 09:00 (“Raise” of “Account”). The daily budget is raised about 24 hours after that at the earliest.',
	);
	expect(sayBetween('rest', { ...parts, whose: '' })).toMatch(/changed on 3 Nov 2026, 09:00\. The daily budget/);
});

it('names of people and tools stay as they are, no matter what they look like', () => {
	const who = 'Ann {when} ({who}) $& $1';
	expect(sayBetween('hoursAfterPerson', { who, when })).toBe(
		betweenSteps.hoursAfterPerson.says.replace('{when}', when).replace('{who}', () => who),
	);
});
