import type { IDataObject } from 'n8n-workflow';

import { reviewOf } from '../../../meta/review/adReview';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../../shared/adsManager';
import type { GraphObject } from '../../../shared/graph/object';
import { textCell } from '../../../shared/reading/cells';
import { inPlainWords } from '../../../shared/words';
import type { AdChange, AdChangeEvent, AdChangeLevel } from './adChanges';

const nouns: Readonly<Record<AdChangeLevel, string>> = {
	account: 'ad account',
	ad: 'ad',
	adSet: 'ad set',
	campaign: 'campaign',
	creative: 'creative',
	productSet: 'product set',
};

const urls: Readonly<Partial<Record<AdChangeLevel, (account: string, id: string) => string>>> = {
	ad: adUrl,
	adSet: adSetUrl,
	campaign: campaignUrl,
};

/** What happened, in one sentence about what it happened to. */
const happened: Readonly<Record<AdChangeEvent, (subject: string, status: string | null) => string>> = {
	creativeFatigue: (subject) => `The creative fatigue of ${subject} has changed.`,
	deliveryIssue: (subject) => `Meta reports an issue with ${subject}.`,
	other: (subject) => `Meta reports a change of ${subject}.`,
	processingEnded: (subject) => `Meta has finished processing ${subject}.`,
	productSetIssue: (subject) => `Meta reports an issue with ${subject}.`,
	recommendation: (subject) => `Meta has a recommendation for ${subject}.`,
	statusChanged: (subject, status) =>
		status === null ? `The status of ${subject} has changed.` : `${subject} is now: ${status}.`,
};

const FRESH_CREATIVE =
	'Add an ad with another image or video to the ad set, or pause this one. Ad → Rotate does both by rules of yours.';

function subjectOf({ account, level, object }: AdChange, name: string | null): string {
	if (object === null) return `the ad account ${account}`;
	const noun = level === null ? 'object' : nouns[level];
	return `the ${noun} ${name === null ? object : `“${name}”`}`;
}

/**
 * The row of a change.
 *
 * @param object as Meta shows it now; absent where it is of a kind that is not read
 */
export function adChangeRow(change: AdChange, object?: GraphObject): IDataObject {
	const { account, event, level, object: id } = change;
	const name = textCell(object?.name);
	const status = object?.effective_status === undefined ? null : inPlainWords(object.effective_status);
	const review = object === undefined ? undefined : reviewOf(object);
	const sentence = happened[event](subjectOf(change, name), status);
	const url = level === null || id === null ? undefined : urls[level];
	return {
		event,
		level,
		summary: sentence.charAt(0).toUpperCase() + sentence.slice(1),
		objectName: name,
		status,
		details: [change.details, review?.feedback, review?.issues].filter(Boolean).join('\n'),
		nextStep: nextStepOf(change, review?.nextStep ?? ''),
		objectId: id,
		accountId: account,
		adsManagerUrl: id === null || url === undefined ? accountUrl(account) : url(account, id),
		eventTime: change.time,
		eventId: change.id,
	};
}

/** The review's next steps are those of an ad. */
function nextStepOf({ event, level, advice }: AdChange, ofReview: string): string {
	if (advice !== '') return advice;
	if (event === 'creativeFatigue') return FRESH_CREATIVE;
	return level === 'ad' ? ofReview : '';
}

/** Why a change could not be looked at. */
export const unreadChangeRow = (
	{ account, event, level, object, details, time, id }: AdChange,
	{ message: reason, advice }: { readonly message: string; readonly advice?: string },
): IDataObject => ({
	event,
	level,
	objectId: object,
	accountId: account,
	details,
	eventTime: time,
	eventId: id,
	reason,
	advice: advice ?? '',
});
