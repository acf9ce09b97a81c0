import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { changedRow, changeObjects, outcomeFirst } from '../../shared/adObject/change/changes';
import { ownedObject, readObject } from '../../shared/adObject/target';
import { InputProblem } from '../../shared/form/problem';
import { failureAfter, type GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { validateOnly } from '../../shared/graph/writes/change';
import { paired } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { adKind, creativeOf } from '../ad/kind';
import { decideUpdate } from '../ad/update';
import { createOne } from '../../shared/adObject/createOne';
import { copyProblem, withCopy, type Copy } from '../content/copy';
import { creationOf } from '../content/creation';
import { creativeKind } from '../content/kind';

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
		const advice = `It shows ${creativeOf(ad) || 'none'}. Leave the ad out, or choose that creative.`;
		throw new InputProblem(['ads'], `has the ad ${id}, which shows another creative`, advice);
	}
}

/** What became of the ads, when not all of them show the new creative. */
function partly(created: string, done: readonly string[], open: readonly string[], cause: Error): GraphFailure {
	const swapped = done.length > 0 ? `The ads ${done.join(', ')} show it; ` : '';
	return failureAfter(cause, {
		// Begun and not ended: a retry must not make another creative.
		kind: 'outcomeUnknown',
		message: `The new creative ${created} was made, but not all ads show it`,
		advice:
			`${swapped}${open.join(', ')} may still show the old one: ${cause.message}. ` +
			`Use Ad → Update with the creative ${created} for them; running this step again would make another creative.`,
	});
}

async function swap(session: Session, { ads }: Replacement, account: AccountFacts, creative: string): Promise<void> {
	const decide = decideUpdate({ creative }, account);
	const changes = ads.map((id) => ({ id, account, validateOnly: false, decide, method: 'POST' as const, exact: true }));
	const verdicts = await changeObjects(session, adKind, changes, changedRow(adKind));
	const [open, done] = partition(paired(ads, verdicts), ([, { failure }]) => failure !== undefined);
	const ids = (ended: typeof open): string[] => ended.map(([id]) => id);
	for (const [, { failure }] of open) if (failure) throw partly(creative, ids(done), ids(open), failure);
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
	const problem = copyProblem(before, wanted.copy);
	if (problem) throw problem;
	const plan = creationOf(withCopy(before, wanted.copy), session, account, wanted.validateOnly);
	const { name } = plan.lookUp;
	await checkAds(session, wanted, account.id);
	if (plan.validateOnly) {
		await session.graph.send(validateOnly(plan.request));
		const note = 'Meta would accept the new creative. Nothing was created, and no ad was changed.';
		const checked = { validated: true, created: false, name };
		return { ...checked, replacedCreativeId: wanted.creative, accountId: account.id, note };
	}
	const id = await createOne(session, plan);
	await swap(session, wanted, account, id);
	const { answer } = await session.graph.sendOne(readObject(creativeKind, id, account.id));
	const row = creativeKind.row((answer?.body as GraphObject | undefined) ?? { id, name }, account);
	return outcomeFirst(row, {
		created: true,
		replacedCreativeId: wanted.creative,
		changedAds: wanted.ads.join(', '),
	});
}
