import type { IDataObject } from 'n8n-workflow';

import { textCell, idOf } from '../../shared/reading/cells';
import { changeObjects, type ObjectChange } from '../../shared/adObject/change/changes';
import { wantedStatus } from '../../shared/adObject/change/wanted';
import { assumeDefault, permitting, rewordField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { toggle } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { readRows } from '../../shared/graph/pages';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, audienceLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { audienceKind } from './kind';
import { entriesOf } from '../../shared/reading/json';

/** Ads named in the refusal; more would not help anybody. */
const MOST_NAMED = 3;

/** Active ads that use an audience (Custom Audience reference, edge `ads`): Meta stops them for good when it is deleted. */
async function activeAds(session: Session, audience: string, account: string): Promise<string[]> {
	const params = { fields: 'id,name', effective_status: ['ACTIVE'] };
	const request = { method: 'GET', path: `${audience}/ads`, params, effect: 'read', account } as const;
	const ads = await readRows(session.graph, request, MOST_NAMED + 1);
	return ads.map(titleOf);
}

/** Whether it may go, given the audience as it is and the active ads that use it. */
const decide =
	(ads: readonly string[]) =>
	(current: GraphObject): ReturnType<ObjectChange['decide']> => {
		const lookalikes = entriesOf(current.lookalike_audience_ids).map((id) => idOf(id) ?? 'unknown');
		if (lookalikes.length > 0) {
			// Meta refuses it with code 2656.
			return new InputProblem(
				['audience'],
				'is the source of lookalikes',
				`Delete these first: ${lookalikes.join(', ')}.`,
			);
		}
		if (ads.length === 0) return [wantedStatus('DELETED')];
		const adNames = ads
			.slice(0, MOST_NAMED)
			.map((name) => `“${name}”`)
			.join(', ');
		const stopWarning = `Meta would stop them for good: ${adNames}${ads.length > MOST_NAMED ? ' and more' : ''}.`;
		const advice = `${stopWarning} Take it out of their ad sets first, or switch Delete Even if Used on.`;
		return new InputProblem(['audience'], 'is used by active ads', advice);
	};

const deletedRow = (
	{ id, account, validateOnly }: ObjectChange,
	{ before, changed }: { before: GraphObject; changed: boolean },
): IDataObject => ({
	id,
	name: textCell(before.name) ?? '',
	deleted: !validateOnly,
	changed,
	accountId: account.id,
	...(validateOnly ? { validated: true, note: 'The audience exists and would be deleted. Nothing was changed.' } : {}),
});

export const deleteAudience = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an audience',
	description: 'Delete an audience permanently. Ads that use it stop, so the node refuses if an active ad uses it.',
	effect: 'write',
	form: formOf(
		adAccountLocator,
		audienceLocator,
		optionsField(
			permitting(
				assumeDefault(
					toggle({
						displayName: 'Delete Even if Used',
						name: 'evenIfUsed',
						default: false,
						description: 'Whether to delete it even if active ads use it. Meta then stops those ads permanently.',
					}),
				),
			),
			rewordField(validateOnlyOption, { description: 'Whether to only look the audience up, without deleting it' }),
		),
	),
	perform: together(
		async (session, { adAccount, audience, options }) => {
			const account = await session.account(adAccount);
			const ads = options.evenIfUsed ? [] : await activeAds(session, audience, adAccount);
			return {
				id: audience,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decide(ads),
				method: 'DELETE' as const,
			};
		},
		async (session, changes) => await changeObjects(session, audienceKind, changes, deletedRow),
	),
});
