import type { IDataObject } from 'n8n-workflow';

import { validateOnly } from '../../shared/graph/change';
import { GraphFailure } from '../../shared/graph/error';
import { createAll } from '../../shared/graph/outcome';
import type { GraphObject } from '../../shared/graph/object';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import { creativeOf, adKind } from '../ad/kind';
import { decideUpdate } from '../ad/wantedValues';
import { changedRow, changeObjects, outcomeFirst } from '../../shared/adObject/changes';
import { ownedObject, readObject } from '../../shared/adObject/target';
import { withCopy, type Copy } from './copy';
import { planned } from './creationRequest';
import { creativeKind } from './kind';

export interface Replacement {
	readonly adAccount: string;
	readonly creative: string;
	/** Ads that are to show the new creative. */
	readonly ads: readonly string[];
	readonly copy: Copy;
	readonly validateOnly: boolean;
}

/** Every ad is looked at before anything is made: it has to be there, and to show the creative that is replaced. */
async function checkAds(session: Session, { ads, creative }: Replacement, account: string): Promise<void> {
	for (const id of ads) {
		const ad = await ownedObject(session, { ...adKind, locator: { ...adKind.locator, name: 'ads' } }, id, account);
		if (creativeOf(ad) === creative) continue;
		throw new InputProblem(['ads'], `has the ad ${id}, which shows another creative`, `It shows ${creativeOf(ad) || 'none'}. Leave the ad out, or choose that creative.`);
	}
}

/** What became of the ads, when not all of them show the new creative. */
function partly(created: string, done: readonly string[], open: readonly string[], cause: Error): GraphFailure {
	const known = cause instanceof GraphFailure ? cause : undefined;
	const swapped = done.length > 0 ? `The ads ${done.join(', ')} show it; ` : '';
	return new GraphFailure({
		...known,
		// Begun and not ended: a retry must not make another creative.
		kind: 'outcomeUnknown',
		message: `The new creative ${created} was made, but not all ads show it`,
		advice: `${swapped}${open.join(', ')} may still show the old one: ${cause.message}. Use Ad → Update with the creative ${created} for them; running this step again would make another creative.`,
	});
}

async function swap(session: Session, { ads }: Replacement, account: AccountFacts, creative: string): Promise<void> {
	const changes = ads.map((id) => ({ id, account, validateOnly: false, decide: decideUpdate({ creative }, account), method: 'POST' as const, exact: true }));
	const verdicts = await changeObjects(session, adKind, changes, changedRow(adKind));
	const open = ads.filter((_, index) => verdicts[index].failure !== undefined);
	const failure = verdicts.find((verdict) => verdict.failure !== undefined)?.failure;
	if (failure) throw partly(creative, ads.filter((id) => !open.includes(id)), open, failure);
}

/**
 * Creatives cannot be changed (Marketing API, Ad Creative), so new words mean a new creative: it is made, and given to
 * the ads, each proven by reading it back.
 *
 * @returns the new creative's row
 */
export async function replaceCopy(session: Session, wanted: Replacement): Promise<IDataObject> {
	const account = await session.account(wanted.adAccount);
	const before = await ownedObject(session, creativeKind, wanted.creative, account.id);
	const plan = planned(withCopy(before, wanted.copy), session, account, wanted.validateOnly);
	await checkAds(session, wanted, account.id);
	if (plan.validateOnly) {
		await session.graph.send(validateOnly(plan.request));
		const note = 'Meta would accept the new creative. Nothing was created, and no ad was changed.';
		return { validated: true, created: false, name: plan.lookUp.name, replacedCreativeId: wanted.creative, accountId: account.id, note };
	}
	const [created] = await createAll(session.graph, [plan], session);
	if (created.failure) throw created.failure;
	await swap(session, wanted, account, created.id);
	const [{ answer }] = await session.graph.sendMany([readObject(creativeKind, created.id, account.id)]);
	const row = creativeKind.row((answer?.body as GraphObject | undefined) ?? { id: created.id, name: plan.lookUp.name }, account);
	return outcomeFirst(row, { created: true, replacedCreativeId: wanted.creative, changedAds: wanted.ads.join(', ') });
}
