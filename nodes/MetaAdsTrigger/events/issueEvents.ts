import { disableReasonWords, statusWords } from '../../meta/accountStatus';
import { reviewOf } from '../../meta/review/adReview';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';
import { sayable } from '../../shared/words';
import { nobodyKnown, nouns, type Happening, type EventLevel } from './event';
import type { TriggerMemory } from './memory';

/** An object that may have issues, as it is now. */
export interface IssueObject {
	readonly level: EventLevel;
	readonly object: GraphObject;
}

interface Trouble {
	/** What it is told apart by; empty without trouble. */
	readonly codes: string;
	readonly inWords: string;
	readonly nextStep: string;
}

const urls: Readonly<Record<EventLevel, (account: string, id: string) => string>> = {
	account: accountUrl,
	campaign: campaignUrl,
	adSet: adSetUrl,
	ad: adUrl,
};

const ACTIVE_ACCOUNT = '1';

const none: Trouble = { codes: '', inWords: '', nextStep: '' };

/** Undefined where Meta does not say how the object is. */
function troubleOf({ level, object }: IssueObject): Trouble | undefined {
	if (level === 'account') return accountTrouble(object);
	const { effective_status: status, issues_info: issues } = object;
	if (status === 'PENDING_BILLING_INFO') {
		const inWords = 'waits for a payment method or a payment of the ad account';
		return { codes: status, inWords, nextStep: reviewOf(object).nextStep };
	}
	const list = Array.isArray(issues) ? issues.filter(isRecord) : [];
	if (list.length === 0 && typeof status !== 'string') return undefined;
	if (list.length === 0 && status !== 'WITH_ISSUES') return none;
	const codes = list.map(
		(issue) => `${sayable(issue.level)} ${sayable(issue.error_code)} ${sayable(issue.error_summary)}`,
	);
	const inWords = 'has issues, and Meta may not deliver it';
	return { codes: codes.sort().join('; ') || 'WITH_ISSUES', inWords, nextStep: reviewOf(object).issues };
}

function accountTrouble({ account_status: status, disable_reason: reason }: GraphObject): Trouble | undefined {
	if (typeof status !== 'number' && typeof status !== 'string') return undefined;
	if (String(status) === ACTIVE_ACCOUNT) return none;
	const { words, advice } = statusWords(status);
	const why = disableReasonWords(reason);
	const inWords = why === null ? `is ${words}` : `is ${words} (${why})`;
	return { codes: sayable(status), inWords, nextStep: advice };
}

export interface IssueChanges {
	readonly happenings: readonly Happening[];
	readonly issues: Record<string, readonly [open: string, told: number]>;
}

/** Objects whose trouble is over are remembered: far more than an account has in trouble, and far fewer than its ads. */
const MOST_OVER = 5_000;

/** Ad sets and campaigns are listed while they are in trouble. How often it was told stays, so that the next time has a name of its own. */
const withoutTrouble = (issues: TriggerMemory['issues']): Record<string, readonly [string, number]> =>
	Object.fromEntries(
		Object.entries(issues)
			.filter(([, [, toldCount]]) => toldCount > 0)
			.slice(-MOST_OVER)
			.map(([id, [, count]]) => [id, ['', count] as const]),
	);

/** New trouble against the last poll; other trouble of the same object is new again, and so is trouble that comes back. */
export function issueChanges(
	issueObjects: readonly IssueObject[],
	memory: TriggerMemory,
	account: AccountFacts,
	first: boolean,
): IssueChanges {
	const happenings: Happening[] = [];
	const issues = withoutTrouble(memory.issues);
	for (const one of issueObjects) {
		const id = String(one.object.id);
		const [before, toldCount] = memory.issues[id] ?? ['', 0];
		const trouble = troubleOf(one);
		if (trouble === undefined) {
			// Neither over nor new: what is remembered stands until Meta says more.
			if (toldCount > 0 || before !== '') issues[id] = [before, toldCount];
			continue;
		}
		const isNew = trouble.codes !== '' && trouble.codes !== before;
		const count = isNew ? toldCount + 1 : toldCount;
		// Objects without trouble, now and ever, need no memory.
		if (trouble.codes !== '' || count > 0) issues[id] = [trouble.codes, count];
		if (isNew && !first)
			happenings.push(happeningOf(one, trouble, { before, count, since: memory.startedAt }, account));
	}
	return { happenings, issues };
}

/** What was told of the object's trouble: the last one, and how many with this one. */
interface Told {
	readonly before: string;
	readonly count: number;
	/** When counting began: a memory that begins once more, as of a trigger that was renamed, counts from 1 again. */
	readonly since: number;
}

function happeningOf(
	{ level, object }: IssueObject,
	{ codes, inWords, nextStep }: Trouble,
	{ before, count, since }: Told,
	account: AccountFacts,
): Happening {
	const id = String(object.id);
	const name = typeof object.name === 'string' ? object.name : null;
	const { issues } = reviewOf(object);
	return {
		event: 'deliveryIssue',
		level,
		identity: ['issue', id, codes, count, since],
		summary: `The ${nouns[level]} “${name ?? id}” ${inWords}.`,
		objectId: id,
		objectName: name,
		oldValue: before === '' ? null : before,
		newValue: codes,
		...nobodyKnown,
		details: issues,
		nextStep: issues === '' ? nextStep : '',
		adsManagerUrl: urls[level](account.id, id),
	};
}
