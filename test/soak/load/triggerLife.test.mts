import { liveThrough, toldIn, withoutDuplicates } from '../../engine/support/lives/triggerLife.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

const { DAYS = '30', ADS = '500', SEED = String(Date.now() % 2 ** 31) } = process.env;

it(`${DAYS} days, ${ADS} ads, a late log, failing polls, a killed n8n: every event is told, and what is told twice has one id`, async () => {
	const { executed, happened, polls, failedPolls, kills } = await liveThrough({
		days: Number(DAYS),
		ads: Number(ADS),
		seed: Number(SEED),
	});
	process.stdout.write(
		`SEED=${SEED}: ${happened.length} events, ${polls} polls (${failedPolls} failed), ${kills} kills, ${executed.length} items, ${withoutDuplicates(executed).length} without duplicates\n`,
	);
	expect([failedPolls, kills, happened.length].every((count) => count > 0)).toBe(true);
	expect(toldIn(executed)).toEqual(happened);
}, 3_600_000);
