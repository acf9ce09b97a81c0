import type { IDataObject } from 'n8n-workflow';

import { changeAll, type Change, type Changed, type Planned } from '../../shared/graph/change';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/pages';
import type { GraphParam, GraphRequest } from '../../shared/graph/request';
import type { Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/node/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import { campaignRow } from './row';
import { notACampaign, ownershipProblem, readCampaign } from './target';

/** One value a campaign should have. */
export interface Wanted {
	/** Graph's name of the field. */
	readonly field: string;
	/** What to call it in a sentence. */
	readonly label: string;
	readonly value: GraphParam;
	/** Whether the campaign shows it. */
	readonly shownBy: (campaign: GraphObject) => boolean;
	/** How a campaign's value reads in a row: "20 USD". */
	readonly inWords: (campaign: GraphObject) => string;
}

export interface CampaignChange {
	readonly campaign: string;
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** What is wanted, or why it cannot be, given the campaign as it is now. */
	readonly decide: (current: GraphObject) => readonly Wanted[] | Error;
	readonly method: 'POST' | 'DELETE';
}

/** A deleted campaign accepts nothing, an archived one only a new name or its deletion (Marketing API, "Manage ad object status"). */
function stateProblem(current: GraphObject, wanted: readonly Wanted[]): InputProblem | null {
	if (current.status === 'DELETED' && !wanted.every((want) => want.shownBy(current))) {
		return new InputProblem(['campaign'], 'is deleted', 'Meta keeps deleted campaigns as they were. Choose another campaign.');
	}
	if (current.status === 'ARCHIVED' && wanted.some(({ field, value }) => field !== 'name' && !(field === 'status' && value === 'DELETED'))) {
		return new InputProblem(['campaign'], 'is archived', 'An archived campaign can only be renamed or deleted. Choose another campaign.');
	}
	return null;
}

function toChange({ campaign, account, decide, method }: CampaignChange): Change {
	const request = { path: campaign, effect: 'set' as const, account: account.id };
	const write = (missing: readonly Wanted[]): GraphRequest =>
		method === 'DELETE' ? { ...request, method } : { ...request, method, params: Object.fromEntries(missing.map(({ field, value }) => [field, value])) };
	return {
		id: campaign,
		read: readCampaign(campaign, account.id),
		goneIsDone: method === 'DELETE',
		plan(current): Planned | Error {
			const wanted = ownershipProblem(current, account.id) ?? decide(current);
			if (wanted instanceof Error) return wanted;
			const problem = stateProblem(current, wanted);
			if (problem) return problem;
			const missing = wanted.filter((want) => !want.shownBy(current));
			return {
				write: missing.length === 0 ? null : write(missing),
				unproven: (after) => wanted.filter((want) => !want.shownBy(after)).map(({ label }) => label),
			};
		},
	};
}

/** Carries out changes of campaigns, many at once, and gives each its verdict. */
export async function changeCampaigns(
	session: Session,
	changes: readonly CampaignChange[],
	toRow: (change: CampaignChange, ended: Exclude<Changed, { failure: Error }>) => IDataObject,
): Promise<Verdict[]> {
	const verdicts = new Map<CampaignChange, Verdict>();
	for (const validateOnly of [true, false]) {
		const group = changes.filter((change) => change.validateOnly === validateOnly);
		const ended = await changeAll(session.graph, group.map(toChange), { wait: session.wait, validateOnly });
		ended.forEach((end, index) => {
			verdicts.set(group[index], end.failure ? { failure: asCampaignFailure(end.failure) } : { rows: [{ json: toRow(group[index], end) }] });
		});
	}
	return changes.map((change) => verdicts.get(change) as Verdict);
}

const asCampaignFailure = (failure: Error): Error => (failure instanceof GraphFailure ? notACampaign(failure) : failure);

/** A changed campaign's row, with what changed in words. */
export function changedRow(change: CampaignChange, { before, after, changed }: Exclude<Changed, { failure: Error }>): IDataObject {
	const wanted = change.decide(before);
	const moved = wanted instanceof Error ? [] : wanted.filter((want) => !want.shownBy(before));
	const told = (want: Wanted): string => `${want.label}: ${want.inWords(before)} → ${want.inWords(changed ? after : { ...before, [want.field]: want.value })}`;
	const changes = moved.map(told).join('; ');
	const row = campaignRow(after, change.account);
	if (change.validateOnly) return { ...row, validated: true, changed: false, changes, note: 'Meta would accept this. Nothing was changed.' };
	return { ...row, changed, changes };
}

/** The wanted status, as one value. */
export const wantedStatus = (status: string): Wanted => ({
	field: 'status',
	label: 'Status',
	value: status,
	shownBy: (campaign) => campaign.status === status,
	inWords: (campaign) => String(campaign.status ?? '').toLowerCase(),
});
