import type { IDataObject } from 'n8n-workflow';

import { provenChange } from '../../../meta/provenChange';
import { rewordField } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import type { Row } from '../../../shared/node/operation';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import type { Session } from '../../../shared/node/session/session';
import { accountSubscriptionRow, readAccountSubscription } from './subscription';

export const subscribingForm = formOf(
	adAccountLocator,
	optionsField(
		rewordField(validateOnlyOption, { description: 'Whether to only look, without changing the subscription' }),
	),
);

/** The two directions: what is wanted, how it is sent, and what an unproven end says. */
const directions = {
	subscribe: { wanted: true, method: 'POST', doubt: 'The app may be subscribed' },
	unsubscribe: { wanted: false, method: 'DELETE', doubt: 'The app may be unsubscribed' },
} as const;

/**
 * Puts the credential's app on an ad account's list, or takes it off. Other apps stay: Meta adds and removes the one that
 * is named (spec object AdAccount: `subscribed_apps`, `app_id`).
 */
export async function carryOutSubscribing(
	session: Session,
	{ adAccount, options }: ParamsIn<typeof subscribingForm>,
	direction: keyof typeof directions,
): Promise<Row[]> {
	const { wanted, method, doubt } = directions[direction];
	const look = async () => await readAccountSubscription(session, adAccount);
	const rowsOf = (json: IDataObject): Row[] => [{ json }];
	if (options.validateOnly || session.dryRun)
		return rowsOf({
			validated: true,
			...accountSubscriptionRow(adAccount, await look()),
			note: 'Nothing was changed.',
		});
	const { after, changed } = await provenChange(session, {
		look,
		isDone: ({ subscribed }) => subscribed === wanted,
		write: ({ ownApp }) => ({
			method,
			path: `${adAccount}/subscribed_apps`,
			params: { app_id: ownApp },
			effect: 'set',
			account: adAccount,
		}),
		doubt,
	});
	return rowsOf({ changed, ...accountSubscriptionRow(adAccount, after) });
}
