import { budgetExtra, statusExtra } from '../log/logWords.mts';
import { statusSteps } from '../log/statusSteps.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import { SYSTEM_ACTOR } from '../world/tokens.mts';
import type { World } from '../world/world.mts';

/** Who signs what Meta does itself: actor 0, application 0 (mattei2005/mgs-agent). */
const META = SYSTEM_ACTOR;

/** The entries of a change of status: of a campaign, an ad set or an ad. */
export function logStatus(
	world: World,
	actor: User,
	before: Campaign | AdSet | Ad,
	after: Campaign | AdSet | Ad,
	more: Record<string, unknown> = {},
): void {
	if (before.status === after.status) return;
	const isInReview = after.kind === 'Ad' && after.review.state === 'PENDING_REVIEW';
	const now = world.clock.now();
	for (const step of statusSteps(after.kind, before.status, after.status, world.activities.count, isInReview)) {
		const { from, to, afterSeconds, byMeta } = step;
		const at = now + afterSeconds * 1000;
		const extra = statusExtra(from, to, more);
		world.activities.write(after.account, byMeta ? META : actor, after, STATUS_EVENTS[after.kind], extra, at);
	}
}

const STATUS_EVENTS = {
	Campaign: 'update_campaign_run_status',
	AdSet: 'update_ad_set_run_status',
	Ad: 'update_ad_run_status',
} as const;

/** What a budget change says: of another kind, the old side names its own (recorded on the new side only). */
export function budgetChange(before: Budgeted, after: Budgeted): Record<string, unknown> {
	const [old, young] = [amountIn(before), amountIn(after)];
	const kind = (of: Budgeted): 'perDay' | 'lifetime' => (of.lifetimeBudget === undefined ? 'perDay' : 'lifetime');
	const isOther = old !== undefined && young !== undefined && kind(before) !== kind(after);
	return budgetExtra(
		after.account.currency,
		{ amount: old ?? 0, ...(isOther ? { kind: kind(before) } : {}) },
		{ amount: young ?? 0, kind: kind(after) },
	);
}

export type Budgeted = Pick<Campaign | AdSet, 'account' | 'dailyBudget' | 'lifetimeBudget'>;

export const amountIn = ({ dailyBudget, lifetimeBudget }: Budgeted): number | undefined =>
	dailyBudget ?? lifetimeBudget;

/** A new campaign's entry has no values (recorded 2025-11 in a public front end). */
export function logCreatedCampaign(world: World, actor: User, campaign: Campaign): void {
	world.activities.write(campaign.account, actor, campaign, 'create_campaign_group', { type: 'composite_data' });
}

/** Event types: spec object AdActivity. Shapes of `extra_data` as public projects recorded them, see `log/logWords.mts`. */
export function logCampaignChanges(world: World, actor: User, before: Campaign, after: Campaign): void {
	const write = (eventType: string, extraData: Record<string, unknown>): void =>
		world.activities.write(after.account, actor, after, eventType, extraData);
	if (before.name !== after.name) write('update_campaign_name', { old_value: before.name, new_value: after.name });
	if (amountIn(before) === undefined && amountIn(after) !== undefined) {
		write('update_campaign_budget_optimization_toggling_status', { old_value: 'Off', new_value: 'On' });
	}
	if (amountIn(before) !== amountIn(after)) write('update_campaign_budget', budgetChange(before, after));
	if (before.spendCap !== after.spendCap) {
		write('update_campaign_group_spend_cap', { old_value: before.spendCap ?? 0, new_value: after.spendCap ?? 0 });
	}
	if (before.startTime !== after.startTime || before.stopTime !== after.stopTime) {
		write('update_campaign_schedule', { old_value: before.stopTime ?? 0, new_value: after.stopTime ?? 0 });
	}
	logStatus(world, actor, before, after);
}
