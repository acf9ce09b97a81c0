import { decidedBy, type Decided } from './logLanguages.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

/** Short; a month in every language is a soak. */
const DAYS = 6;
let english: Decided[];
beforeAll(async () => {
	english = await decidedBy({ language: 'en', age: 'newer' }, DAYS);
});

it('switches on and off, pauses and steps', () => {
	const of = (what: string): string =>
		english
			.filter((one) => one.what === what)
			.map(({ verdict }) => verdict)
			.join(' ');
	expect(of('hours')).toMatch(/"activate",true/);
	expect(of('hours')).toMatch(/"pause",true/);
	expect(of('stop')).toMatch(/"wouldApply"/);
	expect(of('step')).toMatch(/"applied"/);
});

it.each([
	['pt', 'older'],
	['et', 'newer'],
	['et', 'older'],
] as const)('decides the same in %s with %s entries', async (language, age) => {
	expect(await decidedBy({ language, age }, DAYS)).toEqual(english);
});
