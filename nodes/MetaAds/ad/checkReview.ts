import { formOf } from '../../shared/form/form';
import { decimal } from '../../shared/form/kinds';
import { poll } from '../../shared/graph/poll';
import type { GraphObject } from '../../shared/graph/object';
import { readStates } from '../../shared/graph/states';
import { together } from '../../shared/node/bulk';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator, adLocator } from '../../shared/node/locators';
import { defineOperation, failed, type Verdict } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import { outcomeFirst } from '../../shared/adObject/changes';
import { asKindProblem, ownershipProblem, readObject } from '../../shared/adObject/target';
import { isPaused, type ReviewEntry } from '../../meta/review/approval';
import { readReviewLogs } from '../../meta/review/reviewLog';
import { verdictOf } from '../../meta/review/verdict';
import { adKind } from './kind';

const OUTPUTS = { approved: 'Approved', rejected: 'Rejected', 'still pending': 'Still Pending' } as const;

const MINUTE = 60_000;

const waitUpToField = decimal({
	displayName: 'Wait Up To (Minutes)',
	name: 'waitUpTo',
	default: '0',
	least: 0,
	most: 15,
	description: 'How long to go on asking while the review has not ended. Reviews can take a day: for longer, ask again from a loop with a Wait node.',
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
	description: 'Tell whether Meta has approved or rejected an ad as it is now, with what it objects to and what to do',
	effect: 'read',
	outputs: Object.values(OUTPUTS),
	form: formOf(adAccountLocator, adLocator, waitUpToField, optionsField()),
	perform: together(
		async (session, { adAccount, ad, waitUpTo }): Promise<Asked> => ({ id: ad, account: await session.account(adAccount), waitUpTo: waitUpTo * MINUTE }),
		checkAll,
	),
});

/** Looks at all ads together, again and again at those whose review has not ended, each for as long as it asked for. */
async function checkAll(session: Session, asked: readonly Asked[]): Promise<Verdict[]> {
	const verdicts = new Map<Asked, Verdict>();
	const start = session.now();
	const open = new Set(asked);
	const look = async (): Promise<true | null> => {
		const group = [...open];
		const looks = await readReviews(session, group);
		group.forEach((one, index) => {
			const found = looks[index];
			verdicts.set(one, found instanceof Error ? failed(found) : answered(found, one.account));
			const mayEnd = !(found instanceof Error) && found.verdict === 'still pending' && !found.needsYou;
			if (!mayEnd || session.now() >= start + one.waitUpTo) open.delete(one);
		});
		return open.size === 0 ? true : null;
	};
	await poll(look, { cap: Math.max(...asked.map(({ waitUpTo }) => waitUpTo)), wait: session.wait, now: session.now });
	return asked.map((one) => verdicts.get(one) as Verdict);
}

type Found = ReturnType<typeof verdictOf> & { readonly ad: GraphObject };

/** Ads by lists where there are several, and one list of the log's entries for those that are paused. */
async function readReviews(session: Session, asked: readonly Asked[]): Promise<Array<Found | Error>> {
	const states = await readStates(session.graph, asked.map(({ id, account }) => ({ id, read: readObject(adKind, id, account.id), edge: `${account.id}/${adKind.edge}` })));
	const ads = states.map((state, index) => (state.failure ? asKindProblem(adKind, state.failure) : usable(state.answer.body as GraphObject, asked[index].account)));
	const logs = new Map<string, ReviewEntry[] | Error>();
	for (const account of new Set(asked.map(({ account: { id } }) => id))) {
		const paused = ads.filter((ad, index): ad is GraphObject => !(ad instanceof Error) && asked[index].account.id === account && isPaused(ad));
		const read = await readReviewLogs(session, account, paused).catch((thrown: Error) => thrown);
		for (const { id } of paused) logs.set(String(id), read instanceof Error ? read : (read.get(String(id)) ?? []));
	}
	return ads.map((ad) => {
		if (ad instanceof Error) return ad;
		const log = logs.get(String(ad.id)) ?? [];
		return log instanceof Error ? log : { ...verdictOf(ad, log), ad };
	});
}

/** What has left for good gets no verdict any more: to call it pending would be a loop without end. */
function usable(ad: GraphObject, account: AccountFacts): GraphObject | InputProblem {
	const gone = ({ DELETED: 'is deleted', ARCHIVED: 'is archived' } as Record<string, string>)[String(ad.effective_status)];
	return ownershipProblem(adKind, ad, account.id) ?? (gone === undefined ? ad : new InputProblem(['ad'], gone, 'Meta does not review it any more. Choose another ad.'));
}

const answered = ({ ad, verdict, reason, needsYou, nextStep }: Found, account: AccountFacts): Verdict => ({
	rows: [{ json: outcomeFirst({ ...adKind.row(ad, account), nextStep }, { verdict, reason, needsYou }), output: OUTPUTS[verdict] }],
});
