import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { messageItem } from '../../meta/message';
import { isPaused, type ReviewEntry } from '../../meta/review/approval';
import { readAdLogs } from '../../meta/review/reviewLog';
import { reviewVerdictOf } from '../../meta/review/verdict';
import { outcomeFirst } from '../../shared/adObject/change/changes';
import { textCell } from '../../shared/reading/cells';
import { asKindProblem, ownershipProblem, readObject } from '../../shared/adObject/target';
import { formOf } from '../../shared/form/form';
import { decimal } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import { readStates } from '../../shared/graph/states';
import { existing, pairLists } from '../../shared/lists';
import { together } from '../../shared/node/bulk';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, failedVerdict, type Verdict } from '../../shared/node/operation';
import { adAccountLocator, adLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { recordOf } from '../../shared/reading/json';
import { adKind } from './kind';
import { entryOf } from '../../shared/record';
import { MINUTE_MS } from '../../shared/durations';

const OUTPUTS = { approved: 'Approved', rejected: 'Rejected', 'still pending': 'Pending' } as const;

const waitUpToField = decimal({
	displayName: 'Wait Up To (Minutes)',
	name: 'waitUpTo',
	default: '0',
	least: 0,
	most: 15,
	description:
		'How long to keep checking until the review ends. Reviews can take a day. For longer waits, use a loop with a Wait node.',
});

interface Asked {
	readonly id: string;
	readonly account: AccountFacts;
	/** Milliseconds. */
	readonly waitUpTo: number;
}

export const checkReview = defineOperation({
	value: 'checkReview',
	name: 'Check Review',
	action: 'Check the review of an ad',
	description: 'Check whether Meta has approved or rejected an ad, why, and what to do',
	effect: 'read',
	outputs: Object.values(OUTPUTS),
	form: formOf(adAccountLocator, adLocator, waitUpToField, optionsField()),
	perform: together(
		async (session, { adAccount, ad, waitUpTo }): Promise<Asked> => ({
			id: ad,
			account: await session.account(adAccount),
			waitUpTo: waitUpTo * MINUTE_MS,
		}),
		checkAll,
	),
});

/** Looks at all ads together, again and again at those whose review has not ended, each for as long as it asked for. */
async function checkAll(session: Session, requests: readonly Asked[]): Promise<Verdict[]> {
	const verdicts = new Map<Asked, Verdict>();
	const start = session.now();
	const open = new Set(requests);
	const look = async (): Promise<true | null> => {
		for (const [one, review] of await readReviews(session, [...open])) {
			verdicts.set(one, review instanceof Error ? failedVerdict(review) : reviewRow(review, one.account));
			const mayEnd = !(review instanceof Error) && review.verdict === 'still pending' && !review.needsYou;
			if (!mayEnd || session.now() >= start + one.waitUpTo) open.delete(one);
		}
		return open.size === 0 ? true : null;
	};
	const cap = Math.max(...requests.map(({ waitUpTo }) => waitUpTo));
	await poll(look, { cap, wait: session.wait, now: session.now });
	return requests.map((one) => existing(verdicts.get(one), 'what was found out about an ad'));
}

type Found = ReturnType<typeof reviewVerdictOf> & { readonly ad: GraphObject };
type Looked = Map<Asked, GraphObject | Error>;

/** Ads by lists where there are several, and one list of the log's entries for those that are paused. */
async function readReviews(session: Session, requests: readonly Asked[]): Promise<Map<Asked, Found | Error>> {
	const ads = await readAds(session, requests);
	const logs = await readLogs(session, ads);
	return new Map(
		[...ads].map(([one, ad]): [Asked, Found | Error] => {
			if (ad instanceof Error) return [one, ad];
			const log = logs.get(String(ad.id)) ?? [];
			return [one, log instanceof Error ? log : { ...reviewVerdictOf(ad, log), ad }];
		}),
	);
}

async function readAds({ graph }: Session, requests: readonly Asked[]): Promise<Looked> {
	const states = await readStates(
		graph,
		requests.map(({ id, account }) => ({
			id,
			read: readObject(adKind, id, account.id),
			edge: `${account.id}/${adKind.edge}`,
		})),
	);
	return new Map(
		pairLists(requests, states).map(([one, state]) => [
			one,
			state.failure ? asKindProblem(adKind, state.failure) : usable(recordOf(state.answer.body), one.account),
		]),
	);
}

/** What the log says of paused ads, by their IDs, or why it could not be read. */
async function readLogs(session: Session, ads: Looked): Promise<Map<string, readonly ReviewEntry[] | Error>> {
	const pausedAds = [...ads].flatMap(([{ account }, ad]) =>
		!(ad instanceof Error) && isPaused(ad) ? [{ account: account.id, ad }] : [],
	);
	const logs = new Map<string, readonly ReviewEntry[] | Error>();
	for (const [account, group] of Object.entries(groupBy(pausedAds, 'account'))) {
		const adIds = group.map(({ ad }) => ad);
		const read = await readAdLogs(session, account, adIds).catch((thrown: Error) => thrown);
		for (const { id } of adIds)
			logs.set(String(id), read instanceof Error ? read : (read.get(String(id))?.review ?? []));
	}
	return logs;
}

const goneWords: Readonly<Record<string, string>> = { DELETED: 'is deleted', ARCHIVED: 'is archived' };

/** What has left for good gets no verdict any more: to call it pending would be a loop without end. */
function usable(ad: GraphObject, account: AccountFacts): GraphObject | InputProblem {
	const problem = ownershipProblem(adKind, ad, account.id);
	const message = entryOf(goneWords, ad.effective_status);
	if (problem !== null || message === undefined) return problem ?? ad;
	return new InputProblem(['ad'], message, 'Meta no longer reviews it. Choose another ad.');
}

function reviewRow({ ad, verdict, reason, needsYou, nextStep }: Found, account: AccountFacts): Verdict {
	const row = outcomeFirst({ ...adKind.row(ad, account), nextStep }, { verdict, reason, needsYou });
	return { rows: [{ json: { ...row, ...reviewMessage(row, verdict) }, output: OUTPUTS[verdict] }] };
}

const headings: Readonly<Record<keyof typeof OUTPUTS, string>> = {
	approved: 'Meta has approved',
	rejected: 'Meta has rejected',
	'still pending': 'No review yet:',
};

/** The verdict as a mail tells it: what Meta objects to before how that is known. */
function reviewMessage(row: IDataObject, verdict: keyof typeof OUTPUTS): IDataObject {
	const { name, reason, reviewFeedback, issues, nextStep, adsManagerUrl } = row;
	const subject = `${headings[verdict]} ${String(name)}`;
	const sentences = [reviewFeedback === '' ? reason : reviewFeedback, issues, nextStep].filter(Boolean);
	return messageItem(subject, [{ heading: subject, text: sentences.join('\n'), url: textCell(adsManagerUrl) }]);
}
