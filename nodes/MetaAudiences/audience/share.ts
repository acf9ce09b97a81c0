import { uniq } from 'lodash';

import { textCell } from '../../shared/reading/cells';
import { rows } from '../../shared/form/collections';
import { rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { InputProblem, isEmpty } from '../../shared/form/problem';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId } from '../../shared/node/pickers/ids';
import { adAccountLocator, audienceLocator, picker } from '../../shared/node/pickers/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { carryOutSharing as carryOut } from './sharing';

const shareForm = formOf(
	adAccountLocator,
	audienceLocator,
	choice({
		displayName: 'Action',
		name: 'shareAction',
		options: [
			{ name: 'Share', value: 'share', description: 'Give it to these ad accounts; others keep it' },
			{
				name: 'Stop Sharing',
				value: 'stop',
				description: 'Take it from these ad accounts. Ads there that use it stop.',
			},
		],
		default: 'share',
	}),
	rows(
		{
			displayName: 'Share With',
			name: 'otherAccounts',
			placeholder: 'Add Ad Account',
			row: { name: 'rows', displayName: 'Ad Account' },
		},
		[
			picker(
				{
					label: 'Ad Account',
					parameter: 'otherAccount',
					description: 'An ad account that gets the audience',
					search: 'searchAdAccounts',
					idExample: 'act_1234567890',
				},
				adAccountId,
			),
		],
	),
	shownWhen(
		{ shareAction: ['share'] },
		choice({
			displayName: 'Permission',
			name: 'permissions',
			options: [
				{ name: 'Targeting Only', value: 'targeting', description: 'Show ads to it' },
				{
					name: 'Targeting and Insights',
					value: 'targeting_and_insights',
					description: 'Also learn about the people in it',
				},
			],
			default: 'targeting',
			description:
				'The permission of the other ad accounts. Applies only to accounts that do not have the audience yet.',
		}),
	),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only show what would change. Meta has no check for audiences.',
		}),
	),
);

/** What the fields have to be together. */
function shareProblem({ adAccount, otherAccounts }: ParamsIn<typeof shareForm>): InputProblem | null {
	if (otherAccounts.length === 0) return isEmpty(['otherAccounts'], 'Add at least one ad account.');
	const ownIndex = otherAccounts.findIndex(({ otherAccount }) => otherAccount === adAccount);
	if (ownIndex === -1) return null;
	return new InputProblem(
		['otherAccounts', 'rows', ownIndex, 'otherAccount'],
		'is the account that owns the audience',
		'Choose another ad account.',
	);
}

export const shareAudience = defineOperation({
	value: 'share',
	name: 'Share',
	action: 'Share an audience',
	description:
		'Let other ad accounts use an audience, or stop that. They can target it, not change it, and not make lookalikes of it.',
	effect: 'write',
	form: shareForm,
	rule: shareProblem,
	perform: eachItem(
		async (session, { adAccount, audience, shareAction, otherAccounts, permissions: sharePermissions, options }) => {
			const stop = shareAction === 'stop';
			const dryRun = options.validateOnly || session.dryRun;
			const others = uniq(otherAccounts.map(({ otherAccount }) => otherAccount));
			const { object, changed, sharedWith } = await carryOut(
				session,
				{ audience, account: adAccount, others, stop, permissions: sharePermissions },
				dryRun,
			);
			const verb = stop ? 'stop sharing with' : 'share with';
			const json = {
				id: audience,
				name: textCell(object.name) ?? '',
				changed: changed.length > 0 && !dryRun,
				changes: changed.length === 0 ? 'none' : `${verb} ${changed.join(', ')}`,
				sharedWith: sharedWith.join(', '),
				accountId: adAccount,
				...(dryRun
					? {
							validated: true,
							note: 'Meta has no check for audiences: this was compared here only. Nothing was changed.',
						}
					: {}),
			};
			return [{ json }];
		},
	),
});
