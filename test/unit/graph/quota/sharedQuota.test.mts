import { share, type Job } from './sharedQuota.mts';

const jobs = (...changes: number[]): Job[] => changes.map((count) => ({ changes: count }));

/** In full length, on both tiers and with other jobs each night: test/soak/sharedQuota. */
describe('workers that do not know each other, on one ad account', () => {
	it('three: hardly a call is refused, and all is done nearly as soon as it can be', async () => {
		const { best, refused, seconds, sent } = await share('development_access', jobs(30, 45, 40), 1);
		expect(refused / sent).toBeLessThanOrEqual(0.01);
		expect(seconds / best).toBeLessThanOrEqual(1.15);
	});

	it('four: hardly a call is refused, and all is done nearly as soon as it can be', async () => {
		const { best, refused, seconds, sent } = await share('development_access', jobs(40, 60, 50, 45), 1);
		expect(refused / sent).toBeLessThanOrEqual(0.01);
		expect(seconds / best).toBeLessThanOrEqual(1.15);
	});

	it('four with four runs each: hardly a call is refused, and all is done nearly as soon as it can be', async () => {
		const runs = Array.from({ length: 16 }, (_, index) => ({ changes: 12, worker: index % 4 }));
		const { best, refused, seconds, sent } = await share('development_access', runs, 1);
		expect(refused / sent).toBeLessThanOrEqual(0.01);
		expect(seconds / best).toBeLessThanOrEqual(1.15);
	});

	it('three with full access: together no more than a hundred changes a second', async () => {
		const { refused, seconds } = await share('standard_access', jobs(120, 90, 150), 1);
		expect(refused).toBe(0);
		expect(seconds).toBeLessThan(20);
	});

	it('a small job that comes later is done long before the big ones', async () => {
		const { each } = await share('development_access', [...jobs(40, 40), { changes: 4, startsAt: 450 }], 1);
		expect(each[2]).toBeLessThan(900);
		expect(Math.max(...each)).toBeGreaterThan(2_000);
	});

	it('one alone uses what there is and is never refused', async () => {
		const { best, refused, seconds } = await share('development_access', jobs(100), 1);
		expect(refused).toBe(0);
		expect(seconds / best).toBeLessThanOrEqual(1.15);
	});
});
