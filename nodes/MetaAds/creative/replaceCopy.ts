import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { changedRow, changeObjects, outcomeFirst } from '../../shared/adObject/change/changes';
import { unaskedNote } from '../../shared/adObject/creation';
import { ownedObject } from '../../shared/adObject/target';
import { InputProblem } from '../../shared/form/problem';
import { failureAfter, type GraphFailure } from '../../shared/graph/error';
import { validateOnly } from '../../shared/graph/writes/change';
import { pairLists } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { adKind, creativeIdOf } from '../ad/kind';
import { decideUpdate } from '../ad/update';
import { createToBuildOn } from '../../shared/adObject/createOne';
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
		if (creativeIdOf(ad) === creative) continue;
		const advice = `It shows ${creativeIdOf(ad) || 'none'}. Leave the ad out, or choose that creative.`;
		throw new InputProblem(['ads'], `has the ad ${id}, which shows another creative`, advice);
	}
}

/** What became of the ads, when not all of them show the new creative. */
function partly(creativeId: string, adIds: readonly string[], open: readonly string[], cause: Error): GraphFailure {
	const swapWords = adIds.length > 0 ? `The ads ${adIds.join(', ')} show it; ` : '';
	return failureAfter(cause, {
		// Begun and not ended: a retry must not make another creative.
		kind: 'outcomeUnknown',
		message: `The new creative ${creativeId} was made, but not all ads show it`,
		advice:
			`${swapWords}${open.join(', ')} may still show the old one: ${cause.message}. ` +
			`Use Ad → Update with the creative ${creativeId} for them; running this step again would make another creative.`,
	});
}

async function swap(session: Session, { ads }: Replacement, account: AccountFacts, creative: string): Promise<void> {
	const decide = decideUpdate({ creative }, account);
	const changes = ads.map((id) => ({ id, account, validateOnly: false, decide, method: 'POST' as const, exact: true }));
	const verdicts = await changeObjects(session, adKind, changes, changedRow(adKind));
	const [open, adIds] = partition(pairLists(ads, verdicts), ([, { failure }]) => failure !== undefined);
	const ids = (endings: typeof open): string[] => endings.map(([id]) => id);
	for (const [, { failure }] of open) if (failure) throw partly(creative, ids(adIds), ids(open), failure);
}

/**
 * Creatives cannot be changed (Marketing API, Ad Creative), so new words mean a new creative: it is made, and given to
 * the ads, each proven by reading it back.
 *
 * @returns the new creative's row
 */
export async function replaceCopy(session: Session, replacement: Replacement): Promise<IDataObject> {
	const account = await session.account(replacement.adAccount);
	const before = await ownedObject(session, creativeKind, replacement.creative, account.id);
	const problem = copyProblem(before, replacement.copy);
	if (problem) throw problem;
	const plan = creationOf(withCopy(before, replacement.copy), session, account, replacement.validateOnly);
	const { name } = plan.lookUp;
	await checkAds(session, replacement, account.id);
	if (plan.validateOnly) {
		await session.graph.send(validateOnly(plan.request));
		const note = 'Meta would accept the new creative. Nothing was created, and no ad was changed.';
		const checkRow = { validated: true, created: false, name };
		return { ...checkRow, replacedCreativeId: replacement.creative, accountId: account.id, note };
	}
	const { id, object } = await createToBuildOn(session, { ...plan, reads: creativeKind.fields });
	await swap(session, replacement, account, id);
	const note = unaskedNote(creativeKind, plan.request.params ?? {}, object);
	return outcomeFirst(creativeKind.row(object, account), {
		created: true,
		...(note !== undefined && { note }),
		replacedCreativeId: replacement.creative,
		changedAds: replacement.ads.join(', '),
	});
}
