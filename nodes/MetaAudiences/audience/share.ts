import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { pickedField } from '../../MetaAds/asset/pickedId';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, audienceLocator, objectId } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { share as carryOut } from './sharing';

const permissions = [
	{ name: 'Target It', value: 'targeting', description: 'Show ads to it' },
	{ name: 'Target It and See Insights', value: 'targeting_and_insights', description: 'Also learn about the people in it' },
];

const otherAccount: INodeProperties = pickedField({
	label: 'Ad Account',
	parameter: 'otherAccount',
	description: 'An ad account that gets the audience',
	search: 'searchAdAccounts',
	idExample: 'act_1234567890',
});

const pickedAccount = z.preprocess((picked) => (typeof picked === 'object' && picked !== null && 'value' in picked ? (picked.value ?? '') : picked), adAccountId);

export const share = defineOperation({
	value: 'share',
	name: 'Share',
	action: 'Share an audience',
	description: 'Let other ad accounts use an audience, or stop that. They can target it, not change it, and not make lookalikes of it.',
	effect: 'write',
	fields: [
		adAccountLocator,
		audienceLocator,
		{
			displayName: 'Action',
			name: 'shareAction',
			type: 'options',
			options: [
				{ name: 'Share', value: 'share', description: 'Give it to these ad accounts; others keep it' },
				{ name: 'Stop Sharing', value: 'stop', description: 'Take it from these ad accounts. Ads there that use it stop.' },
			],
			default: 'share',
		},
		{
			displayName: 'With',
			name: 'otherAccounts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Ad Account',
			default: {},
			options: [{ displayName: 'Ad Account', name: 'rows', values: [otherAccount] }],
		},
		{
			displayName: 'They May',
			name: 'permissions',
			type: 'options',
			options: permissions,
			default: 'targeting',
			description: 'What the other ad accounts may do. It applies to those that do not have the audience yet.',
			displayOptions: { show: { shareAction: ['share'] } },
		},
		optionsField({ ...validateOnlyOption, description: 'Whether to only tell what would change. Meta has no check for audiences.' }),
	],
	params: z
		.object({
			adAccount: adAccountId,
			audience: objectId,
			shareAction: z.enum(['share', 'stop']).default('share'),
			otherAccounts: z.object({ rows: z.array(z.object({ otherAccount: pickedAccount })).default([]) }).default({}),
			permissions: z.enum(['targeting', 'targeting_and_insights']).default('targeting'),
			options: optionsParams({ validateOnly: z.boolean().default(false) }),
		})
		.superRefine(({ adAccount, otherAccounts: { rows } }, context) => {
			if (rows.length === 0) problem(context, ['otherAccounts'], 'is empty', 'Add at least one ad account.');
			const own = rows.findIndex(({ otherAccount: other }) => other === adAccount);
			if (own >= 0) problem(context, ['otherAccounts', 'rows', own, 'otherAccount'], 'is the account that owns the audience', 'Choose another ad account.');
		}),
	perform: eachItem(async (session, { adAccount, audience, shareAction, otherAccounts, permissions: allowed, options }) => {
		const stop = shareAction === 'stop';
		const dryRun = options.validateOnly || session.dryRun;
		const others = [...new Set(otherAccounts.rows.map(({ otherAccount: other }) => other))];
		const { object, changed, sharedWith } = await carryOut(session, { audience, account: adAccount, others, stop, permissions: allowed }, dryRun);
		const verb = stop ? 'stop sharing with' : 'share with';
		const json = {
			id: audience,
			name: String(object.name ?? ''),
			changed: changed.length > 0 && !dryRun,
			changes: changed.length === 0 ? 'none' : `${verb} ${changed.join(', ')}`,
			sharedWith: sharedWith.join(', '),
			accountId: adAccount,
			...(dryRun ? { validated: true, note: 'Meta has no check for audiences: this was compared here only. Nothing was changed.' } : {}),
		};
		return [{ json }];
	}),
});
