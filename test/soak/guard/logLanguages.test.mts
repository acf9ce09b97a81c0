import { decidedBy, readers, type Decided } from '../../engine/guardMonth/logLanguages.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(24 * 3_600_000);

/** SEED repeats a run; DAYS make it longer or shorter. */
const seed = Number(process.env.SEED ?? 1);
const days = Number(process.env.DAYS ?? 30);

const isEnglish = ({ language, age }: (typeof readers)[number]): boolean => language === 'en' && age === 'newer';

let english: Decided[];
beforeAll(async () => {
	english = await decidedBy({ language: 'en', age: 'newer' }, days, seed);
	const changed = english.filter(({ verdict }) => /true|applied|wouldApply/.test(verdict));
	process.stdout.write(`${days} days: ${english.length} decisions, ${changed.length} of them change something\n`);
	expect(changed.length).toBeGreaterThan(days);
});

it.each(readers.filter((reader) => !isEnglish(reader)))('decides as in English: %p', async (reader) => {
	expect(await decidedBy(reader, days, seed)).toEqual(english);
});
