import type { Emulator } from '../../emulator/http/server.mts';

const HOURS_TO_FORGET = 2;

/** Fewer than the hundred changes a second that Meta takes (code 613). */
const A_SECOND = 90;

/** Creates active campaigns as any client would, then lets the emulator's clock and log forget what that cost. */
export async function seedActiveCampaigns(
	{ url, log, control }: Emulator,
	account: string,
	count: number,
): Promise<string[]> {
	const ids: string[] = [];
	for (let number = 1; number <= count; number++) {
		const response = await fetch(`${url}/v26.0/${account}/campaigns`, {
			method: 'POST',
			headers: { authorization: 'Bearer EMULATOR' },
			body: new URLSearchParams({
				name: `Campaign ${number}`,
				objective: 'OUTCOME_TRAFFIC',
				special_ad_categories: '[]',
				status: 'ACTIVE',
				daily_budget: '5000',
				bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
			}),
		});
		const created = (await response.json()) as { id?: string };
		if (!created.id) throw new Error(`The emulator refused a campaign: ${JSON.stringify(created)}`);
		ids.push(created.id);
		if (number % A_SECOND === 0) control.advanceClock(1);
	}
	control.advanceClock(HOURS_TO_FORGET * 3600);
	log.length = 0;
	return ids;
}
