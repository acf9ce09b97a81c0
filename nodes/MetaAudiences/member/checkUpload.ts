import { DateTime } from 'luxon';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { ownedObject } from '../../shared/adObject/target';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, audienceLocator, objectId } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import { audienceKind } from '../audience/kind';
import { isComplete, readSessions, type UploadSession } from './session';

const sessionIdField: INodeProperties = {
	displayName: 'Session ID',
	name: 'sessionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1790000000000123',
	description: 'The upload to look at, as Add, Remove and Replace return it. Empty for the latest ones.',
};

/** An upload in columns. Times are by the account's clock; numbers Meta has not told are null. */
function sessionRow(session: UploadSession, audience: string, zone: string): IDataObject {
	const time = (moment: number | null): string | null => (moment === null ? null : DateTime.fromMillis(moment, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ"));
	return {
		sessionId: session.id,
		action: session.action,
		complete: isComplete(session),
		stage: session.stage,
		progressPercent: session.progress,
		received: session.received,
		invalid: session.invalid,
		matched: session.matched,
		startedTime: time(session.startedAt),
		endedTime: time(session.endedAt),
		audienceId: audience,
	};
}

export const checkUpload = defineOperation({
	value: 'checkUpload',
	name: 'Check Upload',
	action: 'Check uploads to an audience',
	description: 'See how far Meta is with what was sent to a customer list, and how many people it recognised where it tells',
	effect: 'read',
	fields: [adAccountLocator, audienceLocator, sessionIdField, returnAllField, limitField, optionsField()],
	params: z.object({
		adAccount: adAccountId,
		audience: objectId,
		sessionId: z.union([z.string(), z.number()]).transform((id) => String(id).trim()).default(''),
		...limitParams,
		options: optionsParams({}),
	}),
	perform: eachItem(async (session, { adAccount, audience, sessionId, returnAll, limit }) => {
		if (sessionId !== '' && !/^\d{1,19}$/.test(sessionId)) throw new InputProblem(['sessionId'], 'is not a session ID', 'Use the column sessionId of Add, Remove or Replace, as text: long numbers lose their end in some tables.');
		const account = await session.account(adAccount);
		await ownedObject(session, audienceKind, audience, adAccount);
		const found = await readSessions(session.graph, adAccount, audience, mostRows({ returnAll, limit }), sessionId || undefined);
		const wanted = sessionId === '' ? found : found.filter(({ id }) => id === sessionId);
		if (sessionId !== '' && wanted.length === 0) throw new InputProblem(['sessionId'], 'is no upload to this audience', 'Check that the audience is the one the upload went to.');
		return wanted.map((one) => ({ json: sessionRow(one, audience, account.timeZone) }));
	}),
});
