import { asConfirmed } from '../../../../emulator/graph/language/asConfirmed.mts';

it('a confirmed value takes the place of what is assumed; one of another kind does not', () => {
	const facts = { 61: { says: 'Pages have 200 entries at most', source: 'a report', value: 200 } };
	expect(asConfirmed(61, 500, facts)).toBe(200);
	expect(asConfirmed(62, 500, facts)).toBe(500);
	expect(asConfirmed(61, 'text', facts)).toBe('text');
});
