import { deleteOperation } from '../../shared/adObject/delete';
import { getOperation } from '../../shared/adObject/get';
import { getManyOperation } from '../../shared/adObject/list/getMany';
import { activateOperation } from '../adObjects/activate';
import { pauseOperation } from '../adObjects/pause';
import type { Resource } from '../../shared/node/operation';
import { duplicateOperation } from '../duplicate/duplicate';
import { keepToHoursOperation } from '../hours/keepToHours';
import { previewOperation } from '../preview/preview';
import { checkReview } from './checkReview';
import { createAd } from './create';
import { createFromFile } from './fromFile/createFromFile';
import { createFromPost } from './fromPost/createFromPost';
import { changeableAd } from './duplicated/changes';
import { adKind } from './kind';
import { rotate } from './rotate/rotate';
import { getSplitTestResult } from './splitTest/result';
import { splitTest } from './splitTest/splitTest';
import { listedAdStatuses } from './statuses';
import { updateAd } from './update';

export const adResource: Resource = {
	value: 'ad',
	name: 'Ad',
	operations: [
		activateOperation(
			adKind,
			'Activate an ad',
			'Let an ad run once it is approved, if its ad set and campaign are active',
		),
		checkReview,
		createAd,
		createFromFile,
		createFromPost,
		deleteOperation(adKind, 'Delete an ad', 'Delete an ad permanently. Its numbers stay in reports.'),
		duplicateOperation(
			{
				kind: adKind,
				word: 'ad',
				children: [],
				changeable: changeableAd,
				target: {
					parameter: 'targetAdSet',
					label: 'Target Ad Set',
					search: 'searchAdSets',
					sentAs: 'adset_id',
					noun: 'ad set',
				},
			},
			'Duplicate an ad',
			'Copy an ad, into its own ad set or another, also with another page, form, link or pixel',
		),
		getOperation(adKind, 'Get an ad', 'Get one ad with its status and review result'),
		getManyOperation(
			adKind,
			listedAdStatuses,
			'Get many ads',
			'Get the ads of an ad account with their status and review results',
		),
		getSplitTestResult,
		keepToHoursOperation(
			adKind,
			'Schedule single ad day and night hours by dayparting',
			'Run one ad of an ad set in the hours you choose, and pause it outside them. Ads that someone else has paused stay paused.',
		),
		pauseOperation(adKind, 'Pause an ad', 'Stop an ad from running until it is activated again'),
		previewOperation(
			adKind,
			'Preview an ad',
			'See an ad as people will, in the formats you choose, as HTML and as links',
		),
		rotate,
		splitTest,
		updateAd,
	],
};
