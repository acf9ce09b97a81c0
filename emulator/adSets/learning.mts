import { isDeepStrictEqual } from 'node:util';
import type { AdSet, Campaign, Learning } from '../world/adObjectModel.mts';
import type { User } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import { strategyOf } from './rule.mts';

/**
 * Meta publishes no threshold for budget changes ("depending on magnitude", business help 112167992830700). The emulator
 * resets learning for steps of more than a fifth; that is a choice, UNCONFIRMED 32.
 */
const LARGE_BUDGET_STEP = 0.2;

export function startLearning(adSet: AdSet, now: number): void {
	// Ad sets with dynamic creative have no learning info (Meta: reference/ad-campaign-learning-stage-info).
	if (adSet.isDynamicCreative) return;
	adSet.learning = {
		status: 'LEARNING',
		conversions: 0,
		lastSignificantEdit: now,
		attributionWindows: ['1d_view', '7d_click'],
	};
}

/** A significant edit: learning starts again and its conversions count from zero. */
export function resetLearning(world: World, actor: User, adSet: AdSet): void {
	if (!adSet.learning) return;
	const { status } = adSet.learning;
	startLearning(adSet, world.clock.now());
	if (status !== 'LEARNING') logLearning(world, actor, adSet, status, 'LEARNING');
}

/** Which edits count is widely cited, not documented word for word (Meta: business help 112167992830700). */
export function isSignificant(before: AdSet, after: AdSet): boolean {
	const strategy = (adSet: AdSet): string => strategyOf(adSet, adSet.campaign);
	return (
		!isDeepStrictEqual(before.targeting, after.targeting) ||
		before.optimizationGoal !== after.optimizationGoal ||
		!isDeepStrictEqual(before.promotedObject, after.promotedObject) ||
		strategy(before) !== strategy(after) ||
		isLargeStep(before.dailyBudget ?? before.lifetimeBudget, after.dailyBudget ?? after.lifetimeBudget)
	);
}

function isLargeStep(before: number | undefined, after: number | undefined): boolean {
	if (before === undefined || after === undefined) return before !== after;
	return Math.abs(after - before) > before * LARGE_BUDGET_STEP;
}

/** A campaign's budget and bid strategy are its ad sets' too. */
export function resetByCampaign(world: World, actor: User, before: Campaign, after: Campaign): void {
	const budget = (campaign: Campaign): number | undefined => campaign.dailyBudget ?? campaign.lifetimeBudget;
	if (before.bidStrategy === after.bidStrategy && !isLargeStep(budget(before), budget(after))) return;
	for (const adSet of world.all('AdSet')) if (adSet.campaign.id === after.id) resetLearning(world, actor, adSet);
}

export function setLearning(
	world: World,
	actor: User,
	adSet: AdSet,
	status: Learning['status'],
	conversions: number,
): void {
	const before = adSet.learning?.status;
	const now = world.clock.now();
	if (!adSet.learning) startLearning(adSet, now);
	if (adSet.learning) Object.assign(adSet.learning, { status, conversions });
	if (before !== status) logLearning(world, actor, adSet, before ?? 'LEARNING', status);
}

function logLearning(world: World, actor: User, adSet: AdSet, before: string, after: string): void {
	world.activities.write(adSet.account, actor, adSet, 'update_ad_set_learning_stage_status', {
		old_value: before,
		new_value: after,
	});
}
