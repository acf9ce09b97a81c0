import fc from 'fast-check';

import { agreementIn, objectionInWord, saidByItself, wordIn } from '../../../nodes/meta/people/consent/consentWords.ts';

const agreement = (cell: unknown) => {
	const word = wordIn(cell);
	return word === null ? 'no text' : agreementIn(word);
};

describe('a word in a column about agreeing', () => {
	it.each([
		'yes',
		'YES',
		' Yes ',
		'true',
		true,
		1,
		'1',
		'ja',
		'Oui',
		'sí',
		'sì',
		'sim',
		'tak',
		'WAHR',
		'vrai',
		'y',
		'J',
	])('%p is yes', (cell) => expect(agreement(cell)).toBe('yes'));
	it.each([
		'no',
		false,
		0,
		'0',
		'opt-out',
		'OPT_OUT',
		'nein',
		'Não',
		'nie',
		'FAŁSZ',
		'withdrawn',
		'Opted Out',
		'nej',
		'ei',
	])('%p is no', (cell) => expect(agreement(cell)).toBe('no'));
	it.each(['pending', 'maybe', 'unknown', 'Ausstehend', 'en attente', 'legitimate interest'])(
		'%p is no yes yet',
		(cell) => expect(agreement(cell)).toBe('unclear'),
	);
	it.each(['', ' ', undefined, null, '-', 'n/a', 'NULL', '—'])('%p is blank', (cell) =>
		expect(agreement(cell)).toBe('blank'),
	);
	it.each(['yes, but', 2, 'yess', 'weekly', '2026-03-01', 'x'.repeat(20_000)])('%p is not understood', (cell) =>
		expect(agreement(cell)).toBe('foreign'),
	);
	it('no object is a word', () => expect([{}, ['yes']].map(agreement)).toEqual(['no text', 'no text']));
});

describe('a word in a column about leaving', () => {
	it.each([
		['Do Not Allow', 'no'],
		['Allow', 'blank'],
		[true, 'no'],
		[0, 'blank'],
		['2026-03-01 10:00:00', 'no'],
		['01.03.2026', 'no'],
		['perhaps', 'unclear'],
		['Elm Street', 'foreign'],
	])('%p: %p', (cell, answer) => expect(objectionInWord(wordIn(cell) ?? '', cell)).toBe(answer));
});

it('whatever stands in a cell, nothing is a yes and a no at once, and no text is one by itself but of the table', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 40 }), (text) => {
			const word = wordIn(text) ?? '';
			const [agreed, left] = [agreementIn(word), objectionInWord(word, text)];
			expect(agreed === 'no' && saidByItself(word) === 'yes').toBe(false);
			if (left === 'no' && agreed === 'yes') expect(saidByItself(word)).not.toBe('no');
		}),
	);
});
