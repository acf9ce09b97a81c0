import type { IDataObject } from 'n8n-workflow';

import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { conversions, newAdSet } from '../support/adSets.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential } from '../support/harness.mts';

/** What the output pane says of the API version in the credential. */

const bench = useBench();
const at = (apiVersion: string) => ({ credential: { ...emulatorCredential(bench.emulator.url), apiVersion } as never });
const said = async (version: string) => {
	const { hints } = await bench.run('get', { campaign: byId(CAMPAIGNS.usdCbo) }, at(version));
	return hints.map(({ message }) => message).join('\n');
};
afterEach(() => jest.restoreAllMocks());

const realNow = Date.now.bind(Date);
/** Whatever the calendar says; the clock goes on. */
const itIs = (date: string): void => {
	const ahead = Date.parse(date) - realNow();
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
};

describe('hints of the version', () => {
	it('from January 2027 on v25.0 is told to end, in our words', async () => {
		itIs('2026-11-27');
		expect(await said('v25.0')).toContain('Meta warns that the API version');
		itIs('2027-01-02');
		expect(await said('v25.0')).toContain('The API version v25.0 in the credential ends on 2027-02-23.');
		expect(await said('v26.0')).not.toContain('API version');
	});

	const devices: Array<[what: string, version: string, targeting: IDataObject, isTold: boolean]> = [
		['named devices in v27.0', 'v27.0', { user_os: ['iOS'] }, true],
		['named devices in v26.0', 'v26.0', { user_os: ['iOS'] }, false],
		['none in v27.0', 'v27.0', {}, false],
		[
			'a switch that is set',
			'v27.0',
			{ user_os: ['iOS'], targeting_automation: { advantage_audience: 0, individual_setting: { device: 0 } } },
			false,
		],
	];
	it.each([
		[false, 0],
		[true, 1],
	])('the switch in the form, %s: it is sent, and nothing is left to say', async (otherDevices, device) => {
		const targetingJson = JSON.stringify({
			geo_locations: { countries: ['US'] },
			user_os: ['iOS'],
			targeting_automation: { advantage_audience: 0 },
		});
		const form = newAdSet({
			...conversions,
			campaign: byId(CAMPAIGNS.usdCbo),
			budgetType: 'campaign',
			countries: [],
			targeting: { targetingJson, otherDevices },
			options: { validateOnly: true },
		});
		const { hints, error } = await bench.run('create', { resource: 'adSet', ...form }, at('v27.0'));
		expect(error?.message).toBeUndefined();
		const request = bench.emulator.log.find(({ method, path }) => method === 'POST' && path.endsWith('adsets'))!;
		expect(decoded(request).targeting).toMatchObject({
			user_os: ['iOS'],
			targeting_automation: { advantage_audience: 0, individual_setting: { device } },
		});
		expect(hints.map(({ message }) => message).join(' ')).not.toContain('other mobile devices');
	});

	it.each(devices)('new ad sets for sales: %s', async (_what, version, more, isTold) => {
		const targetingJson = JSON.stringify({
			geo_locations: { countries: ['US'] },
			targeting_automation: { advantage_audience: 0 },
			...more,
		});
		const form = newAdSet({
			...conversions,
			campaign: byId(CAMPAIGNS.usdCbo),
			budgetType: 'campaign',
			countries: [],
			targeting: { targetingJson },
			options: { validateOnly: true },
		});
		const { hints, error } = await bench.run('create', { resource: 'adSet', ...form }, at(version));
		if (error) expect(error.message).not.toMatch(/device/i);
		expect(
			hints
				.map(({ message }) => message)
				.join()
				.includes('other mobile devices'),
		).toBe(isTold);
	});
});
