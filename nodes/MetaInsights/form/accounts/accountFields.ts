import { z } from 'zod';

import { shownWhen } from '../../../shared/form/field';
import { choice, listedChoices } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { adAccountId, idTexts } from '../../../shared/node/pickers/ids';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { fromList } from '../nameLists';

const one = { accounts: ['one'] };

const accountsField = choice({
	displayName: 'Accounts',
	name: 'accounts',
	options: [
		{ name: 'All', value: 'all', description: 'Every ad account the credential can access' },
		{ name: 'One', value: 'one', description: 'One ad account, or something in it' },
		{ name: 'Several', value: 'several', description: 'Ad accounts that you choose' },
	],
	default: 'one',
	description: 'Which ad accounts to include',
});

const adAccountsField = listedChoices(
	{
		displayName: 'Ad Accounts',
		name: 'adAccounts',
		description: 'The ad accounts to report. Expressions may give IDs separated by commas, or a list.',
		...fromList('getAdAccounts'),
	},
	idTexts
		.pipe(z.array(adAccountId))
		.transform((ids) => [...new Set(ids)])
		.superRefine((ids, context) =>
			ids.length > 0
				? undefined
				: problem(
						context,
						[],
						'is empty',
						'Choose at least one, or set Accounts to All. If an expression fills the field, it came out empty for this item.',
					),
		),
);

/** Whose numbers to get: of one ad account, or of some in one report. */
export const accountFormFields = [
	accountsField,
	shownWhen(one, adAccountLocator),
	shownWhen({ accounts: ['several'] }, adAccountsField),
] as const;

export const ofOneAccount = one;
