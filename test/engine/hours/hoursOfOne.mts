import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { GuardBench } from '../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

/** Meta Ads next to the guard, in the account in Berlin. */

/** What n8n keeps of a workflow between its runs. */
export type Stored = { staticData: string };

export const later = ({ emulator }: GuardBench, hours: number): void => emulator.control.advanceClock(hours * 3_600);

export const local = ({ emulator }: GuardBench): DateTime =>
	DateTime.fromMillis(emulator.world.clock.now(), { zone: 'Europe/Berlin' });

/** The rows of one step of Meta Ads. */
export async function ads(
	{ emulator }: GuardBench,
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	stored?: Stored,
): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({
		...(stored && { stored, mode: 'trigger' as const }),
		node: 'metaAds',
		credential: emulatorCredential(emulator.url),
		items,
		parameters: { adAccount: byId(ACCOUNTS.eur), ...parameters },
	});
	expect(error).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** Run on a Schedule (Dayparting), with hours around the present moment or after it. */
export async function keep(
	bench: GuardBench,
	resource: 'ad' | 'adSet',
	ids: readonly string[],
	within: boolean,
	stored?: Stored,
): Promise<IDataObject[]> {
	const clock = (hours: number): string => local(bench).plus({ hours }).toFormat('HH:mm');
	const [from, to] = within ? [clock(-4), clock(1)] : [clock(2), clock(3)];
	const form = { resource, operation: 'keepToHours', dryRunInEditor: false, [resource]: byId('={{ $json.id }}') };
	const hours = { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] };
	return await ads(
		bench,
		{ ...form, hours },
		ids.map((id) => ({ id })),
		stored,
	);
}

/** Two weeks of an ad set that spends 20 a day. */
export const daysOf = (bench: GuardBench, adset_id: string, results: number): IDataObject[] =>
	Array.from({ length: 14 }, (_, index) => {
		const date = local(bench)
			.minus({ days: 14 - index })
			.toFormat('yyyy-MM-dd');
		return { adset_id, date_start: date, date_stop: date, spend: 20, results };
	});
